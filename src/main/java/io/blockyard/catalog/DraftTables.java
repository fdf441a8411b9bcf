package io.blockyard.catalog;

import io.blockyard.block.BlockId;
import io.blockyard.block.BlockVersion;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The drafts of blocks, one of each at most. Every method joins the caller's transaction. */
final class DraftTables {

    private final JdbcClient jdbc;

    DraftTables(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<WaitingDraft> of(BlockId id) {
        return jdbc.sql("""
                        select version, manifest, digest, note, published_at, published_by, crawled_article, crawled_summary
                        from block_version where block_id = :id and standing = 'draft' and yanked_why = ''
                        """).param("id", id.value()).query(DraftTables::draft).optional();
    }

    /** In the place of the one before. */
    void put(BlockId id, WaitingDraft draft) {
        remove(id);
        var text = draft.text();
        jdbc.sql("""
                        insert into block_version (block_id, version, manifest, digest, note, published_at, published_by,
                            standing, crawled_article, crawled_summary)
                        values (:id, :version, :manifest, :digest, :note, :at, :by, 'draft', :article, :summary)
                        """)
                .param("id", id.value())
                .param("version", draft.version().toString())
                .param("manifest", draft.manifest())
                .param("digest", draft.digest())
                .param("note", draft.note())
                .param("at", draft.madeAt().atOffset(ZoneOffset.UTC))
                .param("by", draft.madeBy())
                .param("article", text == null ? null : text.article())
                .param("summary", text == null ? null : text.summary())
                .update();
    }

    void remove(BlockId id) {
        jdbc.sql("delete from block_version where block_id = :id and standing = 'draft'")
                .param("id", id.value())
                .update();
    }

    /**
     * Takes it back where nothing else of the block is left: it waits for nobody any more, and still is a draft that nobody
     * can use. The next crawl puts its own in the place.
     */
    void withdraw(BlockId id, String why) {
        jdbc.sql("update block_version set yanked_why = :why where block_id = :id and standing = 'draft'")
                .param("id", id.value())
                .param("why", why)
                .update();
    }

    /**
     * It becomes a published version; what its crawl wrote is the caller's to bring into the article.
     *
     * @param draft with the number and the digest that it is published with
     */
    void publish(BlockId id, WaitingDraft draft, String manifest, String by, Instant at) {
        jdbc.sql("""
                        update block_version set standing = 'published', version = :version, digest = :digest,
                            manifest = :manifest, published_by = :by, published_at = :at, crawled_article = null, crawled_summary = null
                        where block_id = :id and standing = 'draft'
                        """)
                .param("id", id.value())
                .param("version", draft.version().toString())
                .param("digest", draft.digest())
                .param("manifest", manifest)
                .param("by", by)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    private static WaitingDraft draft(ResultSet row, int number) throws SQLException {
        var article = row.getString("crawled_article");
        return new WaitingDraft(
                BlockVersion.parse(row.getString("version")),
                row.getString("manifest"),
                row.getString("digest"),
                row.getString("note"),
                row.getObject("published_at", OffsetDateTime.class).toInstant(),
                row.getString("published_by"),
                article == null ? null : new WaitingDraft.Text(article, row.getString("crawled_summary")));
    }
}
