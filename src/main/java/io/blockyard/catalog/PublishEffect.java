package io.blockyard.catalog;

import io.blockyard.block.BlockId;
import io.blockyard.block.BlockVersion;
import io.blockyard.catalog.Catalog.PublishedVersion;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What publishing one version changed beside adding it: all that it takes to undo it.
 *
 * @param version what was published
 * @param before the newest version until then, whatever its standing; null for a new block
 * @param summaryBefore the block's line until then
 * @param revision the article's revision afterwards
 * @param revisionBefore 0 for a new block
 * @param generatedBefore the base of merges until then
 * @param conflictsBefore what the source had asked until then and nobody had decided
 * @param draft of a version that became a draft; null of one that was published at once, and in what earlier versions of
 *     this product kept
 * @param replaced the draft whose place it took; null for none
 */
public record PublishEffect(
        BlockId block,
        BlockVersion version,
        @Nullable BlockVersion before,
        String summaryBefore,
        long revision,
        long revisionBefore,
        String generatedBefore,
        List<Asked> conflictsBefore,
        @Nullable Draft draft,
        @Nullable WaitingDraft replaced) {

    /** Of a version that was published at once, in nobody's place. */
    PublishEffect(
            BlockId block,
            BlockVersion version,
            @Nullable BlockVersion before,
            String summaryBefore,
            long revision,
            long revisionBefore,
            String generatedBefore,
            List<Asked> conflictsBefore) {
        this(
                block,
                version,
                before,
                summaryBefore,
                revision,
                revisionBefore,
                generatedBefore,
                conflictsBefore,
                null,
                null);
    }

    /**
     * A conflict with what the source said.
     *
     * @param number null in what earlier versions of this product kept
     * @param crawled what it said then
     */
    public record Asked(@Nullable Long number, String crawled) {}

    /**
     * What is more to know of a draft.
     *
     * @param digest of its bundle, by which it is told from later drafts of the same number
     * @param waits whether the article was left as it is until the promotion
     * @param madeAt by which it is known under another number, which makes another bundle of it; null in what earlier versions of
     *     this product kept
     */
    public record Draft(
            String digest, boolean waits, @Nullable Instant madeAt) {

        boolean is(PublishedVersion other) {
            return digest.equals(other.digest()) || other.publishedAt().equals(madeAt);
        }
    }

    PublishEffect draft(Draft made) {
        return with(made, replaced);
    }

    PublishEffect replacing(WaitingDraft other) {
        return with(draft, other);
    }

    private PublishEffect with(@Nullable Draft made, @Nullable WaitingDraft other) {
        return new PublishEffect(
                block,
                version,
                before,
                summaryBefore,
                revision,
                revisionBefore,
                generatedBefore,
                conflictsBefore,
                made,
                other);
    }
}
