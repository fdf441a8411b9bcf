package io.blockyard.catalog;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where a block stands in its life, which follows from where its versions stand. */
public enum Lifecycle {
    /** None of its versions was ever published. */
    DRAFT,
    PUBLISHED,
    /** Published, but somebody said that it should not be used any more. */
    DEPRECATED,
    /** All that was published of it is yanked. */
    YANKED;

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Lifecycle ofWire(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }

    /** Whether people who look for blocks are shown it. */
    public boolean isOffered() {
        return switch (this) {
            case PUBLISHED, DEPRECATED -> true;
            case DRAFT, YANKED -> false;
        };
    }
}
