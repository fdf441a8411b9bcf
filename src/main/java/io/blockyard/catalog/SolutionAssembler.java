package io.blockyard.catalog;

import io.blockyard.block.BlockId;
import io.blockyard.block.BlockManifest;
import io.blockyard.block.MemberOrder;
import io.blockyard.block.Port;
import io.blockyard.block.SolutionStep;
import io.blockyard.catalog.SolutionAssembly.End;
import io.blockyard.catalog.SolutionAssembly.Member;
import io.blockyard.catalog.SolutionAssembly.Source;
import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Looks the members of a solution up and draws the wires: first those that its mappings name, then, for inputs that no
 * mapping names, the output of an earlier member that meets the contract best.
 */
final class SolutionAssembler {

    /** Solutions inside solutions multiply; beyond this nobody could read the plan. */
    private static final int MOST_MEMBERS = 500;

    /** Below this an output is not taken for an input without being told to. */
    private static final double GOOD_ENOUGH = 0.6;

    private static final Pattern ALIAS = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]{0,63}");

    private final BlockManifest solution;
    private final BlockRegistry registry;
    private final List<BlockId> path;
    private final Budget budget;
    private final List<Problem> problems = new ArrayList<>();
    private final Map<String, SolutionStep> steps = new LinkedHashMap<>();
    private final Map<String, Integer> positions = new HashMap<>();
    private final Map<String, ResolvedBlock> blocks = new LinkedHashMap<>();
    private final Map<String, SolutionAssembly> inside = new HashMap<>();
    private final SolutionWires wires;

    /** How many members may still come. */
    private static final class Budget {
        private int left = MOST_MEMBERS;
    }

    private SolutionAssembler(BlockManifest solution, BlockRegistry registry, List<BlockId> path, Budget budget) {
        this.solution = solution;
        this.registry = registry;
        this.path = path;
        this.budget = budget;
        this.wires = new SolutionWires(solution, steps, blocks, problems);
    }

    static SolutionAssembly assemble(BlockManifest solution, BlockRegistry registry) {
        return new SolutionAssembler(solution, registry, List.of(solution.id()), new Budget()).assemble();
    }

    private SolutionAssembly assemble() {
        members();
        wires.draw();
        var order = order();
        feedOpenInputs(order);
        wires.requireWhole();
        var members = order.sorted().stream()
                .filter(blocks::containsKey)
                .map(alias -> new Member(
                        step(alias),
                        block(alias),
                        ordered(wires.inputsOf(alias)),
                        ordered(wires.datasetsOf(alias)),
                        inside.get(alias)))
                .toList();
        return new SolutionAssembly(solution, members, ordered(wires.outputs()), List.copyOf(problems));
    }

    private static <T> Map<String, T> ordered(Map<String, T> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }

    private void members() {
        if (solution.sequence().isEmpty()) {
            error("solution.empty", "sequence", "The solution has no members.", "Add steps under sequence:.");
        }
        for (int i = 0; i < solution.sequence().size(); i++) {
            var step = solution.sequence().get(i);
            var place = "sequence[" + i + "]";
            if (!ALIAS.matcher(step.alias()).matches()) {
                error(
                        "solution.alias",
                        place + ".alias",
                        "\u201c" + step.alias() + "\u201d is no alias.",
                        "Use letters, digits, underscores and hyphens, a letter first.");
            }
            if (steps.putIfAbsent(step.alias(), step) != null) {
                error(
                        "solution.alias-twice",
                        place + ".alias",
                        "Two members are called \u201c" + step.alias() + "\u201d.",
                        "Give each an alias of its own.");
                continue;
            }
            positions.put(step.alias(), i);
            member(step, place + ".block_ref");
        }
    }

    private void member(SolutionStep step, String place) {
        if (--budget.left < 0) {
            if (budget.left == -1) {
                error(
                        "solution.too-large",
                        place,
                        "The solution unfolds to more than " + MOST_MEMBERS + " members.",
                        "Split it into several solutions that are deployed beside each other.");
            }
            return;
        }
        if (path.contains(step.block().id())) {
            var circle = Stream.concat(path.stream(), Stream.of(step.block().id()))
                    .map(BlockId::value)
                    .collect(Collectors.joining(" \u2192 "));
            error(
                    "solution.circle",
                    place,
                    "The solutions hold each other in a circle: " + circle + ".",
                    "Take one of them out of the other.");
            return;
        }
        try {
            var block = registry.resolve(step.block());
            blocks.put(step.alias(), block);
            block.warnings().forEach(warning -> problems.add(warning.at(place)));
            if (SolutionAssembly.isSolution(block.manifest())) {
                nested(step, block, place);
            }
        } catch (ProblemException missing) {
            missing.problems().forEach(problem -> problems.add(problem.at(place)));
        }
    }

    private void nested(SolutionStep step, ResolvedBlock block, String place) {
        var deeper = new ArrayList<>(path);
        deeper.add(block.manifest().id());
        var assembly = new SolutionAssembler(block.manifest(), registry, deeper, budget).assemble();
        inside.put(step.alias(), assembly);
        // Its contract is that of the members it has today, which a range may have moved since it was published.
        blocks.put(
                step.alias(),
                new ResolvedBlock(
                        SolutionContract.whole(assembly),
                        block.digest(),
                        block.definition(),
                        block.owners(),
                        block.warnings()));
        assembly.problems().forEach(problem -> problems.add(problem.at(place)));
    }

    private MemberOrder order() {
        var aliases = steps.values().stream()
                .sorted(Comparator.comparingInt(step -> step.order() == null ? position(step.alias()) : step.order()))
                .map(SolutionStep::alias)
                .toList();
        var order = new MemberOrder(aliases);
        for (var alias : aliases) {
            for (var before : step(alias).dependsOn()) {
                if (wires.isMember(before, at(alias) + ".depends_on")) {
                    connect(order, before, alias, at(alias) + ".depends_on");
                }
            }
            for (var source : wires.inputsOf(alias).values()) {
                if (source instanceof Source.Made made) {
                    connect(order, made.end().alias(), alias, at(alias) + ".input_mapping");
                }
            }
        }
        return order;
    }

    private void connect(MemberOrder order, String from, String to, String place) {
        var circle = order.connect(from, to);
        if (circle != null) {
            error(
                    "solution.circle",
                    place,
                    "The members wait for each other in a circle: " + String.join(" \u2192 ", circle) + ".",
                    "Cut one of the wires or dependencies.");
        }
    }

    private void feedOpenInputs(MemberOrder order) {
        var sequence = order.sorted();
        for (var alias : sequence) {
            if (!blocks.containsKey(alias)) {
                continue;
            }
            var earlier = step(alias).dependsOn().isEmpty()
                    ? sequence.subList(0, sequence.indexOf(alias))
                    : order.before(alias);
            for (var port : block(alias).manifest().inputs()) {
                if (!wires.inputsOf(alias).containsKey(port.name())) {
                    best(earlier, alias, port)
                            .ifPresentOrElse(
                                    end -> {
                                        order.connect(end.alias(), alias);
                                        wires.feed(alias, port.name(), end);
                                    },
                                    () -> open(alias, port));
                }
            }
        }
    }

    private Optional<End> best(Collection<String> earlier, String alias, Port port) {
        return earlier.stream()
                .filter(blocks::containsKey)
                .flatMap(from -> block(from).manifest().outputs().stream().map(output -> new End(from, output.name())))
                .filter(end -> wires.fit(end, alias, port.name())
                        .filter(fit -> fit.complete() && fit.score() >= GOOD_ENOUGH)
                        .isPresent())
                .max(Comparator.<End>comparingDouble(end ->
                                wires.fit(end, alias, port.name()).orElseThrow().score())
                        .thenComparingInt(end -> step(alias).dependsOn().contains(end.alias()) ? 1 : 0)
                        .thenComparingInt(end -> position(end.alias())));
    }

    private void open(String alias, Port port) {
        if (port.required()) {
            error(
                    "solution.input-open",
                    at(alias) + ".input_mapping",
                    "The required input " + alias + "." + port.name() + " is fed by nobody.",
                    "Map it to an output of another member, or to an input of the solution: {" + port.name() + ": "
                            + SolutionStep.OWN + "NAME}.");
        }
    }

    private SolutionStep step(String alias) {
        return Objects.requireNonNull(steps.get(alias));
    }

    private ResolvedBlock block(String alias) {
        return Objects.requireNonNull(blocks.get(alias));
    }

    private int position(String alias) {
        return positions.getOrDefault(alias, 0);
    }

    private String at(String alias) {
        return "sequence[" + position(alias) + "]";
    }

    private void error(String code, String place, String message, String remedy) {
        problems.add(Problem.error(code, message, remedy).at(place));
    }
}
