package io.blockyard.iac.desired;

import java.util.Locale;
import java.util.Optional;

/** Kinds of resources, each after those that it can stand on. */
public enum ResourceType {
    PROJECT,
    LIBRARY,
    ARTICLE,
    ZONE,
    FOLDER,
    DATASET,
    RECIPE,
    /** An instance whose block is not known: offline, without a registry. */
    BLOCK;

    /** The first part of an address. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<ResourceType> ofWire(String wire) {
        for (var type : values()) {
            if (type.wire().equals(wire)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    /** {@code dataset.KEY.NAME}; a project's is {@code project.KEY}. */
    public String address(String projectKey, String name) {
        return this == PROJECT ? "project." + projectKey : wire() + "." + projectKey + "." + name;
    }
}
