package io.blockyard.compose;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Drafts in the database. */
final class CompositionTables {

    private static final String COLUMNS = "select id, owner, draft, created_at, updated_at from composition ";

    private final JdbcClient jdbc;
    private final JsonMapper json = JsonMapper.shared();

    CompositionTables(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A draft with its frame. */
    record Stored(UUID id, String owner, Draft draft, Instant createdAt, Instant updatedAt) {}

    void insert(Stored stored) {
        jdbc.sql("insert into composition (id, owner, draft, created_at, updated_at)"
                        + " values (:id, :owner, :draft, :created, :updated)")
                .param("id", stored.id())
                .param("owner", stored.owner())
                .param("draft", json.writeValueAsString(stored.draft()))
                .param("created", time(stored.createdAt()))
                .param("updated", time(stored.updatedAt()))
                .update();
    }

    void update(Stored stored) {
        jdbc.sql("update composition set draft = :draft, updated_at = :updated where id = :id")
                .param("id", stored.id())
                .param("draft", json.writeValueAsString(stored.draft()))
                .param("updated", time(stored.updatedAt()))
                .update();
    }

    void delete(UUID id) {
        jdbc.sql("delete from composition where id = :id").param("id", id).update();
    }

    Optional<Stored> find(UUID id) {
        return jdbc.sql(COLUMNS + "where id = :id")
                .param("id", id)
                .query(this::read)
                .optional();
    }

    /** The same, and nobody else can change it until the transaction ends. */
    Optional<Stored> lock(UUID id) {
        return jdbc.sql(COLUMNS + "where id = :id for update")
                .param("id", id)
                .query(this::read)
                .optional();
    }

    List<Stored> newestOf(String owner, int limit) {
        return jdbc.sql(COLUMNS + "where owner = :owner order by updated_at desc, id limit :limit")
                .param("owner", owner)
                .param("limit", limit)
                .query(this::read)
                .list();
    }

    List<Stored> newest(int limit) {
        return jdbc.sql(COLUMNS + "order by updated_at desc, id limit :limit")
                .param("limit", limit)
                .query(this::read)
                .list();
    }

    private Stored read(java.sql.ResultSet row, int number) throws java.sql.SQLException {
        return new Stored(
                row.getObject("id", UUID.class),
                row.getString("owner"),
                json.readValue(row.getString("draft"), Draft.class),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("updated_at", OffsetDateTime.class).toInstant());
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
