package io.blockyard.search;

import io.blockyard.block.BlockId;
import io.blockyard.catalog.CatalogBlock;
import java.util.List;

/** Where an index gets its blocks from: the catalog's change feed, or any other list of blocks with a sequence. */
public interface BlockFeed {

    /** Blocks that changed after {@code sequence}, oldest change first; fewer than {@code limit} means that is all. */
    List<CatalogBlock> changesAfter(long sequence, int limit);

    /** The block's article as plain text; empty when it has none. */
    String articleText(BlockId block);
}
