package io.blockyard.dataiku.sandbox;

import io.blockyard.dataiku.ObjectKind;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** What a flow is made of besides recipes: datasets, and objects that have an id of their own. */
enum Objects {
    DATASETS("datasets", "DATASET", "COMPUTABLE_DATASET"),
    FOLDERS(ObjectKind.MANAGED_FOLDER, "COMPUTABLE_FOLDER"),
    MODELS(ObjectKind.SAVED_MODEL, "COMPUTABLE_SAVED_MODEL"),
    STORES(ObjectKind.EVALUATION_STORE, "COMPUTABLE_MODEL_EVALUATION_STORE"),
    BANKS(ObjectKind.KNOWLEDGE_BANK, "COMPUTABLE_RETRIEVABLE_KNOWLEDGE"),
    STREAMS(ObjectKind.STREAMING_ENDPOINT, "COMPUTABLE_STREAMING_ENDPOINT"),
    LABELING("labeling_tasks", "LABELING_TASK", "RUNNABLE_LABELING_TASK");

    private final String folder;
    private final String itemType;
    private final String nodeType;

    Objects(ObjectKind kind, String nodeType) {
        this(kind.folder(), kind.itemType(), nodeType);
    }

    Objects(String folder, String itemType, String nodeType) {
        this.folder = folder;
        this.itemType = itemType;
        this.nodeType = nodeType;
    }

    /** The folder in git layout. */
    String folder() {
        return folder;
    }

    /** The type of a zone's item. */
    String itemType() {
        return itemType;
    }

    /** The type of a node in the flow's graph. */
    String nodeType() {
        return nodeType;
    }

    /** Which of them a recipe's untyped reference means, in this project. */
    static Optional<Objects> of(Project project, String ref) {
        return Arrays.stream(values())
                .filter(kind -> project.has(kind.folder, ref))
                .findFirst();
    }

    /** The folder of the documents that a zone's item of a type refers to. */
    static Optional<String> folderOf(String itemType) {
        return itemType.equals("RECIPE")
                ? Optional.of("recipes")
                : Arrays.stream(values())
                        .filter(kind -> kind.itemType.equals(itemType))
                        .map(Objects::folder)
                        .findFirst();
    }

    /** The reference to an object, with its keys in the order that clients compare as text. */
    static ObjectNode smartRef(String projectKey, String objectId, String objectType) {
        var ref = Json.object();
        if (!projectKey.isEmpty()) {
            ref.put("projectKey", projectKey);
        }
        return ref.put("objectId", objectId).put("objectType", objectType);
    }

    /** Refs in all roles of a recipe's side. */
    static Stream<String> refs(ObjectNode recipe, String side) {
        return recipe.path(side)
                .valueStream()
                .flatMap(role -> role.path("items").valueStream())
                .map(item -> Json.text(item, "ref"))
                .filter(ref -> !ref.isEmpty());
    }
}
