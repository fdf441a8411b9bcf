package io.blockyard.catalog;

import io.blockyard.access.Actor;
import io.blockyard.block.BlockId;
import io.blockyard.catalog.ArticleTables.Stored;
import io.blockyard.catalog.article.ArticleMerge;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Brings what crawls write into articles. What people wrote meanwhile stays; what cannot be merged with it waits for
 * them. Joins the caller's transaction.
 */
final class CrawledArticles {

    private final ArticleTables articles;

    CrawledArticles(JdbcClient jdbc) {
        this.articles = new ArticleTables(jdbc);
    }

    /** @return the article's revision afterwards */
    long merge(Actor actor, Stored current, String crawled, String note, Instant now) {
        var article = current.article();
        var merged = merged(current, crawled);
        articles.open(article.block(), ConflictOrigin.SOURCE, "", merged.conflicts(), now);
        if (merged.markdown().equals(article.markdown())) {
            articles.rebase(article.block(), crawled);
            return article.revision();
        }
        return write(actor, article.block(), article.revision() + 1, merged.markdown(), crawled, note, now);
    }

    /** The first text of a block. */
    long first(Actor actor, BlockId id, String crawled, String note, Instant now) {
        return write(actor, id, 1, crawled, crawled, note, now);
    }

    /** What would become of the article, without writing anything. */
    static ArticleMerge.Merged merged(Stored current, String crawled) {
        return ArticleMerge.merge(
                current.generated(), crawled, current.article().markdown());
    }

    private long write(
            Actor actor, BlockId id, long revision, String markdown, String crawled, String note, Instant now) {
        articles.write(new Article(id, markdown, revision, actor.name(), now), crawled, note);
        return revision;
    }
}
