package io.blockyard.compose;

import io.blockyard.block.BlockReference;
import io.blockyard.compose.Composition.OuterPort;
import io.blockyard.problem.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What stands against a composition before the validator has seen its configuration, and what a person should know. */
final class Objections {

    private static final Pattern PROJECT_KEY = Pattern.compile("[A-Z][A-Z0-9_]*");

    private Objections() {}

    /** Circles, and wires made by hand against the contracts. */
    static List<Problem> toWiring(Wiring wiring) {
        var problems = new ArrayList<Problem>();
        for (var circle : wiring.circles()) {
            problems.add(Problem.error(
                    "compose.circle",
                    "These blocks would feed each other in a circle: " + String.join(" \u2192 ", circle) + ".",
                    "Cut one of the wires."));
        }
        for (var wire : wiring.wires()) {
            var place = "wires." + wire.toAlias() + "." + wire.toPort();
            var ends = wire.fromAlias() + "." + wire.fromPort() + " to " + wire.toAlias() + "." + wire.toPort();
            if (!wire.fit().complete()) {
                problems.add(Problem.warning(
                                "compose.contract",
                                "The wire from " + ends + " does not meet the contract. "
                                        + wire.fit().explanation(),
                                "Put a recipe between them, or wire another output.")
                        .at(place));
            } else if (!wire.fit().respelled().isEmpty()) {
                problems.add(Problem.warning(
                                "compose.spelling",
                                "Columns on the wire from " + ends + " are spelled otherwise: "
                                        + String.join(", ", wire.fit().respelled()) + ".",
                                "Rename them on the way if the recipes are particular about it.")
                        .at(place));
            }
        }
        return problems;
    }

    /**
     * Datasets from outside of which nobody has said where they lie.
     *
     * @param makers blocks that would make what an input needs; told with the problem
     */
    static List<Problem> toOutside(List<OuterPort> outer, Function<OuterPort, List<BlockReference>> makers) {
        var placeholders = outer.stream()
                .filter(port -> port.input() && !port.dataset().isEmpty())
                .filter(port ->
                        port.type().equals("managed") && port.connection().isEmpty())
                .collect(Collectors.groupingBy(OuterPort::dataset, LinkedHashMap::new, Collectors.toList()));
        var problems = new ArrayList<Problem>();
        placeholders.forEach((dataset, ports) -> {
            var first = ports.getFirst();
            var offers = makers.apply(first);
            problems.add(Problem.warning(
                            "compose.placeholder",
                            "\u201c" + dataset + "\u201d comes from outside ("
                                    + ports.stream()
                                            .map(port -> port.alias() + "." + port.port())
                                            .collect(Collectors.joining(", "))
                                    + "): it will be an empty managed dataset.",
                            "Say where the data lies (type, connection, table or path)"
                                    + (offers.isEmpty()
                                            ? ", or fill it after the deployment."
                                            : ", fill it after the deployment, or add a block that makes it: "
                                                    + names(offers) + "."))
                    .at("outer." + first.alias() + "." + first.port())
                    .with(offers.stream().map(BlockReference::toString).toList()));
        });
        return problems;
    }

    private static String names(List<BlockReference> blocks) {
        return blocks.stream().map(block -> block.id().value()).collect(Collectors.joining(", "));
    }

    /** What is missing or wrong around the blocks: that there are none, the project's key. */
    static List<Problem> toFrame(Draft draft) {
        var problems = new ArrayList<Problem>();
        if (draft.blocks().isEmpty() && draft.notes().isEmpty()) {
            problems.add(Problem.error(
                    "compose.no-blocks", "No block is chosen yet.", "Choose one or more blocks from the catalog."));
        }
        var key = draft.project().key();
        if (key.isEmpty()) {
            problems.add(Problem.error(
                            "compose.project-key-missing",
                            "The project has no key yet.",
                            "Name the project to deploy to, such as PLANT_MONITORING.")
                    .at("project.key"));
        } else if (!PROJECT_KEY.matcher(key).matches()) {
            problems.add(Problem.error(
                            "compose.project-key",
                            "\u201c" + key + "\u201d is no project key: upper case letters, digits and underscores,"
                                    + " a letter first.",
                            "Use " + suggestedKey(key) + ".")
                    .at("project.key")
                    .with(List.of(suggestedKey(key))));
        }
        return problems;
    }

    private static String suggestedKey(String text) {
        var key = UniqueNames.custom(text, "P_").toUpperCase(Locale.ROOT);
        return key.isEmpty() ? "NEW_PROJECT" : key;
    }
}
