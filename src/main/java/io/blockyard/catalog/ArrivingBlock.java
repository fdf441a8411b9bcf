package io.blockyard.catalog;

import io.blockyard.block.BlockId;
import io.blockyard.block.BlockManifest;
import io.blockyard.catalog.Catalog.PublishedVersion;
import io.blockyard.problem.Problem;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a registry tree holds of a block and the catalog lacks, read and checked, its bundles and attachments kept.
 *
 * @param newest of the versions that arrive
 * @param versions those that are not here, in the order of the tree; none when all that are not here were left out
 * @param here what the catalog has of the block
 * @param page null when what is here has the newer versions, whose article it is
 * @param leftOut versions, attachments and texts that stay out, each as a warning
 */
record ArrivingBlock(
        BlockId id,
        RegistryEntry newest,
        Map<RegistryEntry, BlockManifest> versions,
        Here here,
        @Nullable Page page,
        List<Problem> leftOut) {

    /** What the catalog has of a block already. */
    enum Here {
        NOTHING,
        /** Drafts only, which are no versions yet. */
        DRAFT,
        PUBLISHED;

        static Here of(List<PublishedVersion> versions) {
            if (versions.isEmpty()) {
                return NOTHING;
            }
            return versions.stream().allMatch(version -> version.standing() == Standing.DRAFT) ? DRAFT : PUBLISHED;
        }
    }

    /**
     * The article of the newest version.
     *
     * @param text what is read; where the block has an article here, of which people may have made another, what the last
     *     crawl wrote
     * @param generated what the last crawl wrote
     */
    record Page(String text, String generated, List<Attachment> attachments) {}
}
