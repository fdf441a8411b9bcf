package io.blockyard.catalog;

import io.blockyard.block.BlockManifest;
import io.blockyard.block.ContractFit;
import io.blockyard.block.Port;
import io.blockyard.block.SolutionStep;
import io.blockyard.catalog.SolutionAssembly.End;
import io.blockyard.catalog.SolutionAssembly.Source;
import io.blockyard.dataiku.SimilarNames;
import io.blockyard.problem.Problem;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The wires that a solution's mappings name, from both ends, with a finding for each that leads nowhere. */
final class SolutionWires {

    private final BlockManifest solution;
    private final Map<String, SolutionStep> steps;
    private final Map<String, ResolvedBlock> blocks;
    private final List<Problem> problems;
    private final Map<String, Map<String, Source>> inputs = new HashMap<>();
    private final Map<String, Map<String, String>> datasets = new HashMap<>();
    private final Map<String, End> outputs = new LinkedHashMap<>();

    /** The maps may grow until {@link #draw}; a member without a block could not be looked up, which is told already. */
    SolutionWires(
            BlockManifest solution,
            Map<String, SolutionStep> steps,
            Map<String, ResolvedBlock> blocks,
            List<Problem> problems) {
        this.solution = solution;
        this.steps = steps;
        this.blocks = blocks;
        this.problems = problems;
    }

    void draw() {
        mapOutputs();
        mapInputs();
    }

    Map<String, Source> inputsOf(String alias) {
        return inputs.getOrDefault(alias, Map.of());
    }

    Map<String, String> datasetsOf(String alias) {
        return datasets.getOrDefault(alias, Map.of());
    }

    Map<String, End> outputs() {
        return outputs;
    }

    void feed(String alias, String port, End from) {
        inputs.computeIfAbsent(alias, a -> new LinkedHashMap<>()).put(port, new Source.Made(from));
    }

    private void mapOutputs() {
        for (var port : solution.outputs()) {
            if (!port.mapsFrom().isEmpty()) {
                var place = "outputs[" + solution.outputs().indexOf(port) + "].maps_from";
                end(port.mapsFrom(), place).ifPresent(end -> expose(port.name(), end, place));
            }
        }
        steps.forEach((alias, step) -> step.outputMapping().forEach((name, target) -> {
            var place = at(alias) + ".output_mapping." + name;
            output(alias, name, place).ifPresent(end -> {
                if (target.startsWith(SolutionStep.OWN)) {
                    ownPort(target, solution.outputs(), "output", place).ifPresent(own -> expose(own, end, place));
                } else {
                    datasets.computeIfAbsent(alias, a -> new LinkedHashMap<>()).put(name, target);
                }
            });
        }));
    }

    private void expose(String output, End end, String place) {
        var other = outputs.putIfAbsent(output, end);
        if (other != null && !other.equals(end)) {
            error(
                    "solution.two-sources",
                    place,
                    "The output \u201c" + output + "\u201d would come from " + other + " and from " + end + ".",
                    "Keep one of the two.");
        }
    }

    private void mapInputs() {
        steps.forEach((alias, step) -> step.inputMapping().forEach((name, from) -> {
            var place = at(alias) + ".input_mapping." + name;
            input(alias, name, place)
                    .ifPresent(
                            port -> source(from, place).ifPresent(source -> feed(alias, port.name(), source, place)));
        }));
        for (var port : solution.inputs()) {
            if (!port.mapsTo().isEmpty()) {
                var place = "inputs[" + solution.inputs().indexOf(port) + "].maps_to";
                var dot = port.mapsTo().indexOf('.');
                var alias = dot < 0 ? port.mapsTo() : port.mapsTo().substring(0, dot);
                if (dot > 0 && isMember(alias, place)) {
                    input(alias, port.mapsTo().substring(dot + 1), place)
                            .ifPresent(fed -> feed(alias, fed.name(), new Source.Outside(port.name()), place));
                } else if (dot <= 0) {
                    noEnd(port.mapsTo(), place);
                }
            }
        }
    }

    private void feed(String alias, String port, Source source, String place) {
        var other = inputs.computeIfAbsent(alias, a -> new LinkedHashMap<>()).putIfAbsent(port, source);
        if (other != null && !other.equals(source)) {
            error(
                    "solution.fed-twice",
                    place,
                    "The input " + alias + "." + port + " would be fed twice.",
                    "Keep one of the two mappings.");
        }
        if (source instanceof Source.Made made) {
            contract(made.end(), alias, port, place);
        }
    }

    private void contract(End from, String alias, String port, String place) {
        var fit = fit(from, alias, port);
        if (fit.isPresent() && !fit.get().complete()) {
            error(
                    "solution.contract",
                    place,
                    from + " does not meet the contract of " + alias + "." + port + ". "
                            + fit.get().explanation(),
                    "Map another output, or put a block between them.");
        }
    }

