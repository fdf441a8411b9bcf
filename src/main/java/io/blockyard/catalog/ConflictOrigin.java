package io.blockyard.catalog;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where the text comes from that could not be merged into an article. */
public enum ConflictOrigin {
    /** A crawl; what a later one says at the same place takes its place. */
    SOURCE,
    /** An earlier text that undoing a crawl should have brought back. */
    UNDO,
    /** A person, in a copy of the article. The text stands nowhere else. */
    ELSEWHERE;

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    public static ConflictOrigin ofWire(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
