package io.blockyard.iac.config;

import java.util.List;
import java.util.Map;

/** A YAML value with its place, aliases and merges resolved. */
sealed interface YamlValue {

    Place place();

    /** Keys in the order in which they were written. */
    record Mapping(Place place, Map<String, Entry> entries) implements YamlValue {}

    /** A key's own place beside its value. */
    record Entry(Place key, YamlValue value) {}

    record Sequence(Place place, List<YamlValue> items) implements YamlValue {}

    record Scalar(Place place, String text, Kind kind) implements YamlValue {}

    /** What YAML's core schema takes a scalar for. */
    enum Kind {
        TEXT,
        INTEGER,
        DECIMAL,
        BOOLEAN,
        NULL
    }

    /** What the value is, for people. */
    default String description() {
        return switch (this) {
            case Mapping ignored -> "a mapping";
            case Sequence ignored -> "a list";
            case Scalar scalar ->
                switch (scalar.kind()) {
                    case TEXT -> "a text";
                    case INTEGER, DECIMAL -> "a number";
                    case BOOLEAN -> "true or false";
                    case NULL -> "nothing";
                };
        };
    }

    default boolean isNull() {
        return this instanceof Scalar scalar && scalar.kind() == Kind.NULL;
    }
}
