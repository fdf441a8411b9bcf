package io.blockyard.discovery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A project of many zones in git layout, the same each time: every zone cleans what the one before makes, joins it with
 * a table of its own, and sums it up.
 */
final class GeneratedZones {

    private static final long MADE = 1_700_000_000_000L;
    private static final int COLUMNS = 12;

    private final Path project;
    private final int number;
    private int stamp;

    private GeneratedZones(Path project, int number) {
        this.project = project;
        this.number = number;
    }

    static void write(Path project, int number, int zones) throws IOException {
        new GeneratedZones(project, number).write(zones);
    }

    private void write(int zones) throws IOException {
        put("params.json", "{\"name\": \"Generated " + number + "\", \"tags\": [\"generated\"]}");
        put("lib/python/shared.py", "def scale(value):\n    return value * 1.5\n");
        dataset("start");
        for (int zone = 0; zone < zones; zone++) {
            zone(zone, zone == 0 ? "start" : "sums_" + (zone - 1));
        }
    }

    private void zone(int zone, String input) throws IOException {
        dataset("table_" + zone);
        dataset("clean_" + zone);
        dataset("joined_" + zone);
        dataset("sums_" + zone);
        recipe("clean_up_" + zone, "python", input, "clean_" + zone, "py", """
                import dataiku
                import pandas as pd
                from shared import scale

                frame = dataiku.Dataset("%s").get_dataframe()
                frame["column_1"] = frame["column_1"].map(scale)
                frame = frame.dropna(subset=["column_2", "column_3"], thresh=%d)
                dataiku.Dataset("clean_%d").write_with_schema(pd.DataFrame(frame))
                """.formatted(input, number, zone));
        recipe(
                "bring_together_" + zone,
                "join",
                "clean_" + zone + "\", \"table_" + zone,
                "joined_" + zone,
                "join",
                """
                {"virtualInputs": [{"index": 0}, {"index": 1}], "joins": [{"table1": 0, "table2": 1, "type": "LEFT",
                 "conditionsMode": "AND", "on": [{"type": "EQ", "column1": {"name": "column_0", "table": 0},
                 "column2": {"name": "column_0", "table": 1}}]}]}
                """);
        recipe("sum_up_" + zone, "grouping", "joined_" + zone, "sums_" + zone, "grouping", """
                {"keys": [{"column": "column_0"}], "values": [{"column": "column_1", "type": "double", "sum": true}]}
                """);
        var items = IntStream.range(0, 7)
                .mapToObj(index -> switch (index) {
                    case 0 -> item("DATASET", "table_" + zone);
                    case 1 -> item("DATASET", "clean_" + zone);
                    case 2 -> item("DATASET", "joined_" + zone);
                    case 3 -> item("DATASET", "sums_" + zone);
                    case 4 -> item("RECIPE", "clean_up_" + zone);
                    case 5 -> item("RECIPE", "bring_together_" + zone);
                    default -> item("RECIPE", "sum_up_" + zone);
                })
                .collect(Collectors.joining(", "));
        put("zones/z" + zone + ".json", "{\"name\": \"Step " + number + " " + zone + "\", \"items\": [" + items + "]}");
    }

    private static String item(String type, String id) {
        return "{\"objectId\": \"" + id + "\", \"objectType\": \"" + type + "\"}";
    }

    private void dataset(String name) throws IOException {
        var columns = IntStream.range(0, COLUMNS)
                .mapToObj(column -> "{\"name\": \"column_" + column
                        + "\", \"type\": \"double\", \"comment\": \"Quantity " + column + "\"}")
                .collect(Collectors.joining(", "));
        put(
                "datasets/" + name + ".json",
                "{\"type\": \"Filesystem\", \"managed\": true, \"params\": {\"connection\": \"filesystem_managed\"}, "
                        + "\"schema\": {\"columns\": [" + columns + "]}, " + stamps() + "}");
    }

    /** @param inputs between quotes */
    private void recipe(String name, String type, String inputs, String output, String extension, String payload)
            throws IOException {
        var items = Stream.of(inputs.split("\", \""))
                .map(ref -> "{\"ref\": \"" + ref + "\", \"deps\": []}")
                .collect(Collectors.joining(", "));
        put(
                "recipes/" + name + ".json",
                "{\"type\": \"" + type + "\", \"inputs\": {\"main\": {\"items\": [" + items
                        + "]}}, \"outputs\": {\"main\": {\"items\": [{\"ref\": \"" + output + "\"}]}}, " + stamps()
                        + "}");
        put("recipes/" + name + "." + extension, payload);
    }

    private String stamps() {
        stamp++;
        var tag = "{\"versionNumber\": 0, \"lastModifiedBy\": {\"login\": \"maker\"}, \"lastModifiedOn\": "
                + (MADE + stamp) + "}";
        return "\"versionTag\": " + tag + ", \"creationTag\": " + tag;
    }

    private void put(String path, String text) throws IOException {
        var file = project.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
