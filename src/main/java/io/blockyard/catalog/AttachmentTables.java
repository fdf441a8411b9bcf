package io.blockyard.catalog;

import io.blockyard.block.BlockId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which revision of an article has which attachments. Every method joins the caller's transaction. */
final class AttachmentTables {

    private final JdbcClient jdbc;

    AttachmentTables(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** By name. */
    List<Attachment> of(BlockId id, long revision) {
        return jdbc.sql("""
                        select name, size_in_bytes, digest from article_attachment
                        where block_id = :id and from_revision <= :revision
                            and (until_revision is null or until_revision > :revision)
                        order by name
                        """)
                .param("id", id.value())
                .param("revision", revision)
                .query(AttachmentTables::attachment)
                .list();
    }

    /** Those of the newest revision, by name. */
    List<Attachment> newest(BlockId id) {
        return of(id, Long.MAX_VALUE);
    }

    Optional<Attachment> find(BlockId id, String name) {
        return newest(id).stream()
                .filter(attachment -> attachment.name().equals(name))
                .findFirst();
    }

    /** Whether any revision had this content under this name. */
    boolean ever(BlockId id, String name, String digest) {
        return jdbc.sql("""
                        select count(*) from article_attachment
                        where block_id = :id and name = :name and digest = :digest
                        """)
                        .param("id", id.value())
                        .param("name", name)
                        .param("digest", digest)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** From this revision on the article has it, in the place of another of its name. */
    void add(BlockId id, Attachment attachment, long revision) {
        remove(id, attachment.name(), revision);
        jdbc.sql("""
                        insert into article_attachment (block_id, name, from_revision, digest, size_in_bytes)
                        values (:id, :name, :revision, :digest, :size)
                        """)
                .param("id", id.value())
                .param("name", attachment.name())
                .param("revision", revision)
                .param("digest", attachment.digest())
                .param("size", attachment.size())
                .update();
    }

    /** From this revision on the article has it no more. */
    void remove(BlockId id, String name, long revision) {
        jdbc.sql("""
                        update article_attachment set until_revision = :revision
                        where block_id = :id and name = :name and until_revision is null
                        """)
                .param("id", id.value())
                .param("name", name)
                .param("revision", revision)
                .update();
    }

    /** Gives the article what an earlier revision had. @return whether that is anything else than it has */
    boolean restore(BlockId id, long earlier, long revision) {
        var then = of(id, earlier);
        var now = newest(id);
        now.stream()
                .filter(attachment -> !then.contains(attachment))
                .forEach(attachment -> remove(id, attachment.name(), revision));
        then.stream()
                .filter(attachment -> !now.contains(attachment))
                .forEach(attachment -> add(id, attachment, revision));
        return !then.equals(now);
    }

    private static Attachment attachment(ResultSet row, int number) throws SQLException {
        return Attachment.of(row.getString("name"), row.getLong("size_in_bytes"), row.getString("digest"));
    }
}
