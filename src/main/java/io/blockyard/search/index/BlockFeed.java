package io.blockyard.search.index;

import io.blockyard.block.BlockId;
import io.blockyard.catalog.CatalogBlock;
import java.util.Collection;
import java.util.List;

/** Where an index gets its blocks from: the catalog's change feed, or any other list of blocks with a sequence. */
public interface BlockFeed {

    /** Blocks that changed after {@code sequence}, oldest change first; fewer than {@code limit} means that is all. */
    List<CatalogBlock> changesAfter(long sequence, int limit);

    /**
     * Where the feed ends: another number whenever something changed, and cheap to ask for. It may lie behind the last
     * block's place.
     */
    long end();

    /** Those of the blocks that still exist, as they are now. */
    List<CatalogBlock> blocks(Collection<BlockId> ids);

    /** The blocks with their articles and asks, in the same order. */
    List<BlockText> texts(List<CatalogBlock> blocks);

    /** How many blocks there are to be found, without drafts and yanked ones, to tell how far a rebuild is. */
    long size();
}
