package io.blockyard.catalog;

import io.blockyard.block.BlockManifest;
import io.blockyard.block.BlockVersion;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A block as the catalog shows it: its newest version and what is known beside it.
 *
 * @param manifest of the newest version that is offered, else of the newest
 * @param digest SHA-256 of the newest version's bundle, 64 hexadecimal digits
 * @param versions all that are or were published, newest first; drafts when nothing else is there
 * @param summary one line that says what the block does
 * @param changeSequence where in the change feed it last changed
 * @param formerNames what its zone was called before, by which it is still found
 * @param sourceGone null while its zone is there
 * @param stewardship its owners, whether it is deprecated, and whether a draft waits
 */
public record CatalogBlock(
        BlockManifest manifest,
        String digest,
        List<BlockVersion> versions,
        Lifecycle lifecycle,
        String summary,
        Instant publishedAt,
        Instant lastCrawledAt,
        long changeSequence,
        List<String> formerNames,
        @Nullable SourceGone sourceGone,
        Stewardship stewardship) {

    public CatalogBlock {
        versions = List.copyOf(versions);
        formerNames = List.copyOf(formerNames);
    }

    /** A block that has always been called so and whose zone is there. */
    public CatalogBlock(
            BlockManifest manifest,
            String digest,
            List<BlockVersion> versions,
            Lifecycle lifecycle,
            String summary,
            Instant publishedAt,
            Instant lastCrawledAt,
            long changeSequence) {
        this(
                manifest,
                digest,
                versions,
                lifecycle,
                summary,
                publishedAt,
                lastCrawledAt,
                changeSequence,
                List.of(),
                null,
                Stewardship.NONE);
    }

    /** Since when the zone that the block was made of is not there any more, and why; the versions stay. */
    public record SourceGone(Instant since, String reason) {}
}
