package io.blockyard.dataiku;

/** Kinds of flow objects beside datasets and recipes, with their folder in git layout and their zone item type. */
public enum ObjectKind {
    MANAGED_FOLDER("managed_folders", "MANAGED_FOLDER"),
    SAVED_MODEL("saved_models", "SAVED_MODEL"),
    EVALUATION_STORE("model_evaluation_stores", "MODEL_EVALUATION_STORE"),
    KNOWLEDGE_BANK("knowledge-banks", "RETRIEVABLE_KNOWLEDGE"),
    STREAMING_ENDPOINT("streaming_endpoints", "STREAMING_ENDPOINT"),
    LABELING_TASK("labeling_tasks", "LABELING_TASK");

    private final String folder;
    private final String itemType;

    ObjectKind(String folder, String itemType) {
        this.folder = folder;
        this.itemType = itemType;
    }

    /** The folder in a project's git layout. */
    public String folder() {
        return folder;
    }

    /** The {@code objectType} of a zone's item. */
    public String itemType() {
        return itemType;
    }
}