    /** How well an output serves an input; empty when one of the two is not known. */
    Optional<ContractFit> fit(End from, String alias, String port) {
        var output = blocks.containsKey(from.alias())
                ? block(from.alias()).manifest().output(from.port())
                : Optional.<Port>empty();
        return output.flatMap(out -> block(alias)
                .manifest()
                .input(port)
                .map(in -> ContractFit.of(
                        block(from.alias()).manifest().sourceProject(),
                        out,
                        block(alias).manifest().sourceProject(),
                        in)));
    }

    private Optional<Source> source(String from, String place) {
        if (from.startsWith(SolutionStep.OWN)) {
            return ownPort(from, solution.inputs(), "input", place).map(Source.Outside::new);
        }
        for (var made : datasets.entrySet()) {
            for (var dataset : made.getValue().entrySet()) {
                if (dataset.getValue().equals(from)) {
                    return Optional.of(new Source.Made(new End(made.getKey(), dataset.getKey())));
                }
            }
        }
        return end(from, place).map(Source.Made::new);
    }

    private Optional<String> ownPort(String text, List<Port> ports, String what, String place) {
        var name = text.substring(SolutionStep.OWN.length());
        var names = ports.stream().map(Port::name).toList();
        if (!names.contains(name)) {
            error(
                    "solution.no-port",
                    place,
                    "The solution has no " + what + " \u201c" + name + "\u201d.",
                    oneOf(name, names));
            return Optional.empty();
        }
        return Optional.of(name);
    }

    /** {@code alias.PORT}, where the port is an output. */
    private Optional<End> end(String text, String place) {
        int dot = text.indexOf('.');
        if (dot <= 0) {
            noEnd(text, place);
            return Optional.empty();
        }
        var alias = text.substring(0, dot);
        return isMember(alias, place) ? output(alias, text.substring(dot + 1), place) : Optional.empty();
    }

    private void noEnd(String text, String place) {
        error(
                "solution.mapping",
                place,
                "\u201c" + text + "\u201d names no port.",
                "Write alias.PORT, " + SolutionStep.OWN + "NAME, or a dataset that an output_mapping names.");
    }

    /** Whether there is such a member; a finding when not. */
    boolean isMember(String alias, String place) {
        if (!steps.containsKey(alias)) {
            error(
                    "solution.no-member",
                    place,
                    "No member is called \u201c" + alias + "\u201d.",
                    oneOf(alias, steps.keySet()));
        }
        return steps.containsKey(alias);
    }

    private Optional<End> output(String alias, String name, String place) {
        return port(alias, name, place, "output").map(port -> new End(alias, port.name()));
    }

    private Optional<Port> input(String alias, String name, String place) {
        return port(alias, name, place, "input");
    }

    /** A port of a member; a member that could not be looked up has been told of already. */
    private Optional<Port> port(String alias, String name, String place, String what) {
        if (!blocks.containsKey(alias)) {
            return Optional.empty();
        }
        var manifest = block(alias).manifest();
        var found = what.equals("input") ? manifest.input(name) : manifest.output(name);
        if (found.isEmpty()) {
            var names = (what.equals("input") ? manifest.inputs() : manifest.outputs())
                    .stream().map(Port::name).toList();
            error(
                    "solution.no-port",
                    place,
                    alias + " (" + manifest.id() + " " + manifest.version() + ") has no " + what + " \u201c" + name
                            + "\u201d.",
                    oneOf(name, names));
        }
        return found;
    }

    /** Every port of the solution leads somewhere; not to be told while members are missing. */
    void requireWhole() {
        if (blocks.size() < steps.size()) {
            return;
        }
        for (int i = 0; i < solution.inputs().size(); i++) {
            var name = solution.inputs().get(i).name();
            boolean used = inputs.values().stream().anyMatch(fed -> fed.containsValue(new Source.Outside(name)));
            if (!used) {
                error(
                        "solution.input-unused",
                        "inputs[" + i + "]",
                        "The solution's input \u201c" + name + "\u201d feeds no member.",
                        "Add maps_to: alias.PORT, or remove it.");
            }
        }
        for (int i = 0; i < solution.outputs().size(); i++) {
            var name = solution.outputs().get(i).name();
            if (!outputs.containsKey(name)) {
                error(
                        "solution.output-empty",
                        "outputs[" + i + "]",
                        "The solution's output \u201c" + name + "\u201d comes from no member.",
                        "Add maps_from: alias.PORT, or remove it.");
            }
        }
    }

    private ResolvedBlock block(String alias) {
        return Objects.requireNonNull(blocks.get(alias));
    }

    private String at(String alias) {
        return "sequence[" + solution.sequence().indexOf(steps.get(alias)) + "]";
    }

    private static String oneOf(String wanted, Collection<String> names) {
        var similar = SimilarNames.of(wanted, names);
        if (!similar.isEmpty()) {
            return "Did you mean " + String.join(" or ", similar) + "?";
        }
        return names.isEmpty() ? "There is none." : "There is " + String.join(", ", names) + ".";
    }

    private void error(String code, String place, String message, String remedy) {
        problems.add(Problem.error(code, message, remedy).at(place));
    }
}
