package io.blockyard.block;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The two ways in which a solution may be written, brought to one: a {@code sequence} of steps, and
 * {@code dependencies} by alias that say what each requires. Members that are only required are members too.
 */
final class SolutionForm {

    private final Map<String, SolutionStep> steps = new LinkedHashMap<>();
    private final List<SolutionStep> repeated = new ArrayList<>();

    private SolutionForm() {}

    /** @param dependencies as they stand in the manifest; entries that are lists are no members and are read over */
    static List<SolutionStep> steps(@Nullable List<SolutionStep> sequence, @Nullable JsonNode dependencies) {
        var form = new SolutionForm();
        if (sequence != null) {
            sequence.forEach(form::step);
        }
        if (dependencies != null) {
            dependencies.properties().stream()
                    .filter(entry -> isMember(entry.getValue()))
                    .forEach(entry -> form.dependency(entry.getKey(), entry.getValue()));
        }
        var all = new ArrayList<>(form.steps.values());
        all.addAll(form.repeated);
        return List.copyOf(all);
    }

    /** What a block needs from where it runs stands under the same key, as lists. */
    static BlockManifest.Dependencies needs(@Nullable JsonNode dependencies) {
        if (dependencies == null) {
            return BlockManifest.Dependencies.NONE;
        }
        var needs = BlockFormats.json().createObjectNode();
        dependencies.properties().stream()
                .filter(entry -> !isMember(entry.getValue()))
                .forEach(entry -> needs.set(entry.getKey(), entry.getValue()));
        return BlockFormats.json().convertValue(needs, BlockManifest.Dependencies.class);
    }

    private static boolean isMember(JsonNode value) {
        return value.isObject();
    }

    /** A second step of one alias is kept, so that it can be told. */
    private void step(SolutionStep step) {
        if (steps.putIfAbsent(step.alias(), step) != null) {
            repeated.add(step);
        }
    }

    private void dependency(String alias, JsonNode entry) {
        var required = required(entry);
        required.forEach(other -> steps.computeIfAbsent(other, SolutionForm::named));
        var known = steps.get(alias);
        if (known != null && !entry.has("block_ref")) {
            steps.put(alias, known.after(required));
            return;
        }
        var read = BlockFormats.json().createObjectNode();
        entry.properties().forEach(field -> read.set(field.getKey(), field.getValue()));
        read.put("alias", alias);
        if (!read.has("block_ref")) {
            read.put("block_ref", named(alias).block().toString());
        }
        var step = BlockFormats.json().convertValue(read, SolutionStep.class).after(required);
        steps.put(alias, known == null ? step : step.after(known.dependsOn()));
    }

    private static List<String> required(JsonNode entry) {
        var names = new LinkedHashSet<String>();
        var requires = entry.path("requires");
        if (requires.isString()) {
            names.add(requires.stringValue());
        } else {
            requires.forEach(name -> names.add(name.asString("")));
        }
        return List.copyOf(names);
    }

    /** A member of whom only the name is said is the newest block of that name. */
    private static SolutionStep named(String alias) {
        return SolutionStep.of(BlockReference.ofWire(alias.toUpperCase(Locale.ROOT)), alias, Map.of());
    }
}
