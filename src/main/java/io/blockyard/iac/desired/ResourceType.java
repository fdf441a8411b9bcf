package io.blockyard.iac.desired;

import io.blockyard.dataiku.ObjectKind;
import java.util.Locale;
import java.util.Optional;

/** Kinds of resources, each after those that it can stand on. */
public enum ResourceType {
    PROJECT,
    LIBRARY,
    ARTICLE,
    ZONE,
    FOLDER,
    /** Saved models and the three after it: DSS's API creates none of them, but imports a project that holds them. */
    MODEL,
    EVALUATION_STORE,
    KNOWLEDGE_BANK,
    STREAM,
    DATASET,
    RECIPE,
    /** An instance whose block is not known: offline, without a registry. */
    BLOCK;

    /** The first part of an address. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** For people, such as {@code evaluation store}. */
    public String words() {
        return wire().replace('_', ' ');
    }

    public static Optional<ResourceType> ofWire(String wire) {
        for (var type : values()) {
            if (type.wire().equals(wire)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    /** What an object of a flow is as a resource; nothing for labeling tasks, which no recipe reads or writes. */
    public static Optional<ResourceType> of(ObjectKind kind) {
        return switch (kind) {
            case MANAGED_FOLDER -> Optional.of(FOLDER);
            case SAVED_MODEL -> Optional.of(MODEL);
            case EVALUATION_STORE -> Optional.of(EVALUATION_STORE);
            case KNOWLEDGE_BANK -> Optional.of(KNOWLEDGE_BANK);
            case STREAMING_ENDPOINT -> Optional.of(STREAM);
            case LABELING_TASK -> Optional.empty();
        };
    }

    /** The kind of object that only the import of a project makes; nothing for what the API creates. */
    public Optional<ObjectKind> imported() {
        return switch (this) {
            case MODEL -> Optional.of(ObjectKind.SAVED_MODEL);
            case EVALUATION_STORE -> Optional.of(ObjectKind.EVALUATION_STORE);
            case KNOWLEDGE_BANK -> Optional.of(ObjectKind.KNOWLEDGE_BANK);
            case STREAM -> Optional.of(ObjectKind.STREAMING_ENDPOINT);
            case PROJECT, LIBRARY, ARTICLE, ZONE, FOLDER, DATASET, RECIPE, BLOCK -> Optional.empty();
        };
    }

    /** The kind of a resource that is an object of a flow and neither a dataset nor a recipe. */
    public Optional<ObjectKind> objectKind() {
        return this == FOLDER ? Optional.of(ObjectKind.MANAGED_FOLDER) : imported();
    }

    /** What zones call objects of this type. */
    public String itemType() {
        return objectKind().map(ObjectKind::itemType).orElse(name());
    }

    /** {@code dataset.KEY.NAME}; a project's is {@code project.KEY}. */
    public String address(String projectKey, String name) {
        return this == PROJECT ? "project." + projectKey : wire() + "." + projectKey + "." + name;
    }
}
