package io.blockyard.search.index;

import io.blockyard.access.Actor;
import io.blockyard.block.BlockId;
import io.blockyard.catalog.ArticleRenderer;
import io.blockyard.catalog.Catalog;
import io.blockyard.catalog.CatalogBlock;
import io.blockyard.problem.ProblemException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The catalog as a feed. */
public final class CatalogFeed implements BlockFeed {

    private final Catalog catalog;
    private final ArticleRenderer renderer;
    private final AskSource asks;

    public CatalogFeed(Catalog catalog, ArticleRenderer renderer, AskSource asks) {
        this.catalog = catalog;
        this.renderer = renderer;
        this.asks = asks;
    }

    @Override
    public List<CatalogBlock> changesAfter(long sequence, int limit) {
        return catalog.changesAfter(sequence, limit);
    }

    @Override
    public List<CatalogBlock> blocks(Collection<BlockId> ids) {
        return ids.stream().flatMap(id -> block(id).stream()).toList();
    }

    @Override
    public List<BlockText> texts(List<CatalogBlock> blocks) {
        var known =
                asks.asks(blocks.stream().map(block -> block.manifest().id()).toList());
        return blocks.stream()
                .map(block -> new BlockText(
                        block,
                        article(block.manifest().id()),
                        known.getOrDefault(block.manifest().id(), List.of())))
                .toList();
    }

    @Override
    public long size() {
        return catalog.count(Actor.system());
    }

    private Optional<CatalogBlock> block(BlockId id) {
        try {
            return Optional.of(catalog.block(Actor.system(), id));
        } catch (ProblemException e) {
            return absent(e);
        }
    }

    private String article(BlockId id) {
        try {
            return renderer.plainText(catalog.article(Actor.system(), id).markdown());
        } catch (ProblemException e) {
            return CatalogFeed.<String>absent(e).orElse("");
        }
    }

    private static <T> Optional<T> absent(ProblemException e) {
        if (e.kind() == ProblemException.Kind.NOT_FOUND) {
            return Optional.empty();
        }
        throw e;
    }
}
