package io.blockyard.catalog;

import io.blockyard.block.BlockId;
import io.blockyard.catalog.Articles.OpenConflict;
import io.blockyard.catalog.Articles.Revision;
import io.blockyard.catalog.article.ArticleConflict;
import io.blockyard.catalog.article.ArticleMerge;
import io.blockyard.catalog.article.ArticlePlace;
import io.blockyard.catalog.article.WikiLink;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Articles, their revisions, and the conflicts that wait. Every method joins the caller's transaction. */
final class ArticleTables {

    private final JdbcClient jdbc;

    ArticleTables(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * An article as it is merged.
     *
     * @param generated what the last crawl wrote
     */
    record Stored(Article article, String generated) {}

    Optional<Article> article(BlockId id) {
        return stored(id).map(Stored::article);
    }

    /** Those of these blocks that have one, in no order. */
    List<Article> articles(Collection<BlockId> ids) {
        return jdbc
                .sql("select * from article where block_id in (:ids)")
                .param("ids", ids.stream().map(BlockId::value).toList())
                .query(ArticleTables::stored)
                .list()
                .stream()
                .map(Stored::article)
                .toList();
    }

    Optional<Stored> stored(BlockId id) {
        return jdbc.sql("select * from article where block_id = :id")
                .param("id", id.value())
                .query(ArticleTables::stored)
                .optional();
    }

    /** Nobody else writes the article until the transaction ends. */
    Optional<Stored> locked(BlockId id) {
        return jdbc.sql("select * from article where block_id = :id for update")
                .param("id", id.value())
                .query(ArticleTables::stored)
                .optional();
    }

    /** Replaces the article and keeps the revision; {@code generated} is the base of a later merge. */
    void write(Article article, String generated, String reason) {
        var waiting = conflicts(article.block());
        var before =
                waiting.isEmpty() ? "" : article(article.block()).orElseThrow().markdown();
        int changed = jdbc.sql("""
                        update article set revision = :revision, markdown = :markdown, generated = :generated,
                            author = :author, written_at = :at
                        where block_id = :id
                        """)
                .param("id", article.block().value())
                .param("revision", article.revision())
                .param("markdown", article.markdown())
                .param("generated", generated)
                .param("author", article.author())
                .param("at", offset(article.writtenAt()))
                .update();
        if (changed == 0) {
            jdbc.sql("""
                            insert into article (block_id, revision, markdown, generated, author, written_at)
                            values (:id, :revision, :markdown, :generated, :author, :at)
                            """)
                    .param("id", article.block().value())
                    .param("revision", article.revision())
                    .param("markdown", article.markdown())
                    .param("generated", generated)
                    .param("author", article.author())
                    .param("at", offset(article.writtenAt()))
                    .update();
        }
        jdbc.sql("""
                        insert into article_revision (block_id, revision, markdown, author, reason, written_at)
                        values (:id, :revision, :markdown, :author, :reason, :at)
                        """)
                .param("id", article.block().value())
                .param("revision", article.revision())
                .param("markdown", article.markdown())
                .param("author", article.author())
                .param("reason", reason)
                .param("at", offset(article.writtenAt()))
                .update();
        keepLinks(article.block(), article.markdown());
        keepShown(waiting, before, article.markdown());
    }

    private void keepLinks(BlockId id, String markdown) {
        jdbc.sql("delete from article_link where block_id = :id")
                .param("id", id.value())
                .update();
        for (var target : WikiLink.targets(markdown)) {
            jdbc.sql("insert into article_link (block_id, target) values (:id, :target)")
                    .param("id", id.value())
                    .param("target", target)
                    .update();
        }
    }

    /** Blocks whose articles link to this one by its id or a former one. */
    List<BlockId> linking(BlockId id) {
        return jdbc.sql("""
                        select distinct block_id from article_link
                        where (target = :id or target in (select alias from block_name n where n.block_id = :id))
                            and block_id <> :id
                        order by block_id
                        """)
                .param("id", id.value())
                .query((row, number) -> new BlockId(row.getString("block_id")))
                .list();
    }

    /** The text stays as it is; only the base of a later merge moves. */
    void rebase(BlockId id, String generated) {
        jdbc.sql("update article set generated = :generated where block_id = :id")
                .param("id", id.value())
                .param("generated", generated)
                .update();
    }

    /** Newest first, without their texts. */
    List<Revision> revisions(BlockId id, int limit) {
        return jdbc.sql("""
                        select revision, author, reason, written_at from article_revision
                        where block_id = :id order by revision desc limit :limit
                        """)
                .param("id", id.value())
                .param("limit", limit)
                .query((row, number) -> new Revision(
                        row.getLong("revision"),
                        row.getString("author"),
                        row.getString("reason"),
                        instant(row, "written_at")))
                .list();
    }

    Optional<String> revision(BlockId id, long revision) {
        return jdbc.sql("select markdown from article_revision where block_id = :id and revision = :revision")
                .param("id", id.value())
                .param("revision", revision)
                .query(String.class)
                .optional();
    }

    /**
     * What a merge could not decide waits. A crawl's words take the place of those of the crawl before; everything else
     * waits beside what waits at the place already.
     *
     * @param told where the texts were written, and by whom; may be empty
     */
    void open(BlockId id, ConflictOrigin origin, String told, List<ArticleConflict> conflicts, Instant now) {
        var waiting = new ArrayList<>(conflicts(id));
        for (var conflict : conflicts) {
            var known = waiting.stream()
                    .filter(open -> isRenewed(open, origin, conflict))
                    .findFirst();
            if (known.isPresent()) {
                waiting.remove(known.get());
                renew(known.get().number(), origin, conflict, now);
            } else {
                insert(id, origin, told, conflict, now);
            }
        }
    }

    private static boolean isRenewed(OpenConflict open, ConflictOrigin origin, ArticleConflict conflict) {
        boolean same = open.crawled().equals(conflict.crawled());
        boolean takesItsPlace = open.origin() == origin
                ? same || origin == ConflictOrigin.SOURCE
                : same && origin == ConflictOrigin.SOURCE && mayBeOfSource(open);
        return takesItsPlace && open.place().equals(conflict.place().toString());
    }

    /** Of what waits since before origins were kept nobody knows whether a crawl asked it; most of it is of crawls. */
    static boolean mayBeOfSource(OpenConflict open) {
        return switch (open.origin()) {
            case SOURCE -> true;
            case ELSEWHERE -> open.told().isEmpty();
            case UNDO -> false;
        };
    }

    /** It keeps its base. */
    private void renew(long number, ConflictOrigin origin, ArticleConflict conflict, Instant now) {
        jdbc.sql("""
                        update article_conflict set origin = :origin, crawled = :crawled, written = :written,
                            found_at = :at
                        where id = :number
                        """)
                .param("number", number)
                .param("origin", origin.wire())
                .param("crawled", conflict.crawled())
                .param("written", conflict.written())
                .param("at", offset(now))
                .update();
    }

    private void insert(BlockId id, ConflictOrigin origin, String told, ArticleConflict conflict, Instant now) {
        jdbc.sql("""
                        insert into article_conflict (block_id, place, origin, told, base, crawled, written, found_at)
                        values (:id, :place, :origin, :told, :base, :crawled, :written, :at)
                        """)
                .param("id", id.value())
                .param("place", conflict.place().toString())
                .param("origin", origin.wire())
                .param("told", told)
                .param("base", conflict.base())
                .param("crawled", conflict.crawled())
                .param("written", conflict.written())
                .param("at", offset(now))
                .update();
    }

    /** What the source says at the place of a conflict that stays open. */
    void says(long number, String crawled) {
        jdbc.sql("update article_conflict set crawled = :crawled where id = :number")
                .param("number", number)
                .param("crawled", crawled)
                .update();
    }

    void close(long number) {
        jdbc.sql("delete from article_conflict where id = :number")
                .param("number", number)
                .update();
    }

    /** What waits is compared with what the article shows now, and goes with a section whose heading was changed. */
    private void keepShown(List<OpenConflict> waiting, String before, String markdown) {
        for (var open : waiting) {
            var place = ArticleMerge.follow(ArticlePlace.parse(open.place()), before, markdown);
            var shown = ArticleMerge.at(markdown, place);
            if (!shown.equals(open.written()) || !place.toString().equals(open.place())) {
                jdbc.sql("update article_conflict set place = :place, written = :written where id = :number")
                        .param("number", open.number())
                        .param("place", place.toString())
                        .param("written", shown)
                        .update();
            }
        }
    }

    List<OpenConflict> conflicts(BlockId id) {
        return jdbc.sql("select * from article_conflict where block_id = :id order by place, id")
                .param("id", id.value())
                .query(ArticleTables::conflict)
                .list();
    }

    /** Longest waiting first. */
    List<OpenConflict> conflicts(int limit) {
        return jdbc.sql("select * from article_conflict order by found_at, block_id, place, id limit :limit")
                .param("limit", limit)
                .query(ArticleTables::conflict)
                .list();
    }

    private static Stored stored(ResultSet row, int number) throws SQLException {
        var article = new Article(
                new BlockId(row.getString("block_id")),
                row.getString("markdown"),
                row.getLong("revision"),
                row.getString("author"),
                instant(row, "written_at"));
        return new Stored(article, row.getString("generated"));
    }

    private static OpenConflict conflict(ResultSet row, int number) throws SQLException {
        return new OpenConflict(
                row.getLong("id"),
                new BlockId(row.getString("block_id")),
                row.getString("place"),
                ConflictOrigin.ofWire(row.getString("origin")),
                row.getString("told"),
                row.getString("base"),
                row.getString("crawled"),
                row.getString("written"),
                instant(row, "found_at"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static OffsetDateTime offset(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
