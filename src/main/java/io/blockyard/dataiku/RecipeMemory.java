package io.blockyard.dataiku;

import io.blockyard.dataiku.ProjectSnapshot.Recipe;
import java.util.LinkedHashMap;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * Recipes as instances told them. The list of a project's recipes has everything but their code, and with it a version
 * that counts every change of it; so one that is listed as before need not be asked for again. What was not asked for
 * for longest is forgotten first, and a restart forgets all.
 */
final class RecipeMemory {

    /** In characters of documents and code. */
    private static final long LARGEST = 48L << 20;

    private final LinkedHashMap<String, Known> known = new LinkedHashMap<>(16, 0.75f, true);
    private long size;

    private record Known(ObjectNode listed, Recipe recipe, long size) {}

    /**
     * The recipe, if it is listed as it was then.
     *
     * @param place the instance's address, the project and the recipe's name
     */
    synchronized Optional<Recipe> recall(String place, ObjectNode listed) {
        return Optional.ofNullable(known.get(place))
                .filter(one -> hasVersion(listed) && one.listed().equals(listed))
                .map(Known::recipe);
    }

    synchronized void keep(String place, ObjectNode listed, Recipe recipe) {
        forget(place);
        var one = new Known(
                listed,
                recipe,
                2L * listed.toString().length() + recipe.payload().length() + place.length());
        if (!hasVersion(listed) || one.size() > LARGEST) {
            return;
        }
        known.put(place, one);
        size += one.size();
        while (size > LARGEST) {
            forget(known.firstEntry().getKey());
        }
    }

    private void forget(String place) {
        var gone = known.remove(place);
        if (gone != null) {
            size -= gone.size();
        }
    }

    private static boolean hasVersion(ObjectNode listed) {
        return listed.path("versionTag").path("lastModifiedOn").asLong(0) > 0;
    }
}
