package io.blockyard.search;

import io.blockyard.block.BlockId;
import io.blockyard.block.BlockManifest;
import io.blockyard.catalog.CatalogBlock;
import io.blockyard.catalog.Lifecycle;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** A feed of blocks that are put into it. */
final class ListFeed implements BlockFeed {

    private final Map<BlockId, CatalogBlock> blocks = new ConcurrentHashMap<>();
    private final Map<BlockId, String> articles = new ConcurrentHashMap<>();
    private final AtomicLong sequence = new AtomicLong();

    long put(BlockManifest manifest, String article, Lifecycle lifecycle) {
        long next = sequence.incrementAndGet();
        articles.put(manifest.id(), article);
        blocks.put(
                manifest.id(),
                new CatalogBlock(
                        manifest,
                        "0".repeat(64),
                        List.of(manifest.version()),
                        lifecycle,
                        manifest.description(),
                        Instant.ofEpochSecond(next),
                        Instant.ofEpochSecond(next),
                        next));
        return next;
    }

    long put(BlockManifest manifest, String article) {
        return put(manifest, article, Lifecycle.PUBLISHED);
    }

    @Override
    public List<CatalogBlock> changesAfter(long after, int limit) {
        return blocks.values().stream()
                .filter(b -> b.changeSequence() > after)
                .sorted(Comparator.comparingLong(CatalogBlock::changeSequence))
                .limit(limit)
                .toList();
    }

    @Override
    public String articleText(BlockId block) {
        return articles.getOrDefault(block, "");
    }
}
