package io.blockyard.catalog;

import io.blockyard.block.BlockManifest;
import io.blockyard.block.BlockVersion;
import java.time.Instant;
import java.util.List;

/**
 * A block as the catalog shows it: its newest version and what is known beside it.
 *
 * @param manifest of the newest version
 * @param digest SHA-256 of the newest version's bundle, 64 hexadecimal digits
 * @param versions all versions, newest first
 * @param summary one line that says what the block does
 * @param changeSequence where in the change feed it last changed
 */
public record CatalogBlock(
        BlockManifest manifest,
        String digest,
        List<BlockVersion> versions,
        Lifecycle lifecycle,
        String summary,
        Instant publishedAt,
        Instant lastCrawledAt,
        long changeSequence) {}
