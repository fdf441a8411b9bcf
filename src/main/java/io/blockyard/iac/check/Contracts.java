package io.blockyard.iac.check;

import io.blockyard.block.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether data with one set of columns can be read where another is expected. */
public final class Contracts {

    /** Types that hold every value of the key, so that reading them instead loses nothing. */
    private static final Map<String, Set<String>> WIDENINGS = Map.ofEntries(
            Map.entry("tinyint", Set.of("smallint", "int", "bigint", "float", "double", "string")),
            Map.entry("smallint", Set.of("int", "bigint", "float", "double", "string")),
            Map.entry("int", Set.of("bigint", "double", "string")),
            Map.entry("bigint", Set.of("double", "string")),
            Map.entry("float", Set.of("double", "string")),
            Map.entry("double", Set.of("string")),
            Map.entry("boolean", Set.of("string")),
            Map.entry("date", Set.of("string")),
            Map.entry("dateonly", Set.of("date", "datetimenotz", "string")),
            Map.entry("datetimenotz", Set.of("string")),
            Map.entry("array", Set.of("string")),
            Map.entry("map", Set.of("object", "string")),
            Map.entry("object", Set.of("string")),
            Map.entry("geopoint", Set.of("geometry", "string")),
            Map.entry("geometry", Set.of("string")));

    private Contracts() {}

    /**
     * What a comparison found.
     *
     * @param missing required columns that are not offered
     * @param differing columns that are offered with a type that cannot be read as the expected one
     */
    public record Fit(List<String> missing, List<String> differing) {

        public boolean fits() {
            return missing.isEmpty() && differing.isEmpty();
        }

        public String explanation() {
            var parts = new ArrayList<String>();
            if (!missing.isEmpty()) {
                parts.add("missing " + String.join(", ", missing));
            }
            if (!differing.isEmpty()) {
                parts.add("of another type " + String.join(", ", differing));
            }
            return String.join("; ", parts);
        }
    }

    public static Fit compare(List<Column> expected, List<Column> offered) {
        var types = offered.stream()
                .collect(Collectors.toMap(
                        column -> column.name().toLowerCase(Locale.ROOT), Column::type, (first, second) -> first));
        var missing = new ArrayList<String>();
        var differing = new ArrayList<String>();
        for (Column column : expected) {
            var type = types.get(column.name().toLowerCase(Locale.ROOT));
            if (type == null) {
                if (column.required()) {
                    missing.add(column.name() + " " + column.type());
                }
            } else if (!readableAs(type, column.type())) {
                differing.add(column.name() + " (" + type + " for " + column.type() + ")");
            }
        }
        return new Fit(List.copyOf(missing), List.copyOf(differing));
    }

    private static boolean readableAs(String offered, String expected) {
        return offered.equals(expected)
                || WIDENINGS.getOrDefault(offered, Set.of()).contains(expected);
    }
}
