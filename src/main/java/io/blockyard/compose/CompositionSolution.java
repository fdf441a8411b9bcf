package io.blockyard.compose;

import io.blockyard.block.BlockId;
import io.blockyard.block.BlockManifest;
import io.blockyard.block.BlockManifest.Contains;
import io.blockyard.block.BlockManifest.Dependencies;
import io.blockyard.block.BlockReference;
import io.blockyard.block.BlockType;
import io.blockyard.block.BlockVersion;
import io.blockyard.block.Port;
import io.blockyard.block.SolutionStep;
import io.blockyard.catalog.SolutionText.Written;
import io.blockyard.compose.Composition.Member;
import io.blockyard.compose.Composition.OuterPort;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A composition as a solution: its blocks become members of exact versions, its wires their mappings, what it reads
 * from outside the solution's inputs, what feeds no block the outputs. Inputs of several blocks that read one dataset
 * are one input.
 */
final class CompositionSolution {

    private final Composition composition;
    private final UniqueNames names = new UniqueNames();

    /** Dataset outside → the solution's input. */
    private final Map<String, String> inputs = new LinkedHashMap<>();

    private final List<Port> ports = new ArrayList<>();

    private CompositionSolution(Composition composition) {
        this.composition = composition;
    }

    static Written of(Composition composition, SolutionChoice choice) {
        return new CompositionSolution(composition).written(choice);
    }

    private Written written(SolutionChoice choice) {
        var steps = composition.members().stream().map(this::step).toList();
        var id = new BlockId(choice.blockId().strip());
        var manifest = new BlockManifest(
                id,
                given(choice.version()).map(BlockVersion::parse).orElse(BlockVersion.FIRST),
                BlockType.SOLUTION,
                given(choice.name()).orElse(id.value()),
                Boolean.TRUE.equals(choice.blocked()),
                given(choice.description()).orElse(composition.intent()),
                given(choice.owner()).orElse(""),
                "",
                "",
                given(choice.level()).orElseGet(() -> commonest(BlockManifest::level)),
                given(choice.domain()).orElseGet(() -> commonest(BlockManifest::domain)),
                Objects.requireNonNullElse(choice.tags(), List.of()),
                List.copyOf(ports),
                outputs(),
                steps,
                null,
                Contains.NOTHING,
                Dependencies.NONE,
                List.of(),
                "",
                null);
        return new Written(manifest, given(choice.version()).isPresent());
    }

    private SolutionStep step(Member member) {
        var mapping = new LinkedHashMap<String, String>();
        for (var port : member.manifest().inputs()) {
            var wire = composition.wires().stream()
                    .filter(w ->
                            w.toAlias().equals(member.alias()) && w.toPort().equals(port.name()))
                    .findFirst();
            mapping.put(
                    port.name(),
                    wire.map(w -> w.fromAlias() + "." + w.fromPort())
                            .orElseGet(() -> SolutionStep.OWN + input(member, port)));
        }
        return SolutionStep.of(BlockReference.parse(member.reference()), member.alias(), mapping);
    }

    /** The solution's input that feeds this port; one that nobody has to wire stays optional. */
    private String input(Member member, Port port) {
        var dataset = composition.outer().stream()
                .filter(OuterPort::input)
                .filter(outer ->
                        outer.alias().equals(member.alias()) && outer.port().equals(port.name()))
                .map(OuterPort::dataset)
                .findFirst()
                .orElse("");
        var key = dataset.isEmpty() ? member.alias() + "." + port.name() : dataset;
        return inputs.computeIfAbsent(key, outside -> {
            var name = free(member, port);
            ports.add(new Port(name, port.type(), "", port.required() || isRequired(dataset), "", "", List.of()));
            return name;
        });
    }

    /** Whether any of the ports that read a dataset from outside has to be fed. */
    private boolean isRequired(String dataset) {
        return composition.outer().stream()
                .filter(outer -> outer.input() && outer.dataset().equals(dataset))
                .anyMatch(outer -> member(outer)
                        .manifest()
                        .input(outer.port())
                        .filter(Port::required)
                        .isPresent());
    }

    private Member member(OuterPort outer) {
        return composition.members().stream()
                .filter(member -> member.alias().equals(outer.alias()))
                .findFirst()
                .orElseThrow();
    }

    private List<Port> outputs() {
        var outputs = new ArrayList<Port>();
        var taken = new UniqueNames();
        for (var outer : composition.outer()) {
            if (!outer.input()) {
                var member = member(outer);
                var port = member.manifest().output(outer.port()).orElseThrow();
                var name = taken.take(port.name()) ? port.name() : taken.free(qualified(member, port));
                outputs.add(new Port(name, port.type(), "", true, "", "", List.of())
                        .mapped("", member.alias() + "." + port.name()));
            }
        }
        return List.copyOf(outputs);
    }

    private String free(Member member, Port port) {
        return names.take(port.name()) ? port.name() : names.free(qualified(member, port));
    }

    private static String qualified(Member member, Port port) {
        return (member.alias() + "_" + port.name()).toUpperCase(Locale.ROOT);
    }

    private String commonest(Function<BlockManifest, String> value) {
        var counts = new TreeMap<String, Integer>();
        composition.members().stream()
                .map(member -> value.apply(member.manifest()))
                .filter(text -> !text.equals(BlockManifest.UNCLASSIFIED))
                .forEach(text -> counts.merge(text, 1, Integer::sum));
        return counts.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse(BlockManifest.UNCLASSIFIED);
    }

    private static Optional<String> given(@Nullable String text) {
        return Optional.ofNullable(text).map(String::strip).filter(words -> !words.isEmpty());
    }
}
