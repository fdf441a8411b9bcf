package io.blockyard.search;

import io.blockyard.search.index.BlockDocument;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.search.Query;

/** How long ago a block's newest version was published. Each span holds the shorter ones. */
enum Freshness {
    DAY(Duration.ofDays(1)),
    WEEK(Duration.ofDays(7)),
    MONTH(Duration.ofDays(31)),
    YEAR(Duration.ofDays(366));

    /** The facet's name, beside those of {@link io.blockyard.search.index.Facet}. */
    static final String LABEL = "freshness";

    private final Duration span;

    Freshness(Duration span) {
        this.span = span;
    }

    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Freshness> of(String wire) {
        return Arrays.stream(values()).filter(f -> f.wire().equals(wire)).findFirst();
    }

    Query query(Instant now) {
        return LongPoint.newRangeQuery(BlockDocument.PUBLISHED, since(now), Long.MAX_VALUE);
    }

    /** Blocks that were within the span at the earlier time and are not at the later one. */
    Query endedBetween(Instant earlier, Instant later) {
        return LongPoint.newRangeQuery(BlockDocument.PUBLISHED, since(earlier), since(later) - 1);
    }

    private long since(Instant now) {
        return now.minus(span).toEpochMilli();
    }
}
