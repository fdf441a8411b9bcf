package io.blockyard.dataiku.sandbox;

import tools.jackson.databind.node.ObjectNode;

/** References in a recipe's inputs and outputs. */
final class RecipeRefs {

    private RecipeRefs() {}

    /** Gives an object its new name wherever the recipe reads or writes it; says whether it does. */
    static boolean rename(ObjectNode recipe, String oldRef, String newRef) {
        var found = false;
        for (var side : new String[] {"inputs", "outputs"}) {
            for (var role : recipe.path(side).values()) {
                for (var item : role.path("items").values()) {
                    if (item instanceof ObjectNode reference
                            && Json.text(reference, "ref").equals(oldRef)) {
                        reference.put("ref", newRef);
                        found = true;
                    }
                }
            }
        }
        return found;
    }

    /** Gives every item the fields that DSS always writes. */
    static void complete(ObjectNode recipe) {
        for (var side : new String[] {"inputs", "outputs"}) {
            for (var role : Json.child(recipe, side).values()) {
                for (var item : role.path("items").values()) {
                    if (item instanceof ObjectNode reference && side.equals("inputs")) {
                        Json.orElse(reference, "deps", Json.array());
                    } else if (item instanceof ObjectNode reference && !reference.has("appendMode")) {
                        reference.put("appendMode", false);
                    }
                }
            }
        }
    }
}
