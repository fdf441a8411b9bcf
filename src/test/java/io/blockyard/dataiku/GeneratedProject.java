package io.blockyard.dataiku;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A project of any size in git layout, the same each time: chains of recipes, spread over zones. */
final class GeneratedProject {

    private static final int COLUMNS = 20;

    private GeneratedProject() {}

    /** Writes the project to {@code projects/key} and returns that folder. */
    static Path write(Path projects, String key, int datasets, int recipes, int zones) throws IOException {
        var project = Files.createDirectories(projects.resolve(key));
        put(project, "params.json", "{\"name\": \"Generated\", \"shortDesc\": \"To measure with\"}");
        for (var index = 0; index < datasets; index++) {
            put(project, "datasets/d" + index + ".json", dataset(index));
        }
        for (var index = 0; index < recipes; index++) {
            put(project, "recipes/r" + index + ".json", recipe(index, datasets));
            put(project, "recipes/r" + index + ".py", code(index));
        }
        put(project, "zones/default.json", "{\"name\": \"Default\", \"items\": []}");
        for (var zone = 0; zone < zones; zone++) {
            var number = zone;
            var items = IntStream.range(0, recipes)
                    .filter(index -> index % zones == number)
                    .mapToObj(index -> "{\"objectId\": \"r" + index + "\", \"objectType\": \"RECIPE\"}")
                    .collect(Collectors.joining(", "));
            put(project, "zones/z" + zone + ".json", "{\"name\": \"Zone " + zone + "\", \"items\": [" + items + "]}");
        }
        return project;
    }

    private static String dataset(int index) {
        var columns = IntStream.range(0, COLUMNS)
                .mapToObj(column -> "{\"name\": \"column_" + column
                        + "\", \"type\": \"double\", \"comment\": \"Quantity " + column + " of " + index + "\"}")
                .collect(Collectors.joining(",\n    "));
        return "{\"type\": \"Filesystem\", \"managed\": true, \"params\": {\"connection\": \"filesystem_managed\", "
                + "\"path\": \"/${projectKey}/d" + index + "\"}, \"schema\": {\"columns\": [\n    " + columns + "]}}";
    }

    private static String recipe(int index, int datasets) {
        return "{\"type\": \"python\", \"inputs\": {\"main\": {\"items\": [{\"ref\": \"d" + index % datasets
                + "\", \"deps\": []}]}}, \"outputs\": {\"main\": {\"items\": [{\"ref\": \"d" + (index + 1) % datasets
                + "\"}]}}, \"params\": {\"envSelection\": {\"envMode\": \"INHERIT\"}}}";
    }

    private static String code(int index) {
        return "import dataiku\n\nreadings = dataiku.Dataset(\"d" + index + "\").get_dataframe()\n"
                + "readings[\"score\"] = readings[\"column_1\"] * " + index + "\n".repeat(3)
                + "# A line that a person wrote to explain what happens here.\n".repeat(20);
    }

    private static void put(Path project, String path, String text) throws IOException {
        var file = project.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
