package io.blockyard.discovery;

import io.blockyard.dataiku.credential.CleanProject.Found;
import io.blockyard.dataiku.credential.CredentialKind;
import io.blockyard.discovery.Credentials.Allowed;
import io.blockyard.discovery.Credentials.Finding;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Where credentials were found, and which are none. Every method joins the caller's transaction. */
final class CredentialTables {

    private final JdbcClient jdbc;

    CredentialTables(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    List<Finding> findings() {
        return jdbc.sql("select * from credential_finding order by project_key, place, line, fingerprint")
                .query((row, number) -> new Finding(
                        row.getString("fingerprint"),
                        row.getString("project_key"),
                        row.getString("place"),
                        row.getInt("line"),
                        CredentialKind.ofWire(row.getString("kind")),
                        instant(row, "found_at")))
                .list();
    }

    List<Allowed> allowed() {
        return jdbc.sql("select * from credential_allowed order by project_key, place, fingerprint")
                .query((row, number) -> new Allowed(
                        row.getString("fingerprint"),
                        row.getString("project_key"),
                        row.getString("place"),
                        CredentialKind.ofWire(row.getString("kind")),
                        row.getString("allowed_by"),
                        instant(row, "allowed_at")))
                .list();
    }

    /** What was found before and still is keeps the time when it was found. */
    void replace(String projectKey, List<Found> found, Instant at) {
        var known = findings().stream()
                .filter(finding -> finding.projectKey().equals(projectKey))
                .collect(Collectors.toMap(CredentialTables::key, Finding::foundAt));
        jdbc.sql("delete from credential_finding where project_key = :project")
                .param("project", projectKey)
                .update();
        for (var one : found) {
            jdbc.sql("""
                            insert into credential_finding (project_key, place, line, fingerprint, kind, found_at)
                            values (:project, :place, :line, :fingerprint, :kind, :at)
                            """)
                    .param("project", projectKey)
                    .param("place", one.place())
                    .param("line", one.line())
                    .param("fingerprint", one.fingerprint())
                    .param("kind", one.kind().wire())
                    .param("at", offset(known.getOrDefault(key(one.place(), one.line(), one.fingerprint()), at)))
                    .update();
        }
    }

    void allow(Finding finding, String by, Instant at) {
        disallow(finding.id());
        jdbc.sql("""
                        insert into credential_allowed (fingerprint, project_key, place, kind, allowed_by, allowed_at)
                        values (:fingerprint, :project, :place, :kind, :by, :at)
                        """)
                .param("fingerprint", finding.id())
                .param("project", finding.projectKey())
                .param("place", finding.place())
                .param("kind", finding.kind().wire())
                .param("by", by)
                .param("at", offset(at))
                .update();
        jdbc.sql("delete from credential_finding where fingerprint = :fingerprint")
                .param("fingerprint", finding.id())
                .update();
    }

    /** Whether it was allowed. */
    boolean disallow(String fingerprint) {
        return jdbc.sql("delete from credential_allowed where fingerprint = :fingerprint")
                        .param("fingerprint", fingerprint)
                        .update()
                > 0;
    }

    private static String key(Finding finding) {
        return key(finding.place(), finding.line(), finding.id());
    }

    private static String key(String place, int line, String fingerprint) {
        return place + '\n' + line + '\n' + fingerprint;
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static OffsetDateTime offset(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
