package io.blockyard.search;

import io.blockyard.block.BlockId;
import io.blockyard.catalog.CatalogBlock;
import io.blockyard.search.index.BlockFeed;
import io.blockyard.search.index.BlockText;
import java.util.Collection;
import java.util.List;

/** Another feed, of which a test changes what it looks at. */
public abstract class ForwardingFeed implements BlockFeed {

    private final BlockFeed feed;

    protected ForwardingFeed(BlockFeed feed) {
        this.feed = feed;
    }

    @Override
    public List<CatalogBlock> changesAfter(long sequence, int limit) {
        return feed.changesAfter(sequence, limit);
    }

    @Override
    public long end() {
        return feed.end();
    }

    @Override
    public List<CatalogBlock> blocks(Collection<BlockId> ids) {
        return feed.blocks(ids);
    }

    @Override
    public List<BlockText> texts(List<CatalogBlock> blocks) {
        return feed.texts(blocks);
    }

    @Override
    public long size() {
        return feed.size();
    }
}
