package io.blockyard.block;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What changed between two contracts, and how much that weighs for those who use the block. Contracts are compared,
 * not texts: a description that changed is a patch, a column that an input newly needs is a major change.
 *
 * @param differences heaviest first
 */
public record ContractComparison(List<Difference> differences) {

    /** How much a difference weighs, lightest first; each but the first asks for the next version of that part. */
    public enum Weight {
        NONE,
        PATCH,
        MINOR,
        MAJOR;

        /** The version that follows {@code version} after a change of this weight. */
        public BlockVersion after(BlockVersion version) {
            return switch (this) {
                case NONE -> version;
                case PATCH -> version.nextPatch();
                case MINOR -> version.nextMinor();
                case MAJOR -> version.nextMajor();
            };
        }
    }

    /** One thing that changed, as a sentence without a full stop. */
    public record Difference(Weight weight, String sentence) {}

    public ContractComparison {
        differences = differences.stream()
                .sorted(Comparator.comparing(Difference::weight).reversed())
                .toList();
    }

    /** Compares what goes in and what comes out. */
    public static ContractComparison of(
            List<Port> oldInputs, List<Port> oldOutputs, List<Port> newInputs, List<Port> newOutputs) {
        return of(oldInputs, oldOutputs, newInputs, newOutputs, Map.of());
    }

    public static ContractComparison of(BlockManifest before, BlockManifest after) {
        return of(before, after, Map.of());
    }

    /**
     * Compares two contracts of which it is known which ports are the same under another name.
     *
     * @param renamed old names to new ones; a port that is not among them is known by its name
     */
    public static ContractComparison of(BlockManifest before, BlockManifest after, Map<String, String> renamed) {
        return of(before.inputs(), before.outputs(), after.inputs(), after.outputs(), renamed);
    }

    private static ContractComparison of(
            List<Port> oldInputs,
            List<Port> oldOutputs,
            List<Port> newInputs,
            List<Port> newOutputs,
            Map<String, String> renamed) {
        var found = new ArrayList<Difference>();
        Side.INPUT.compare(oldInputs, newInputs, renamed, found);
        Side.OUTPUT.compare(oldOutputs, newOutputs, renamed, found);
        return new ContractComparison(found);
    }

    /** The heaviest of the differences. */
    public Weight weight() {
        return differences.isEmpty() ? Weight.NONE : differences.getFirst().weight();
    }

    /** This comparison with differences that are not part of the contract, such as code that changed. */
    public ContractComparison and(List<Difference> others) {
        var all = new ArrayList<>(differences);
        all.addAll(others);
        return new ContractComparison(all);
    }

    /** The sentences, for a changelog. */
    public String sentences() {
        return differences.stream().map(Difference::sentence).collect(Collectors.joining("; "));
    }

    /** The two directions of data, which weigh the same change differently. */
    private enum Side {
        INPUT("input"),
        OUTPUT("output");

        private final String word;

        Side(String word) {
            this.word = word;
        }

        void compare(List<Port> before, List<Port> after, Map<String, String> renamed, List<Difference> found) {
            var old = byName(before, Port::name);
            var now = byName(after, Port::name);
            old.forEach((name, port) -> {
                var current = renamed.getOrDefault(name, name);
                // Who took over the name of something that was renamed is somebody else.
                var successor = now.remove(current);
                if (successor == null) {
                    found.add(major(word + " " + name + " removed"));
                } else {
                    if (!current.equals(name)) {
                        found.add(major(word + " " + name + " renamed to " + current));
                    }
                    comparePort(port, successor, found);
                }
            });
            now.values().forEach(port -> found.add(added(port)));
        }

        private Difference added(Port port) {
            return switch (this) {
                case INPUT ->
                    port.required()
                            ? major("new required input " + port.name())
                            : minor("new optional input " + port.name());
                case OUTPUT -> minor("new output " + port.name());
            };
        }

        private void comparePort(Port before, Port after, List<Difference> found) {
            var port = word + " " + after.name();
            if (before.type() != after.type()) {
                found.add(major(port + " is a " + after.type().words() + " now, was a "
                        + before.type().words()));
                return;
            }
            if (!before.ref().equals(after.ref())) {
                found.add(minor(port + " is another object of the same name now"));
            }
            if (before.required() != after.required()) {
                found.add(after.required() ? major(port + " became required") : minor(port + " became optional"));
            }
            if (!before.description().equals(after.description())) {
                found.add(patch("description of " + port));
            }
            if (!before.partitionedBy().equals(after.partitionedBy())) {
                found.add(major(port + " is " + divided(after) + " now, was " + divided(before)));
            }
            compareColumns(port, before.columns(), after.columns(), found);
        }

        private void compareColumns(String port, List<Column> before, List<Column> after, List<Difference> found) {
            var old = byName(before, Column::name);
            var now = byName(after, Column::name);
            old.forEach((name, column) -> {
                var successor = now.get(name);
                if (successor == null) {
                    var sentence = port + " lost the column " + name;
                    found.add(this == OUTPUT ? major(sentence) : minor(sentence));
                } else {
                    compareColumn(port, column, successor, found);
                }
            });
            now.forEach((name, column) -> {
                if (!old.containsKey(name)) {
                    var required = this == INPUT && column.required();
                    var sentence = port + (required ? " needs the new column " : " has the new column ") + name;
                    found.add(required ? major(sentence) : minor(sentence));
                }
            });
        }

        private void compareColumn(String port, Column before, Column after, List<Difference> found) {
            var column = "column " + after.name() + " of " + port;
            if (!before.type().equals(after.type())) {
                found.add(major(column + " is " + after.type() + " now, was " + before.type()));
            }
            if (this == INPUT && before.required() != after.required()) {
                found.add(after.required() ? major(column + " became required") : minor(column + " became optional"));
            }
            if (this == OUTPUT && !Objects.equals(before.nullable(), after.nullable())) {
                found.add(emptiness(column, after));
            }
            if (!before.description().equals(after.description())) {
                found.add(patch("description of " + column));
            }
        }

        /** Who relied on a value in every row has to know when that is no longer so; more certainty breaks nothing. */
        private static Difference emptiness(String column, Column after) {
            return Boolean.FALSE.equals(after.nullable())
                    ? patch(column + " is never empty")
                    : minor(column + " may be empty now");
        }

        private static String divided(Port port) {
            return port.partitionedBy().isEmpty()
                    ? "not partitioned"
                    : "partitioned by "
                            + port.partitionedBy().stream()
                                    .map(PartitionDimension::words)
                                    .collect(Collectors.joining(" and "));
        }
    }

    private static Difference major(String sentence) {
        return new Difference(Weight.MAJOR, sentence);
    }

    private static Difference minor(String sentence) {
        return new Difference(Weight.MINOR, sentence);
    }

    private static Difference patch(String sentence) {
        return new Difference(Weight.PATCH, sentence);
    }

    private static <T> Map<String, T> byName(List<T> things, Function<T, String> name) {
        var byName = new LinkedHashMap<String, T>();
        things.forEach(thing -> byName.putIfAbsent(name.apply(thing), thing));
        return byName;
    }
}
