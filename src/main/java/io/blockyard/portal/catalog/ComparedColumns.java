package io.blockyard.portal.catalog;

import io.blockyard.block.Port;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The columns of the ports of two blocks, those that both have first. Ports have names of their own in each block, so
 * that columns are compared by their names alone, in any case.
 */
record ComparedColumns(List<Row> rows) {

    /** Which port has a column, and of what type it is there. */
    record Place(String port, String type) {}

    /** A column with its places in both blocks. */
    record Row(String name, List<Place> inOne, List<Place> inOther) {

        boolean isInBoth() {
            return !inOne.isEmpty() && !inOther.isEmpty();
        }

        /** Whether both have it, of the same type wherever it is. */
        boolean isSame() {
            return isInBoth()
                    && inOne.stream()
                            .allMatch(one -> inOther.stream()
                                    .allMatch(other -> other.type().equals(one.type())));
        }
    }

    ComparedColumns(List<Port> one, List<Port> other) {
        this(rows(one, other));
    }

    private static List<Row> rows(List<Port> one, List<Port> other) {
        Map<String, Row> rows = new LinkedHashMap<>();
        for (var port : one) {
            port.columns()
                    .forEach(column -> row(rows, column.name()).inOne().add(new Place(port.name(), column.type())));
        }
        for (var port : other) {
            port.columns()
                    .forEach(column -> row(rows, column.name()).inOther().add(new Place(port.name(), column.type())));
        }
        return rows.values().stream()
                .sorted(Comparator.comparing(Row::isInBoth).reversed())
                .toList();
    }

    private static Row row(Map<String, Row> rows, String name) {
        return rows.computeIfAbsent(
                name.toLowerCase(Locale.ROOT), key -> new Row(name, new ArrayList<>(), new ArrayList<>()));
    }
}
