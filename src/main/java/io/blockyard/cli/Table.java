package io.blockyard.cli;

import java.util.ArrayList;
import java.util.List;

/** Aligned columns for people. */
final class Table {

    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();

    Table(String... headers) {
        rows.add(List.of(headers));
    }

    Table row(String... cells) {
        rows.add(List.of(cells));
        return this;
    }

    /** Prints the table, or the sentence when it has no rows. */
    void print(Terminal terminal, String whenEmpty) {
        if (rows.size() == 1) {
            terminal.out().println(whenEmpty);
            return;
        }
        for (int i = 0; i < rows.size(); i++) {
            var line = line(rows.get(i));
            terminal.out().println(i == 0 ? terminal.styled("bold", line) : line);
        }
    }

    private String line(List<String> cells) {
        var line = new StringBuilder();
        for (int column = 0; column < cells.size(); column++) {
            var cell = cells.get(column);
            line.append(cell);
            if (column < cells.size() - 1) {
                line.append(" ".repeat(width(column) - cell.length())).append(GAP);
            }
        }
        return line.toString().stripTrailing();
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }
}
