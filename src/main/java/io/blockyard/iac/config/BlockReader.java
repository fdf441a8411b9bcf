package io.blockyard.iac.config;

import io.blockyard.block.BlockReference;
import io.blockyard.problem.ProblemException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads instances of blocks and solutions. */
final class BlockReader {

    private final Fields.Reading reading;
    private final Findings findings;

    BlockReader(Fields.Reading reading) {
        this.reading = reading;
        this.findings = reading.findings();
    }

    List<Configuration.BlockUse> blocks(Fields top) {
        var taken = givenNames(top);
        return top.elements("blocks", (value, index) -> block(value, taken)).stream()
                .flatMap(Optional::stream)
                .toList();
    }

    List<Configuration.SolutionUse> solutions(Fields top) {
        var taken = givenNames(top);
        return top.elements("solutions", (value, index) -> solution(value, taken)).stream()
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<Configuration.BlockUse> block(YamlValue value, Set<String> taken) {
        return Fields.of(value, Keys.BLOCK, "a block", reading).map(fields -> {
            var reference = reference(fields);
            var instance = instance(fields, reference, taken);
            return new Configuration.BlockUse(
                    fields.place(),
                    reference,
                    instance,
                    fields.text("zone_name").orElse(instance),
                    fields.texts("inputs"),
                    fields.texts("outputs"),
                    fields.texts("variables"),
                    extensions(fields),
                    "");
        });
    }

    private Optional<Configuration.SolutionUse> solution(YamlValue value, Set<String> taken) {
        return Fields.of(value, Keys.SOLUTION, "a solution", reading).map(fields -> {
            var reference = reference(fields);
            return new Configuration.SolutionUse(
                    fields.place(),
                    reference,
                    instance(fields, reference, taken),
                    fields.plain("zone_prefix"),
                    fields.texts("inputs"),
                    fields.texts("outputs"),
                    fields.texts("variables"),
                    overrides(fields));
        });
    }

    private Map<String, Configuration.BlockOverride> overrides(Fields solution) {
        var overrides = new LinkedHashMap<String, Configuration.BlockOverride>();
        solution.entries("block_overrides")
                .forEach((alias, entry) -> Fields.of(
                                entry.value(), Keys.BLOCK_OVERRIDE, "an override of a block", reading)
                        .ifPresent(fields -> overrides.put(
                                alias, new Configuration.BlockOverride(entry.key(), extensions(fields)))));
        return Collections.unmodifiableMap(overrides);
    }

    /** A reference in the right form, or a finding that says where it leaves it. */
    private Text reference(Fields fields) {
        var reference = fields.required("ref", "BLOCKS_REGISTRY/BLOCK_ID@1.0.0");
        if (!reference.value().isEmpty()) {
            try {
                BlockReference.parse(reference.value());
            } catch (ProblemException e) {
                findings.relocate(reference.place(), e);
            }
        }
        return reference;
    }

    private static Text instance(Fields fields, Text reference, Set<String> taken) {
        return fields.text("instance_name").orElseGet(() -> {
            var base = reference
                    .value()
                    .replaceFirst("@.*", "")
                    .replaceFirst(".*/", "")
                    .toLowerCase(Locale.ROOT);
            var name = base.isEmpty() ? "block" : base;
            for (int n = 2; !taken.add(name); n++) {
                name = base + "_" + n;
            }
            return new Text(name, fields.placeOf("ref"));
        });
    }

    private static Set<String> givenNames(Fields top) {
        var names = new ArrayList<String>();
        for (String key : List.of("blocks", "solutions")) {
            if (top.value(key) instanceof YamlValue.Sequence sequence) {
                sequence.items().forEach(item -> {
                    if (item instanceof YamlValue.Mapping mapping) {
                        var entry = mapping.entries().get("instance_name");
                        if (entry != null && entry.value() instanceof YamlValue.Scalar scalar) {
                            names.add(scalar.text());
                        }
                    }
                });
            }
        }
        return new HashSet<>(names);
    }

    private List<Configuration.Extension> extensions(Fields fields) {
        return fields
                .elements(
                        "extends",
                        (value, index) -> Fields.of(value, Keys.EXTENSION, "an extension", reading)
                                .map(this::extension))
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    private Configuration.Extension extension(Fields fields) {
        var override = fields.text("override_with");
        var useClass = fields.text("use_class");
        if (override.isPresent() == useClass.isPresent()) {
            findings.error(
                    "config.extension",
                    fields.place(),
                    "An extension has either override_with or use_class, but here "
                            + (override.isPresent() ? "are both." : "is none."),
                    override.isPresent() ? "Remove one of the two." : "Add override_with: NAME_OF_A_RECIPE.");
        }
        return new Configuration.Extension(
                fields.place(),
                fields.required("recipe", "name_of_a_recipe_of_the_block"),
                override,
                useClass,
                fields.free("class_config"));
    }
}
