package io.blockyard.search;

import io.blockyard.block.BlockId;
import io.blockyard.block.BlockManifest;
import io.blockyard.catalog.CatalogBlock;
import io.blockyard.catalog.Lifecycle;
import io.blockyard.catalog.Stewardship;
import io.blockyard.search.index.BlockFeed;
import io.blockyard.search.index.BlockText;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** A feed of blocks that are put into it. */
public final class ListFeed implements BlockFeed {

    private final Map<BlockId, CatalogBlock> blocks = new ConcurrentHashMap<>();
    private final Map<BlockId, String> articles = new ConcurrentHashMap<>();
    private final Map<BlockId, List<String>> asks = new ConcurrentHashMap<>();
    private final AtomicLong sequence = new AtomicLong();

    public long put(BlockManifest manifest, String article, Lifecycle lifecycle) {
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

    /** Gives a block owners, as people do after it was published. */
    public void owned(BlockId block, String... owners) {
        long next = sequence.incrementAndGet();
        blocks.computeIfPresent(
                block,
                (id, known) -> new CatalogBlock(
                        known.manifest(),
                        known.digest(),
                        known.versions(),
                        known.lifecycle(),
                        known.summary(),
                        known.publishedAt(),
                        known.lastCrawledAt(),
                        next,
                        known.formerNames(),
                        known.sourceGone(),
                        new Stewardship(List.of(owners), null, null, "", null)));
    }

    public long put(BlockManifest manifest, String article) {
        return put(manifest, article, Lifecycle.PUBLISHED);
    }

    /** What people would say when they need the block; it must be put afterwards to be noticed. */
    public void ask(BlockId block, String... texts) {
        asks.put(block, List.of(texts));
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
    public long end() {
        return sequence.get();
    }

    @Override
    public List<CatalogBlock> blocks(Collection<BlockId> ids) {
        return ids.stream().map(blocks::get).filter(Objects::nonNull).toList();
    }

    @Override
    public List<BlockText> texts(List<CatalogBlock> wanted) {
        return wanted.stream()
                .map(block -> new BlockText(
                        block,
                        articles.getOrDefault(block.manifest().id(), ""),
                        asks.getOrDefault(block.manifest().id(), List.of())))
                .toList();
    }

    @Override
    public long size() {
        return blocks.size();
    }
}
