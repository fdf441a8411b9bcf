package io.blockyard.iac.check;

import io.blockyard.block.Column;
import io.blockyard.block.ColumnTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Whether data with one set of columns can be read where another is expected. */
public final class Contracts {

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

    /** What can be read without loss, or at least as the text that it is written as. */
    private static boolean readableAs(String offered, String expected) {
        return switch (ColumnTypes.compare(offered, expected)) {
            case SAME, WIDENS, AS_TEXT -> true;
            case DIFFERS -> false;
        };
    }
}
