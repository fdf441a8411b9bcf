package io.blockyard.api;

import io.blockyard.discovery.SourceChange;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a block stands to its source.
 *
 * @param sourceGoneSince when a crawl no longer found its zone; null while it is there
 * @param sourceChange what a preview found since the last crawl and nobody accepted; null when there is no such thing
 */
public record FreshnessView(
        Instant lastCrawledAt,
        @Nullable Instant sourceGoneSince,
        @Nullable SourceChange sourceChange) {}
