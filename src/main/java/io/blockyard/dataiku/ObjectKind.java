package io.blockyard.dataiku;

/** Kinds of flow objects beside datasets and recipes, with their folder in git layout and their zone item type. */
public enum ObjectKind {
    MANAGED_FOLDER("managed_folders", "MANAGED_FOLDER", "managed folder"),
    SAVED_MODEL("saved_models", "SAVED_MODEL", "saved model"),
    EVALUATION_STORE("model_evaluation_stores", "MODEL_EVALUATION_STORE", "evaluation store"),
    KNOWLEDGE_BANK("knowledge-banks", "RETRIEVABLE_KNOWLEDGE", "knowledge bank"),
    STREAMING_ENDPOINT("streaming_endpoints", "STREAMING_ENDPOINT", "streaming endpoint"),
    LABELING_TASK("labeling_tasks", "LABELING_TASK", "labeling task");

    private final String folder;
    private final String itemType;
    private final String words;

    ObjectKind(String folder, String itemType, String words) {
        this.folder = folder;
        this.itemType = itemType;
        this.words = words;
    }

    /** What people call it, in the singular. */
    public String words() {
        return words;
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
