package io.blockyard.discovery;

import io.blockyard.dataiku.ProjectSnapshot.Recipe;
import io.blockyard.dataiku.RecipeTypes;
import io.blockyard.dataiku.code.RCode;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What R recipes run of the project's library. */
final class RUse {

    private static final String ROOT = "R/";

    private RUse() {}

    /** The library files that the recipes, or those files, run. */
    static Map<String, String> libraryOf(List<Recipe> recipes, Map<String, String> library) {
        var needed = new TreeMap<String, String>();
        var todo = new ArrayDeque<String>();
        recipes.stream()
                .filter(recipe -> RecipeTypes.language(recipe.type()) == RecipeTypes.Language.R)
                .map(Recipe::payload)
                .forEach(todo::add);
        while (!todo.isEmpty()) {
            for (var file : RCode.libraryFiles(todo.remove())) {
                var text = library.get(ROOT + file);
                if (text != null && needed.putIfAbsent(ROOT + file, text) == null) {
                    todo.add(text);
                }
            }
        }
        return needed;
    }
}
