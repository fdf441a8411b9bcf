package io.blockyard.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.blockyard.dataiku.ProjectSnapshot.Dataset;
import io.blockyard.dataiku.ProjectSnapshot.Recipe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;

/** A project of any length that journeys plan: datasets in a row, and a recipe from each to the next. */
final class PlantLine {

    private PlantLine() {}

    /** Each dataset and recipe of the plan is there, once, and nothing else. */
    static void assertDeployed(PlantInstance plant, int steps) {
        var project = plant.client().read("LINE_9");
        assertThat(project.name()).isEqualTo("Line LINE_9");
        assertThat(project.datasets().stream().map(Dataset::name))
                .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(0, steps)
                        .mapToObj(step -> "STEP_" + step)
                        .toList());
        assertThat(project.recipes().stream().map(Recipe::name))
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, steps)
                        .mapToObj(step -> "compute_" + step)
                        .toList());
        assertThat(project.recipes())
                .allSatisfy(recipe -> assertThat(recipe.payload())
                        .contains("print(" + recipe.name().replace("compute_", "") + ")"));
    }

    /** A line of steps, each reading what the one before has made. */
    static Path configuration(Path folder, String key, int steps) throws IOException {
        var text = new StringBuilder("""
                version: "1.0"
                project: {key: %1$s, name: "Line %1$s"}
                target: {default_connection: filesystem_managed}
                datasets:
                """.formatted(key));
        IntStream.rangeClosed(0, steps).forEach(step -> text.append("""
                - {name: STEP_%d, type: managed, schema: [{name: at, type: date}, {name: value, type: double}]}
                """.formatted(step)));
        text.append("recipes:\n");
        IntStream.range(0, steps).forEach(step -> text.append("""
                - {name: compute_%1$d, type: python, inputs: [STEP_%1$d], outputs: [STEP_%2$d], code: "print(%1$d)"}
                """.formatted(step, step + 1)));
        return Files.writeString(folder.resolve(key + "-" + steps + ".yml"), text);
    }
}
