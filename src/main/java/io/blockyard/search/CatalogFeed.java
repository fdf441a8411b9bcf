package io.blockyard.search;

import io.blockyard.access.Actor;
import io.blockyard.block.BlockId;
import io.blockyard.catalog.ArticleRenderer;
import io.blockyard.catalog.Catalog;
import io.blockyard.catalog.CatalogBlock;
import io.blockyard.problem.ProblemException;
import java.util.List;

/** The catalog as a feed. */
public final class CatalogFeed implements BlockFeed {

    private final Catalog catalog;
    private final ArticleRenderer renderer;

    public CatalogFeed(Catalog catalog, ArticleRenderer renderer) {
        this.catalog = catalog;
        this.renderer = renderer;
    }

    @Override
    public List<CatalogBlock> changesAfter(long sequence, int limit) {
        return catalog.changesAfter(sequence, limit);
    }

    @Override
    public String articleText(BlockId block) {
        try {
            return renderer.plainText(catalog.article(Actor.system(), block).markdown());
        } catch (ProblemException e) {
            if (e.kind() == ProblemException.Kind.NOT_FOUND) {
                return "";
            }
            throw e;
        }
    }
}
