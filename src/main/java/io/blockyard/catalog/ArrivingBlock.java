package io.blockyard.catalog;

import io.blockyard.block.BlockId;
import io.blockyard.block.BlockManifest;
import io.blockyard.catalog.RegistryIndex.Entry;
import io.blockyard.problem.Problem;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a registry tree holds of a block and the catalog lacks, read and checked, its bundles and attachments kept.
 *
 * @param newest of the versions in the tree
 * @param versions those that are not here, in the order of the tree
 * @param page null when the block is here, whose article stays as it is
 */
record ArrivingBlock(
        BlockId id,
        Entry newest,
        Map<Entry, BlockManifest> versions,
        @Nullable Page page) {

    /**
     * The article of a block that is not here.
     *
     * @param generated what the last crawl wrote
     * @param leftOut attachments that this server's rules refuse, each as a warning
     */
    record Page(String text, String generated, List<Attachment> attachments, List<Problem> leftOut) {}
}
