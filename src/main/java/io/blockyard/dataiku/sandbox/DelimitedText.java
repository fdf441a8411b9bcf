package io.blockyard.dataiku.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.node.ObjectNode;

/**
 * Rows of text whose values are separated by a character and may be quoted, as DSS's format {@code csv} describes them.
 *
 * @param leftOut how many rows come before the first one of data, the header included
 */
record DelimitedText(char separator, char quote, int leftOut) {

    private static final char[] SEPARATORS = {',', ';', '\t', '|'};
    private static final int SAMPLE = 100;
    private static final Pattern WHOLE = Pattern.compile("[+-]?\\d{1,18}");
    private static final Pattern DECIMAL = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
    private static final Pattern TRUTH = Pattern.compile("(?i)true|false");

    /** As {@code formatParams} says. */
    static DelimitedText with(ObjectNode formatParams) {
        var separator = formatParams.path("separator").asString(",");
        var quote = formatParams.path("quoteChar").asString("\"");
        var leftOut = formatParams.path("skipRowsBeforeHeader").asInt(0)
                + (formatParams.path("parseHeaderRow").asBoolean(false) ? 1 : 0)
                + formatParams.path("skipRowsAfterHeader").asInt(0);
        return new DelimitedText(
                separator.isEmpty() ? ',' : separator.charAt(0), quote.isEmpty() ? '"' : quote.charAt(0), leftOut);
    }

    /** The rows of data. */
    List<List<String>> rows(String text) {
        var rows = all(text);
        return rows.subList(Math.min(leftOut, rows.size()), rows.size());
    }

    private List<List<String>> all(String text) {
        var rows = new ArrayList<List<String>>();
        var row = new ArrayList<String>();
        var value = new StringBuilder();
        var quoted = false;
        for (var index = 0; index < text.length(); index++) {
            var c = text.charAt(index);
            if (quoted) {
                if (c != quote) {
                    value.append(c);
                } else if (index + 1 < text.length() && text.charAt(index + 1) == quote) {
                    value.append(quote);
                    index++;
                } else {
                    quoted = false;
                }
            } else if (c == quote && value.isEmpty()) {
                quoted = true;
            } else if (c == separator) {
                row.add(value.toString());
                value.setLength(0);
            } else if (c == '\n') {
                endRow(rows, row, value);
                row = new ArrayList<>();
            } else if (c != '\r') {
                value.append(c);
            }
        }
        if (!row.isEmpty() || !value.isEmpty()) {
            endRow(rows, row, value);
        }
        return rows;
    }

    private static void endRow(List<List<String>> rows, List<String> row, StringBuilder value) {
        if (!row.isEmpty() || !value.isEmpty()) {
            row.add(value.toString());
            rows.add(row);
        }
        value.setLength(0);
    }

    /** A row with a newline at its end; values are quoted where they have to be. */
    static String tabSeparated(List<String> row) {
        return row.stream().map(DelimitedText::quotedWhereNeeded).collect(Collectors.joining("\t", "", "\n"));
    }

    private static String quotedWhereNeeded(String value) {
        var plain = value.chars().noneMatch(c -> c == '\t' || c == '"' || c == '\n' || c == '\r');
        return plain ? value : '"' + value.replace("\"", "\"\"") + '"';
    }

    /**
     * Guesses how a text is to be read: {@code {format: {ok, type, params, schemaDetection: {newSchema}}}}. The separator
     * is the one that gives most columns in all of the first rows, and the first row is a header when none of its values
     * is a number.
     */
    static ObjectNode detect(String text, boolean inferTypes) {
        var best = new DelimitedText(',', '"', 0);
        for (var separator : SEPARATORS) {
            var candidate = new DelimitedText(separator, '"', 0);
            if (candidate.width(text) > best.width(text)) {
                best = candidate;
            }
        }
        var rows = best.all(text);
        var header = !rows.isEmpty()
                && rows.getFirst().stream()
                        .noneMatch(value ->
                                value.isBlank() || DECIMAL.matcher(value).matches());
        var data = rows.subList(header ? 1 : 0, rows.size());
        var result = Json.object();
        var format = result.putObject("format").put("ok", !rows.isEmpty()).put("type", "csv");
        format.putObject("params")
                .put("style", "excel")
                .put("charset", "utf8")
                .put("separator", String.valueOf(best.separator))
                .put("quoteChar", "\"")
                .put("skipRowsBeforeHeader", 0)
                .put("parseHeaderRow", header)
                .put("skipRowsAfterHeader", 0);
        var schema = format.putObject("schemaDetection").putObject("newSchema").put("userModified", false);
        var columns = schema.putArray("columns");
        for (var column = 0; !rows.isEmpty() && column < rows.getFirst().size(); column++) {
            columns.addObject()
                    .put("name", header ? rows.getFirst().get(column) : "col_" + column)
                    .put("type", inferTypes ? type(data, column) : "string");
        }
        return result;
    }

    /** How many columns all of the first rows have; 1 when they differ. */
    private int width(String text) {
        var counts =
                all(text).stream().limit(SAMPLE).mapToInt(List::size).distinct().toArray();
        return counts.length == 1 ? counts[0] : IntStream.of(counts).min().orElse(1) > 1 ? 2 : 1;
    }

    private static String type(List<List<String>> rows, int column) {
        var values = rows.stream()
                .filter(row -> row.size() > column)
                .map(row -> row.get(column))
                .filter(value -> !value.isEmpty())
                .toList();
        if (values.isEmpty()) {
            return "string";
        }
        if (values.stream().allMatch(value -> WHOLE.matcher(value).matches())) {
            return "bigint";
        }
        if (values.stream().allMatch(value -> DECIMAL.matcher(value).matches())) {
            return "double";
        }
        return values.stream().allMatch(value -> TRUTH.matcher(value).matches()) ? "boolean" : "string";
    }
}
