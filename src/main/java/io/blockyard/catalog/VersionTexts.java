package io.blockyard.catalog;

import io.blockyard.block.BlockId;
import io.blockyard.block.BlockVersion;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What crawls wrote of each published version, so that the page can go back to it when a newer one is withdrawn. Nothing is
 * kept of imported versions that were not the newest ones then, or that earlier versions of this product published. Every method joins the caller's
 * transaction.
 */
final class VersionTexts {

    private final JdbcClient jdbc;

    VersionTexts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void keep(BlockId id, BlockVersion version, WaitingDraft.Text text) {
        // A draft's text becomes its version's; both stand in the same place.
        jdbc.sql("""
                        update block_version set crawled_article = :article, crawled_summary = :summary
                        where block_id = :id and version = :version
                        """)
                .param("id", id.value())
                .param("version", version.toString())
                .param("article", text.article())
                .param("summary", text.summary())
                .update();
    }

    Optional<WaitingDraft.Text> of(BlockId id, BlockVersion version) {
        return jdbc.sql("""
                        select crawled_article, crawled_summary from block_version
                        where block_id = :id and version = :version and crawled_article is not null
                        """)
                .param("id", id.value())
                .param("version", version.toString())
                .query((row, number) ->
                        new WaitingDraft.Text(row.getString("crawled_article"), row.getString("crawled_summary")))
                .optional();
    }
}
