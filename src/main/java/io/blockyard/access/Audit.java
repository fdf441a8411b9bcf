package io.blockyard.access;

import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who did what, when, through which door. Entries are never changed. */
public final class Audit {

    private static final int LONGEST_SUBJECT = 400;

    private final JdbcClient jdbc;

    public Audit(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    /** Joins the caller's transaction. {@code action} such as {@code plan.approve}; no secrets in {@code detail}. */
    public void record(Actor actor, String action, String subject, String detail) {
        jdbc.sql("""
                insert into audit_entry (at, person, via, action, subject, detail)
                values (:at, :person, :via, :action, :subject, :detail)
                """)
                .param("at", Times.stored(Instant.now()))
                .param("person", actor.name())
                .param("via", actor.via())
                .param("action", action)
                .param("subject", subject.substring(0, Math.min(LONGEST_SUBJECT, subject.length())))
                .param("detail", detail)
                .update();
    }

    /** Newest first. */
    public List<Entry> recent(Actor actor, int limit) {
        actor.require(Right.ADMINISTER);
        return jdbc.sql("select * from audit_entry order by id desc limit :limit")
                .param("limit", limit)
                .query((row, number) -> new Entry(
                        row.getLong("id"),
                        Times.read(row, "at"),
                        row.getString("person"),
                        row.getString("via"),
                        row.getString("action"),
                        row.getString("subject"),
                        row.getString("detail")))
                .list();
    }

    /** One thing that was done. */
    public record Entry(long id, Instant at, String person, String via, String action, String subject, String detail) {}
}
