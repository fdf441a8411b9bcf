package io.blockyard.dataiku;

import java.util.Optional;

/** Kinds of flow objects beside datasets and recipes, with their folder in git layout and their zone item type. */
public enum ObjectKind {
    MANAGED_FOLDER("managed_folders", "MANAGED_FOLDER", "managed folder", "managedfolders/"),
    SAVED_MODEL("saved_models", "SAVED_MODEL", "saved model", "savedmodels/"),
    EVALUATION_STORE("model_evaluation_stores", "MODEL_EVALUATION_STORE", "evaluation store", "evaluationstores/"),
    KNOWLEDGE_BANK("knowledge-banks", "RETRIEVABLE_KNOWLEDGE", "knowledge bank", "knowledge-banks"),
    STREAMING_ENDPOINT("streaming_endpoints", "STREAMING_ENDPOINT", "streaming endpoint", "streamingendpoints/"),
    LABELING_TASK("labeling_tasks", "LABELING_TASK", "labeling task", "");

    private final String folder;
    private final String itemType;
    private final String words;
    private final String listPath;

    ObjectKind(String folder, String itemType, String words, String listPath) {
        this.folder = folder;
        this.itemType = itemType;
        this.words = words;
        this.listPath = listPath;
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

    /** Where the API lists them, below a project's path; it has no list of labeling tasks. */
    Optional<String> listPath() {
        return listPath.isEmpty() ? Optional.empty() : Optional.of(listPath);
    }

    /** Where the API keeps one of them, below a project's path. */
    Optional<String> path(String id) {
        return listPath().map(list -> list.replace("/", "") + "/" + DssPath.encoded(id));
    }
}
