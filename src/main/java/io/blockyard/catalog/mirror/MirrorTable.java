package io.blockyard.catalog.mirror;

import io.blockyard.block.BlockId;
import io.blockyard.catalog.Bundle;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Mirrors, and what was last written to each. Every method joins the caller's transaction. */
final class MirrorTable {

    private final JdbcClient jdbc;

    MirrorTable(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    /** An article as it was last written. */
    record Written(BlockId block, String path, String base) {}

    List<Mirror> all() {
        return jdbc.sql("select * from mirror order by name")
                .query(MirrorTable::mirror)
                .list();
    }

    Optional<Mirror> find(String name) {
        return jdbc.sql("select * from mirror where name = :name")
                .param("name", name)
                .query(MirrorTable::mirror)
                .optional();
    }

    void insert(Mirror mirror) {
        jdbc.sql("""
                        insert into mirror (name, kind, folder, source, project_key, state)
                        values (:name, :kind, :folder, :source, :project, '')
                        """)
                .param("name", mirror.name())
                .param("kind", mirror.kind().wire())
                .param("folder", mirror.folder())
                .param("source", mirror.source())
                .param("project", mirror.projectKey())
                .update();
    }

    boolean delete(String name) {
        return jdbc.sql("delete from mirror where name = :name")
                        .param("name", name)
                        .update()
                > 0;
    }

    List<Written> written(String mirror) {
        return jdbc.sql("select block_id, path, base from mirror_article where mirror = :mirror order by block_id")
                .param("mirror", mirror)
                .query((row, number) -> new Written(
                        new BlockId(row.getString("block_id")), row.getString("path"), row.getString("base")))
                .list();
    }

    /** The digest of the list of blocks that was last written; empty when none was, or before that was kept. */
    Optional<String> index(String mirror) {
        return jdbc.sql("select index_digest from mirror where name = :mirror and index_digest is not null")
                .param("mirror", mirror)
                .query(String.class)
                .optional();
    }

    /** The list of blocks that was last written; empty as {@link #index} is. */
    Optional<String> indexText(String mirror) {
        return jdbc.sql("select index_text from mirror where name = :mirror and index_text is not null")
                .param("mirror", mirror)
                .query(String.class)
                .optional();
    }

    /** Paths of the tree at which a file of somebody else stood when it was last written. */
    Set<String> left(String mirror) {
        return Set.copyOf(jdbc.sql("select path from mirror_left where mirror = :mirror")
                .param("mirror", mirror)
                .query(String.class)
                .list());
    }

    /**
     * Keeps what stands there now, in the place of what stood there before.
     *
     * @param left see {@link #left}
     * @param index the list of blocks; empty without one
     */
    void keep(String mirror, Collection<Written> articles, Set<String> left, String index, String state, Instant at) {
        jdbc.sql("delete from mirror_article where mirror = :mirror")
                .param("mirror", mirror)
                .update();
        for (var article : articles) {
            jdbc.sql("insert into mirror_article (mirror, block_id, path, base) values (:mirror, :block, :path, :base)")
                    .param("mirror", mirror)
                    .param("block", article.block().value())
                    .param("path", article.path())
                    .param("base", article.base())
                    .update();
        }
        jdbc.sql("delete from mirror_left where mirror = :mirror")
                .param("mirror", mirror)
                .update();
        for (var path : left) {
            jdbc.sql("insert into mirror_left (mirror, path) values (:mirror, :path)")
                    .param("mirror", mirror)
                    .param("path", path)
                    .update();
        }
        jdbc.sql("""
                        update mirror
                        set mirrored_at = :at, state = :state, index_digest = :digest, index_text = :index
                        where name = :mirror
                        """)
                .param("mirror", mirror)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("state", state)
                .param("digest", index.isEmpty() ? "" : Bundle.digest(index.getBytes(StandardCharsets.UTF_8)))
                .param("index", index)
                .update();
    }

    /** Digests of the files that were last written, by path. */
    Map<String, String> files(String mirror) {
        return jdbc
                .sql("select path, digest from mirror_file where mirror = :mirror")
                .param("mirror", mirror)
                .query((row, number) -> Map.entry(row.getString("path"), row.getString("digest")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    void fileWritten(String mirror, String path, String digest) {
        fileGone(mirror, path);
        jdbc.sql("insert into mirror_file (mirror, path, digest) values (:mirror, :path, :digest)")
                .param("mirror", mirror)
                .param("path", path)
                .param("digest", digest)
                .update();
    }

    /** What is about to be written where nothing stands yet: whatever stands there then was written from here. */
    void begin(String mirror, Collection<String> paths) {
        jdbc.sql("delete from mirror_file where mirror = :mirror")
                .param("mirror", mirror)
                .update();
        for (var path : paths) {
            jdbc.sql("insert into mirror_file (mirror, path, digest) values (:mirror, :path, '')")
                    .param("mirror", mirror)
                    .param("path", path)
                    .update();
        }
    }

    /** Ids of what was uploaded from here, so that it need not be looked at again. */
    Set<String> uploads(String mirror) {
        return Set.copyOf(jdbc.sql("select upload from mirror_upload where mirror = :mirror")
                .param("mirror", mirror)
                .query(String.class)
                .list());
    }

    void uploaded(String mirror, String upload) {
        jdbc.sql("insert into mirror_upload (mirror, upload) values (:mirror, :upload)")
                .param("mirror", mirror)
                .param("upload", upload)
                .update();
    }

    void fileGone(String mirror, String path) {
        jdbc.sql("delete from mirror_file where mirror = :mirror and path = :path")
                .param("mirror", mirror)
                .param("path", path)
                .update();
    }

    private static Mirror mirror(ResultSet row, int number) throws SQLException {
        var at = row.getObject("mirrored_at", OffsetDateTime.class);
        return new Mirror(
                row.getString("name"),
                Mirror.Kind.ofWire(row.getString("kind")),
                row.getString("folder"),
                row.getString("source"),
                row.getString("project_key"),
                at == null ? null : at.toInstant(),
                row.getString("state"));
    }
}
