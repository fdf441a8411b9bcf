package io.blockyard.search.evaluate;

import io.blockyard.block.BlockId;
import io.blockyard.catalog.CatalogBlock;
import io.blockyard.catalog.Lifecycle;
import io.blockyard.search.evaluate.EvaluationFiles.BlockLine;
import io.blockyard.search.index.BlockFeed;
import io.blockyard.search.index.BlockText;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A catalog out of a file, for an index that lives as long as an evaluation. */
final class FileCatalog implements BlockFeed {

    private static final String NO_DIGEST = "0".repeat(64);

    private final Map<BlockId, BlockText> texts = new LinkedHashMap<>();

    FileCatalog(List<BlockLine> lines) {
        long sequence = 0;
        for (var line : lines) {
            sequence++;
            var manifest = line.manifest();
            var block = new CatalogBlock(
                    manifest,
                    NO_DIGEST,
                    List.of(manifest.version()),
                    Lifecycle.PUBLISHED,
                    manifest.description(),
                    Instant.EPOCH,
                    Instant.EPOCH,
                    sequence);
            texts.put(manifest.id(), new BlockText(block, line.notes(), line.asks()));
        }
    }

    @Override
    public List<CatalogBlock> changesAfter(long sequence, int limit) {
        return texts.values().stream()
                .map(BlockText::block)
                .filter(block -> block.changeSequence() > sequence)
                .limit(limit)
                .toList();
    }

    @Override
    public long end() {
        return texts.size();
    }

    @Override
    public List<CatalogBlock> blocks(Collection<BlockId> ids) {
        return ids.stream()
                .map(texts::get)
                .filter(Objects::nonNull)
                .map(BlockText::block)
                .toList();
    }

    @Override
    public List<BlockText> texts(List<CatalogBlock> blocks) {
        return blocks.stream()
                .map(block -> texts.get(block.manifest().id()))
                .filter(Objects::nonNull)
                .toList();
    }

    @Override
    public long size() {
        return texts.size();
    }
}
