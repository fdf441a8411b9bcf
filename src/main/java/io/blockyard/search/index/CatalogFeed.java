package io.blockyard.search.index;

import io.blockyard.access.Actor;
import io.blockyard.block.BlockId;
import io.blockyard.catalog.Article;
import io.blockyard.catalog.ArticleRenderer;
import io.blockyard.catalog.Catalog;
import io.blockyard.catalog.CatalogBlock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

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
    public long end() {
        return catalog.lastChange();
    }

    @Override
    public List<CatalogBlock> blocks(Collection<BlockId> ids) {
        return catalog.blocks(Actor.system(), ids);
    }

    @Override
    public List<BlockText> texts(List<CatalogBlock> blocks) {
        var ids = blocks.stream().map(block -> block.manifest().id()).toList();
        var known = asks.asks(ids);
        var articles = articles(ids);
        return blocks.stream()
                .map(block -> text(
                        block,
                        articles.getOrDefault(block.manifest().id(), ""),
                        known.getOrDefault(block.manifest().id(), AskSource.Known.NOTHING)))
                .toList();
    }

    private static BlockText text(CatalogBlock block, String article, AskSource.Known asks) {
        return new BlockText(block, article, asks.kept(), asks.hidden());
    }

    private Map<BlockId, String> articles(List<BlockId> ids) {
        return catalog.articles(Actor.system(), ids).parallelStream()
                .collect(Collectors.toMap(Article::block, article -> renderer.plainText(article.markdown())));
    }

    @Override
    public long size() {
        return catalog.countOffered(Actor.system());
    }
}
