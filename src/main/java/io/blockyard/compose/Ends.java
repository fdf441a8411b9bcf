package io.blockyard.compose;

import io.blockyard.block.BlockManifest;
import io.blockyard.block.Port;
import io.blockyard.compose.CompositionEdit.DatasetChoice;
import io.blockyard.compose.CompositionEdit.NameChoice;
import io.blockyard.compose.CompositionEdit.WireChoice;
import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The blocks of a draft and their ports, to check what an edit names before it is kept.
 *
 * <p>Every method throws a {@link ProblemException} of kind INVALID for an alias or a port that is not there, with the
 * place in the edit and the names that are.
 */
final class Ends {

    private final List<Draft.Chosen> blocks;
    private final Map<String, BlockManifest> manifests = new LinkedHashMap<>();

    /** @param manifestOf exact reference → manifest */
    Ends(List<Draft.Chosen> blocks, Function<String, BlockManifest> manifestOf) {
        this.blocks = blocks;
        blocks.forEach(block -> manifests.put(block.alias(), manifestOf.apply(block.reference())));
    }

    /** The wires whose ends are there: another version of a block, or another block, may have other ports. */
    List<WireChoice> withEnds(List<WireChoice> wires) {
        return wires.stream().filter(this::hasEnds).toList();
    }

    private boolean hasEnds(WireChoice wire) {
        var input = known(wire.toAlias()).flatMap(manifest -> manifest.input(wire.toPort()));
        var output = known(wire.fromAlias()).flatMap(manifest -> manifest.output(wire.fromPort()));
        boolean cut = wire.fromAlias().isEmpty();
        return input.isPresent() && (cut || output.map(Port::type).equals(input.map(Port::type)));
    }

    private Optional<BlockManifest> known(String alias) {
        return Optional.ofNullable(manifests.get(alias));
    }

    /** The choices with the changed ones in their place; one for each input. */
    List<WireChoice> rewired(List<WireChoice> before, List<WireChoice> changes) {
        var wires = new LinkedHashMap<End, WireChoice>();
        before.forEach(wire -> wires.put(new End(wire.toAlias(), wire.toPort()), wire));
        for (int i = 0; i < changes.size(); i++) {
            var change = changes.get(i);
            check(change, "wires[" + i + "]");
            wires.put(new End(change.toAlias(), change.toPort()), change);
        }
        return List.copyOf(wires.values());
    }

    /** The choices with the changed ones in their place; one for each port. */
    List<DatasetChoice> placed(List<DatasetChoice> before, List<DatasetChoice> changes) {
        var datasets = new LinkedHashMap<End, DatasetChoice>();
        before.forEach(dataset -> datasets.put(new End(dataset.alias(), dataset.port()), dataset));
        for (int i = 0; i < changes.size(); i++) {
            var change = changes.get(i);
            var manifest = manifest(change.alias(), "datasets[" + i + "].alias");
            var ports = Stream.concat(manifest.inputs().stream(), manifest.outputs().stream())
                    .toList();
            port(ports, change.alias(), "port", change.port(), "datasets[" + i + "].port");
            datasets.put(new End(change.alias(), change.port()), change);
        }
        return List.copyOf(datasets.values());
    }

    /** The blocks under their changed names; an empty name is the default again. */
    List<Draft.Chosen> named(List<NameChoice> changes) {
        var names = new HashMap<String, NameChoice>();
        for (int i = 0; i < changes.size(); i++) {
            manifest(changes.get(i).alias(), "names[" + i + "].alias");
            names.put(changes.get(i).alias(), changes.get(i));
        }
        var named = new ArrayList<Draft.Chosen>();
        for (var block : blocks) {
            var name = Optional.ofNullable(names.get(block.alias()));
            named.add(name.map(n -> new Draft.Chosen(
                            block.alias(),
                            block.reference(),
                            n.instanceName().strip(),
                            n.zoneName().strip()))
                    .orElse(block));
        }
        return named;
    }

    private record End(String alias, String port) {}

    private void check(WireChoice wire, String place) {
        var to = manifest(wire.toAlias(), place + ".to_alias");
        var input = port(to.inputs(), wire.toAlias(), "input", wire.toPort(), place + ".to_port");
        if (wire.fromAlias().isEmpty()) {
            return;
        }
        var from = manifest(wire.fromAlias(), place + ".from_alias");
        var output = port(from.outputs(), wire.fromAlias(), "output", wire.fromPort(), place + ".from_port");
        if (output.type() != input.type()) {
            throw invalid(
                    "compose.port-kind",
                    "Output " + output.name() + " is a " + output.type().wire() + ", but input " + input.name()
                            + " takes a " + input.type().wire() + ".",
                    "Wire ports of the same kind.",
                    List.of(),
                    place);
        }
    }

    private BlockManifest manifest(String alias, String place) {
        var manifest = manifests.get(alias);
        if (manifest == null) {
            throw invalid(
                    "compose.alias",
                    "No block of the composition is called \u201c" + alias + "\u201d.",
                    manifests.isEmpty()
                            ? "Choose blocks first."
                            : "There is " + String.join(", ", manifests.keySet()) + ".",
                    List.copyOf(manifests.keySet()),
                    place);
        }
        return manifest;
    }

    private static Port port(List<Port> ports, String alias, String kind, String name, String place) {
        return ports.stream()
                .filter(port -> port.name().equals(name))
                .findFirst()
                .orElseThrow(() -> {
                    var names = ports.stream().map(Port::name).distinct().toList();
                    return invalid(
                            "compose.port",
                            "\u201c" + alias + "\u201d has no " + kind + " \u201c" + name + "\u201d.",
                            names.isEmpty() ? "It has none." : "It has " + String.join(", ", names) + ".",
                            names,
                            place);
                });
    }

    private static ProblemException invalid(
            String code, String message, String remedy, List<String> related, String place) {
        return new ProblemException(
                ProblemException.Kind.INVALID,
                Problem.error(code, message, remedy).at(place).with(related));
    }
}
