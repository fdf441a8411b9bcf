package io.blockyard.catalog;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where a block stands in its life. */
public enum Lifecycle {
    PUBLISHED,
    DEPRECATED,
    YANKED;

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
