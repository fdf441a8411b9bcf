package io.blockyard.iac.apply;

import static io.blockyard.iac.apply.TargetWriter.text;

import io.blockyard.dataiku.DssProject;
import io.blockyard.dataiku.ProjectSnapshot.Recipe;
import io.blockyard.dataiku.RecipeTypes;
import io.blockyard.iac.Plan.ResourceChange;
import io.blockyard.iac.apply.TargetWriter.Making;
import io.blockyard.iac.desired.ResourceType;
import io.blockyard.problem.ProblemException;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Recipes: created in the way that suits their type, then given their whole definition and payload. */
final class RecipeWriter {

    private final DssProject project;
    private final PlanMarker marker;

    RecipeWriter(DssProject project, PlanMarker marker) {
        this.project = project;
        this.marker = marker;
    }

    void write(ResourceChange change, ObjectNode wanted, Making making) {
        var name = text(wanted, "name");
        var payload = payload(wanted);
        switch (making) {
            case CREATE -> {
                var document = withEnvironment(document(wanted, this::idOnTarget));
                create(name, marker.on(document, "customMeta"), payload);
            }
            case COMPLETE -> project.replaceRecipe(name, marker.on(settled(name, change), "customMeta"), payload);
            case UPDATE -> project.replaceRecipe(name, settled(name, change), payload);
        }
    }

    private void create(String name, ObjectNode document, String payload) {
        var given = project.createRecipe(Recipe.of(name, document, payload));
        if (!given.equals(name)) {
            throw ProblemException.of(
                    ProblemException.Kind.REMOTE,
                    "apply.recipe-name",
                    "DSS called the recipe \u201c" + given + "\u201d instead of \u201c" + name + "\u201d.",
                    "Delete it in DSS, and look whether another recipe has that name.");
        }
    }

    /** Settings of the recipe that the plan says nothing of stay as they are, such as its engine and environment. */
    private ObjectNode settled(String name, ResourceChange change) {
        var there = project.recipe(name)
                .map(Recipe::document)
                .orElseGet(() -> JsonMapper.shared().createObjectNode());
        return settled(there, change.before(), TargetWriter.attributes(change), this::idOnTarget);
    }

    /** What is there, with everything that the plan says, and without what it found and no longer says. */
    static ObjectNode settled(
            ObjectNode there,
            @Nullable JsonNode before,
            ObjectNode attributes,
            BiFunction<ResourceType, String, String> ids) {
        var wanted = attributes.deepCopy();
        var settings = Overlay.part(wanted, "settings");
        var had = before == null ? null : before.get("settings");
        var document = Overlay.on(there.deepCopy(), had, settings.deepCopy());
        document.setAll(flow(wanted, ids));
        if (!paramsArePayload(wanted) && (wanted.has("params") || Overlay.had(before, "params"))) {
            var was = before == null ? null : before.get("params");
            document.set("params", Overlay.on(Overlay.part(document, "params"), was, Overlay.part(wanted, "params")));
        }
        Overlay.describe(document, before, wanted);
        return Overlay.on(document, null, settings);
    }

    /** A recipe of code says which environment it runs in; where the plan does not, the project's own is meant. */
    static ObjectNode withEnvironment(ObjectNode document) {
        if (RecipeTypes.language(text(document, "type")) != RecipeTypes.Language.NONE) {
            var params = Overlay.part(document, "params");
            if (!params.has("envSelection")) {
                params.putObject("envSelection").put("envMode", "INHERIT");
            }
            document.set("params", params);
        }
        return document;
    }

    /** The payload as DSS keeps it: code, a block's own payload, or a visual recipe's settings as JSON. */
    static String payload(ObjectNode wanted) {
        if (wanted.has("code")) {
            return text(wanted, "code");
        }
        if (wanted.has("payload")) {
            return text(wanted, "payload");
        }
        var params = wanted.path("params");
        return params.isEmpty() ? "" : params.toString();
    }

    /**
     * The recipe's document as DSS keeps it.
     *
     * @param ids the id of an object of a flow, by what it is and its name: recipes refer to it by that
     */
    static ObjectNode document(ObjectNode wanted, BiFunction<ResourceType, String, String> ids) {
        return settled(JsonMapper.shared().createObjectNode(), null, wanted, ids);
    }

    private static boolean paramsArePayload(ObjectNode wanted) {
        return !wanted.has("code") && !wanted.has("payload");
    }

    /** What kind of recipe it is, what it reads and what it makes. */
    private static ObjectNode flow(ObjectNode wanted, BiFunction<ResourceType, String, String> ids) {
        var document = JsonMapper.shared().createObjectNode();
        document.put("type", text(wanted, "type"));
        document.set("inputs", roles(wanted.path("inputs"), true, ids));
        document.set("outputs", roles(wanted.path("outputs"), false, ids));
        return document;
    }

    private static ObjectNode roles(JsonNode items, boolean input, BiFunction<ResourceType, String, String> ids) {
        var roles = JsonMapper.shared().createObjectNode();
        for (JsonNode item : items) {
            var role = item.isString() ? "main" : item.path("role").asString("main");
            var list = roles.get(role) instanceof ObjectNode there
                    ? (ArrayNode) there.path("items")
                    : roles.putObject(role).putArray("items");
            var entry = list.addObject().put("ref", ref(item, ids));
            if (input) {
                entry.putArray("deps");
            } else {
                entry.put("appendMode", false);
            }
        }
        return roles;
    }

    /** Folders and models are named in a plan; DSS refers to them by ids. */
    private static String ref(JsonNode item, BiFunction<ResourceType, String, String> ids) {
        if (item.isString()) {
            return item.stringValue();
        }
        var name = text(item, "ref");
        return ResourceType.ofWire(text(item, "kind"))
                .map(type -> ids.apply(type, name))
                .orElse(name);
    }

    private String idOnTarget(ResourceType type, String name) {
        return type.objectKind()
                .flatMap(kind -> project.flowObjects(kind).idOf(name))
                .orElseThrow(() -> ProblemException.of(
                        ProblemException.Kind.CONFLICT,
                        "apply." + type.wire() + "-gone",
                        "The " + type.words() + " \u201c" + name + "\u201d is gone from the target.",
                        "Make a new plan."));
    }
}
