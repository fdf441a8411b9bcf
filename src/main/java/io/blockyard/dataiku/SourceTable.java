package io.blockyard.dataiku;

import io.blockyard.dataiku.Origin.Archive;
import io.blockyard.dataiku.Origin.Folder;
import io.blockyard.dataiku.Origin.GitRepository;
import io.blockyard.dataiku.Origin.Instance;
import java.net.URI;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.node.ObjectNode;

/** The table of sources; secrets are sealed before they come here. */
final class SourceTable {

    private static final String COLUMNS = "select name, kind, url, settings, sealed_key from dss_source";

    private final JdbcClient jdbc;

    SourceTable(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    /** A source as it is kept; {@code sealedSecret} is null when it takes none. */
    record Row(String name, Origin origin, @Nullable String sealedSecret) {

        Source source() {
            return new Source(name, origin, false, sealedSecret != null);
        }
    }

    List<Row> all() {
        return jdbc.sql(COLUMNS + " order by name").query(SourceTable::row).list();
    }

    Optional<Row> find(String name) {
        return jdbc.sql(COLUMNS + " where name = :name")
                .param("name", name)
                .query(SourceTable::row)
                .optional();
    }

    /** @throws org.springframework.dao.DuplicateKeyException when the name is taken */
    void insert(Row row, String person) {
        jdbc.sql("""
                insert into dss_source (name, kind, url, settings, sealed_key, created_at, created_by)
                values (:name, :kind, :url, :settings, :key, :at, :person)
                """)
                .param("name", row.name())
                .param("kind", kind(row.origin()))
                .param("url", row.origin().address())
                .param("settings", settings(row.origin()).toString())
                .param("key", row.sealedSecret())
                .param("at", Instant.now().atOffset(ZoneOffset.UTC))
                .param("person", person)
                .update();
    }

    void update(Row row) {
        jdbc.sql("""
                update dss_source set kind = :kind, url = :url, settings = :settings, sealed_key = :key
                where name = :name
                """)
                .param("name", row.name())
                .param("kind", kind(row.origin()))
                .param("url", row.origin().address())
                .param("settings", settings(row.origin()).toString())
                .param("key", row.sealedSecret())
                .update();
    }

    /** Whether there was one. */
    boolean delete(String name) {
        return jdbc.sql("delete from dss_source where name = :name")
                        .param("name", name)
                        .update()
                > 0;
    }

    private static String kind(Origin origin) {
        return origin.kind().name().toLowerCase(Locale.ROOT);
    }

    private static ObjectNode settings(Origin origin) {
        var settings = Documents.empty();
        switch (origin) {
            case Instance instance -> putUnlessEmpty(settings, "authority", instance.authority());
            case GitRepository git -> {
                putUnlessEmpty(settings, "branch", git.branch());
                putUnlessEmpty(settings, "folder", git.folder());
                putUnlessEmpty(settings, "user", git.user());
                putUnlessEmpty(settings, "authority", git.authority());
            }
            case Folder folder -> {}
            case Archive archive -> settings.put("digest", archive.digest());
        }
        return settings;
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        var url = row.getString("url");
        var settings = Documents.json().readTree(row.getString("settings"));
        Origin origin = switch (Origin.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT))) {
            case DSS -> new Instance(URI.create(url), Documents.text(settings, "authority"));
            case GIT ->
                new GitRepository(
                        url,
                        Documents.text(settings, "branch"),
                        Documents.text(settings, "folder"),
                        Documents.text(settings, "user"),
                        Documents.text(settings, "authority"));
            case FOLDER -> new Folder(Path.of(url));
            case ZIP -> new Archive(url, Documents.text(settings, "digest"));
        };
        return new Row(row.getString("name"), origin, row.getString("sealed_key"));
    }

    private static void putUnlessEmpty(ObjectNode settings, String field, String value) {
        if (!value.isEmpty()) {
            settings.put(field, value);
        }
    }
}
