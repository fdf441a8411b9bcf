package io.blockyard.dataiku.sandbox;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Which recipes read and write an object: {@code [{type, objectProjectKey, objectId}]}. */
final class Usages {

    private Usages() {}

    static ArrayNode of(Project project, String id) {
        var usages = Json.array();
        project.documents(RecipeCalls.FOLDER).forEach((name, recipe) -> {
            if (Objects.refs(recipe, "inputs").anyMatch(id::equals)) {
                add(usages, "RECIPE_INPUT", project, name);
            }
            if (Objects.refs(recipe, "outputs").anyMatch(id::equals)) {
                add(usages, "RECIPE_OUTPUT", project, name);
            }
        });
        return usages;
    }

    static boolean uses(ObjectNode recipe, String id) {
        return Objects.refs(recipe, "inputs").anyMatch(id::equals)
                || Objects.refs(recipe, "outputs").anyMatch(id::equals);
    }

    private static void add(ArrayNode usages, String type, Project project, String recipe) {
        usages.addObject()
                .put("type", type)
                .put("objectType", "RECIPE")
                .put("objectProjectKey", project.key())
                .put("objectId", recipe);
    }
}
