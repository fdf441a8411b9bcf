package io.blockyard.discovery;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a crawl is asked to do. */
public enum CrawlKind {
    /** To read a project and publish what is new. */
    CRAWL,
    /** To read a project and say what it would publish. */
    PREVIEW,
    /** To publish what a preview found, all of it or some. */
    ACCEPTANCE,
    /** To take back what an earlier crawl published. */
    UNDO;

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    static CrawlKind of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
