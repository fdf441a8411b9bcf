package io.blockyard.catalog;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where one version of a block stands. */
public enum Standing {
    /** Made by a crawl, and changed by the next; nobody can use it before somebody promotes it. */
    DRAFT,
    /** Offered to everybody; it never changes. */
    PUBLISHED,
    /** Offered to nobody any more; what names it exactly still gets it. */
    YANKED;

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Standing ofWire(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
