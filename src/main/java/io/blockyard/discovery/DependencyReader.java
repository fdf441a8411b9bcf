package io.blockyard.discovery;

import io.blockyard.block.BlockManifest.Dependencies;
import io.blockyard.dataiku.ProjectSnapshot;
import io.blockyard.dataiku.ProjectSnapshot.Recipe;
import io.blockyard.dataiku.RecipeTypes;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** What a zone needs from the place where it runs. */
final class DependencyReader {

    private DependencyReader() {}

    /** @param slice the zone's part of the project */
    static Dependencies of(ProjectSnapshot project, ProjectSnapshot slice, ZoneBoundary boundary) {
        return new Dependencies(
                PythonUse.distributions(slice.recipes(), slice.library()),
                plugins(slice),
                connections(slice, boundary),
                codeEnvs(slice),
                List.copyOf(VariableUse.of(project, slice.recipes(), slice.datasets(), slice.library())));
    }

    private static List<String> plugins(ProjectSnapshot slice) {
        return sorted(Stream.concat(
                        slice.recipes().stream().map(Recipe::type),
                        slice.datasets().stream().map(ProjectSnapshot.Dataset::type))
                .filter(type -> type.matches("Custom(Code|Python|Java)_.+"))
                .map(type -> type.substring(type.indexOf('_') + 1)));
    }

    /** Connections of what the block writes; what it reads comes from wherever it is wired to. */
    private static List<String> connections(ProjectSnapshot slice, ZoneBoundary boundary) {
        var read = Set.copyOf(boundary.inputs());
        return sorted(Stream.concat(
                slice.datasets().stream()
                        .filter(dataset -> !read.contains(dataset.name()))
                        .map(ProjectSnapshot.Dataset::connection),
                slice.objects().stream()
                        .filter(object -> !read.contains(object.id()))
                        .map(object -> object.document()
                                .path("params")
                                .path("connection")
                                .asString(""))));
    }

    private static List<String> codeEnvs(ProjectSnapshot slice) {
        var inherited = slice.params().path("settings").path("codeEnvs");
        return sorted(slice.recipes().stream().map(recipe -> {
            var own = recipe.document().path("params").path("envSelection");
            return switch (own.path("envMode").asString("INHERIT")) {
                case "EXPLICIT_ENV" -> own.path("envName").asString("");
                case "INHERIT" -> inherited(recipe, inherited);
                default -> "";
            };
        }));
    }

    private static String inherited(Recipe recipe, JsonNode codeEnvs) {
        return switch (RecipeTypes.language(recipe.type())) {
            case PYTHON -> explicit(codeEnvs.path("python"));
            case R -> explicit(codeEnvs.path("r"));
            case SQL, SHELL, SCALA, NONE -> "";
        };
    }

    private static String explicit(JsonNode settings) {
        return settings.path("mode").asString("").equals("EXPLICIT_ENV")
                ? settings.path("envName").asString("")
                : "";
    }

    private static List<String> sorted(Stream<String> names) {
        return List.copyOf(names.filter(name -> !name.isEmpty()).collect(Collectors.toCollection(TreeSet::new)));
    }
}
