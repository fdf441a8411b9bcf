package io.blockyard.dataiku;

import io.blockyard.dataiku.ProjectSnapshot.Dataset;
import io.blockyard.dataiku.ProjectSnapshot.Recipe;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** What a project takes from the instance that it runs on, as its own documents say it. */
final class ProjectNeeds {

    private ProjectNeeds() {}

    static List<String> codeEnvironments(ProjectSnapshot project) {
        var inherited = project.params().path("settings").path("codeEnvs");
        return sorted(project.recipes().stream().map(recipe -> codeEnvironment(recipe, inherited)));
    }

    static List<String> pluginComponents(ProjectSnapshot project) {
        return sorted(Stream.concat(
                        project.recipes().stream().map(Recipe::type),
                        project.datasets().stream().map(Dataset::type))
                .filter(type -> type.matches("Custom(Code|Python|Java)_.+"))
                .map(type -> type.substring(type.indexOf('_') + 1)));
    }

    private static String codeEnvironment(Recipe recipe, JsonNode inherited) {
        var own = recipe.document().path("params").path("envSelection");
        return switch (own.path("envMode").asString("INHERIT")) {
            case "EXPLICIT_ENV" -> Documents.text(own, "envName");
            case "INHERIT" ->
                switch (RecipeTypes.language(recipe.type())) {
                    case PYTHON -> explicit(inherited.path("python"));
                    case R -> explicit(inherited.path("r"));
                    case SQL, SHELL, SCALA, NONE -> "";
                };
            default -> "";
        };
    }

    private static String explicit(JsonNode settings) {
        return Documents.text(settings, "mode").equals("EXPLICIT_ENV") ? Documents.text(settings, "envName") : "";
    }

    private static List<String> sorted(Stream<String> names) {
        return names.filter(name -> !name.isEmpty()).distinct().sorted().toList();
    }
}
