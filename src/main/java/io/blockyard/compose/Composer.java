package io.blockyard.compose;

import io.blockyard.block.BlockManifest;
import io.blockyard.compose.Composition.Member;
import io.blockyard.compose.Composition.Wire;
import io.blockyard.compose.CompositionEdit.WireChoice;
import io.blockyard.problem.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

/** Works a composition out of what a person decided: names, wiring, outside datasets, text, and what stands against it. */
final class Composer {

    private final Function<String, BlockManifest> manifests;
    private final Function<String, List<Problem>> validator;
    private final Makers makers;

    /**
     * @param manifests exact reference → manifest
     * @param validator YAML → what is wrong with it
     */
    Composer(Function<String, BlockManifest> manifests, Function<String, List<Problem>> validator, Makers makers) {
        this.manifests = manifests;
        this.validator = validator;
        this.makers = makers;
    }

    Composition compose(CompositionTables.Stored stored) {
        var draft = stored.draft();
        var members = members(draft.blocks());
        var problems = new ArrayList<>(draft.notes());
        var wiring = wiring(members, draft.wires());
        var datasets = new OuterDatasets(members, wiring, draft.datasets());
        problems.addAll(Objections.toWiring(wiring));
        problems.addAll(Objections.toOutside(datasets.ports(), port -> makers.of(members, port)));
        problems.addAll(Objections.toFrame(draft));
        var composition = new Composition(
                stored.id(),
                draft.intent(),
                members,
                wires(wiring, datasets),
                datasets.ports(),
                draft.project(),
                "",
                false,
                problems,
                stored.owner(),
                stored.createdAt(),
                stored.updatedAt());
        return draft.editedYaml().isEmpty()
                ? withGeneratedYaml(composition, datasets)
                : withEditedYaml(composition, draft.editedYaml());
    }

    private List<Member> members(List<Draft.Chosen> blocks) {
        var instances = new UniqueNames();
        var zones = new UniqueNames();
        // DSS shows there what belongs to no zone.
        zones.take("Default");
        blocks.stream()
                .map(Draft.Chosen::instanceName)
                .filter(n -> !n.isEmpty())
                .forEach(instances::take);
        blocks.stream().map(Draft.Chosen::zoneName).filter(n -> !n.isEmpty()).forEach(zones::take);
        var members = new ArrayList<Member>();
        for (var block : blocks) {
            var manifest = manifests.apply(block.reference());
            var instance = block.instanceName().isEmpty()
                    ? instances.free(manifest.id().value().toLowerCase(Locale.ROOT))
                    : block.instanceName();
            var zone = block.zoneName().isEmpty() ? zones.free(manifest.name(), " ") : block.zoneName();
            members.add(new Member(block.alias(), block.reference(), manifest, instance, zone));
        }
        return List.copyOf(members);
    }

    private static Wiring wiring(List<Member> members, List<WireChoice> choices) {
        var given = new LinkedHashMap<Wiring.InputKey, Wiring.Given>();
        var closed = new LinkedHashSet<Wiring.InputKey>();
        for (var choice : choices) {
            var input = new Wiring.InputKey(choice.toAlias(), choice.toPort());
            if (choice.fromAlias().isEmpty()) {
                closed.add(input);
            } else {
                given.put(
                        input,
                        new Wiring.Given(choice.fromAlias(), choice.fromPort(), choice.toAlias(), choice.toPort()));
            }
        }
        var parts = members.stream()
                .map(m -> new Wiring.Part(m.alias(), m.manifest()))
                .toList();
        return Wiring.propose(parts, given.values(), closed);
    }

    private static List<Wire> wires(Wiring wiring, OuterDatasets datasets) {
        return wiring.wires().stream()
                .map(w -> new Wire(
                        w.fromAlias(),
                        w.fromPort(),
                        w.toAlias(),
                        w.toPort(),
                        datasets.written(w.fromAlias(), w.fromPort()),
                        w.score(),
                        w.automatic(),
                        w.fit().explanation(),
                        w.fit().columns()))
                .toList();
    }

    /** The text appears only when nothing stands against it and the validator has seen it. */
    private Composition withGeneratedYaml(Composition composition, OuterDatasets datasets) {
        if (composition.members().isEmpty() || composition.problems().stream().anyMatch(Problem::isError)) {
            return composition;
        }
        var yaml = ConfigurationText.of(composition, datasets::written);
        var found = validator.apply(yaml);
        var problems = new ArrayList<>(composition.problems());
        problems.addAll(found);
        return copy(composition, found.stream().anyMatch(Problem::isError) ? "" : yaml, false, problems);
    }

    private Composition withEditedYaml(Composition composition, String yaml) {
        // what a person wrote replaces what would be generated, so only its own problems count
        var problems = new ArrayList<Problem>();
        problems.add(Problem.warning(
                "compose.yaml-edited",
                "The configuration was edited by hand and no longer follows the composition.",
                "Go back to the generated configuration to have changes of blocks, wires and names written into it."));
        problems.addAll(validator.apply(yaml));
        return copy(composition, yaml, true, problems);
    }

    private static Composition copy(Composition from, String yaml, boolean edited, List<Problem> problems) {
        return new Composition(
                from.id(),
                from.intent(),
                from.members(),
                from.wires(),
                from.outer(),
                from.project(),
                yaml,
                edited,
                distinct(problems),
                from.owner(),
                from.createdAt(),
                from.updatedAt());
    }

    private static List<Problem> distinct(List<Problem> problems) {
        Set<Problem> seen = new LinkedHashSet<>(problems);
        return List.copyOf(seen);
    }
}
