package io.blockyard.discovery;

import io.blockyard.dataiku.ProjectSnapshot.Recipe;
import io.blockyard.dataiku.RecipeTypes;
import io.blockyard.dataiku.code.PythonCode;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What Python recipes import: modules of the project's library, and distributions from outside. */
final class PythonUse {

    private static final String ROOT = "python/";

    private PythonUse() {}

    /**
     * The library files that the recipes need: every file of each top-level package that they, or those files, import.
     * A package travels whole, since its modules may load each other's data.
     */
    static Map<String, String> libraryOf(List<Recipe> recipes, Map<String, String> library) {
        var needed = new TreeMap<String, String>();
        var todo = new ArrayDeque<String>();
        recipes.stream().filter(PythonUse::isPython).map(Recipe::payload).forEach(todo::add);
        while (!todo.isEmpty()) {
            for (var module : PythonCode.imports(todo.remove())) {
                library.forEach((path, text) -> {
                    var belongs = path.startsWith(ROOT + module + "/") || path.equals(ROOT + module + ".py");
                    if (belongs && needed.putIfAbsent(path, text) == null && path.endsWith(".py")) {
                        todo.add(text);
                    }
                });
            }
        }
        return needed;
    }

    /** Distributions that the recipes and the library files import, as they are asked for where that is known. */
    static List<String> distributions(
            List<Recipe> recipes, Map<String, String> library, PythonRequirements requirements) {
        var own = new TreeSet<String>();
        library.keySet().stream()
                .filter(path -> path.startsWith(ROOT))
                .map(path -> path.substring(ROOT.length()).replaceFirst("(/|\\.py$).*", ""))
                .forEach(own::add);
        var found = new TreeSet<String>(String.CASE_INSENSITIVE_ORDER);
        recipes.stream()
                .filter(PythonUse::isPython)
                .forEach(recipe -> addDistributions(PythonCode.imports(recipe.payload()), own, requirements, found));
        library.forEach((path, text) -> {
            if (path.endsWith(".py")) {
                addDistributions(PythonCode.imports(text), own, requirements, found);
            }
        });
        return List.copyOf(found);
    }

    static boolean isPython(Recipe recipe) {
        return RecipeTypes.language(recipe.type()) == RecipeTypes.Language.PYTHON;
    }

    private static void addDistributions(
            Set<String> modules, Set<String> own, PythonRequirements requirements, Collection<String> found) {
        modules.stream()
                .filter(module -> !own.contains(module))
                .flatMap(module ->
                        PythonDistributions.of(module)
                                .map(distribution -> requirements.of(module, distribution))
                                .stream())
                .forEach(found::add);
    }
}
