package io.blockyard.catalog;

import io.blockyard.block.BlockVersion;
import org.jspecify.annotations.Nullable;

/**
 * What somebody decides of a draft that they have seen.
 *
 * @param digest of the draft's bundle as they saw it, or how it begins, at least {@value #SHORTEST_DIGEST} digits; a draft
 *     that a crawl replaced since has another
 * @param version the number to publish it under, which may be higher than the draft's; null for the draft's
 */
public record Promotion(String digest, @Nullable BlockVersion version) {

    static final int SHORTEST_DIGEST = 12;

    /** Under the number that follows from what changed. */
    public Promotion(String digest) {
        this(digest, null);
    }

    boolean means(WaitingDraft draft) {
        return digest.length() >= SHORTEST_DIGEST && draft.digest().startsWith(digest);
    }
}
