package io.blockyard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blockyard.access.Audit;
import io.blockyard.access.People;
import io.blockyard.problem.ProblemException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

class StartTest {

    /** The front end is no part of these tests; production mode does not try to build one. */
    private static final Map<String, String> SETTINGS = Map.of("vaadin.productionMode", "true");

    @TempDir
    Path folder;

    @Test
    void aPortalKeepsItsDataInPostgresWhenItIsTold() throws Exception {
        var database = TestDatabase.freshPostgres();
        var settings = new HashMap<>(SETTINGS);
        settings.put("spring.datasource.url", database.getJdbcUrl());
        settings.put("spring.datasource.username", "postgres");
        settings.put("spring.datasource.password", "postgres");
        settings.put("BLOCKYARD_ADMIN_USER", "ada");
        settings.put("BLOCKYARD_ADMIN_PASSWORD", "compressor surge");

        try (var portal = BlockyardApplication.start(folder, 0, settings)) {
            assertThat(get(portal, "/health").body()).contains("\"UP\"");
        }
        var people = new People(database, new Audit(database));
        assertThat(people.authenticate("ada", "compressor surge")).isPresent();
        assertThat(new DataFolder(folder).isInUse()).isFalse();
    }

    @Test
    void oneFolderHasOnePortalAndIsFreeAgainWhenItStops() throws Exception {
        try (var portal = BlockyardApplication.start(folder, 0, SETTINGS)) {
            assertThat(get(portal, "/health").statusCode()).isEqualTo(200);
            assertThatThrownBy(() -> BlockyardApplication.start(folder, 0, SETTINGS))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("runs on the data folder");
        }
        try (var freed = new DataFolder(folder).lock()) {
            assertThat(freed.folder()).isEqualTo(folder);
        }
    }

    @Test
    void aPortInUseIsSaidInASentence() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName("0.0.0.0"))) {
            assertThatThrownBy(() -> BlockyardApplication.start(folder, taken.getLocalPort(), SETTINGS))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("Port " + taken.getLocalPort() + " is in use already.");
        }
        try (var freed = new DataFolder(folder).lock()) {
            assertThat(freed.folder()).isEqualTo(folder);
        }
    }

    @Test
    void aFolderOfANewerVersionIsLeftAlone() {
        var data = new DataFolder(folder);
        var database = new JdbcDataSource();
        database.setURL(data.databaseUrl());
        database.setUser("sa");
        DatabaseSchema.migrate(database);
        JdbcClient.create(database).sql("""
                        insert into "flyway_schema_history"
                            select max("installed_rank") + 1, '999', 'later', 'SQL', 'V999__later.sql', 0, 'sa',
                                current_timestamp, 0, true
                            from "flyway_schema_history"
                        """).update();

        assertThatThrownBy(() -> BlockyardApplication.start(folder, 0, SETTINGS))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("newer version of Blockyard");
    }

    @Test
    void whatElseIsWrongWithTheTablesIsNamed() {
        var database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:" + folder.getFileName() + ";DB_CLOSE_DELAY=-1");
        var jdbc = JdbcClient.create(database);
        jdbc.sql("create table iac_environment (other int)").update();
        assertThatThrownBy(() -> Flyway.configure()
                        .dataSource(database)
                        .baselineOnMigrate(true)
                        .baselineVersion("0")
                        .load()
                        .migrate())
                .satisfies(failure -> assertThat(DatabaseSchema.explained(failure, "here"))
                        .hasValueSatisfying(told ->
                                assertThat(told).hasMessageContaining("V051").hasMessageNotContaining("newer")));
        jdbc.sql("drop all objects").update();
        DatabaseSchema.migrate(database);
        jdbc.sql("update \"flyway_schema_history\" set \"checksum\" = 1 where \"version\" = '051'")
                .update();
        assertThatThrownBy(() -> DatabaseSchema.migrate(database))
                .satisfies(failure -> assertThat(DatabaseSchema.explained(failure, "here"))
                        .hasValueSatisfying(told -> assertThat(told)
                                .hasMessageContaining("checksum mismatch")
                                .hasMessageNotContaining("newer")));
    }

    private static HttpResponse<String> get(BlockyardApplication.Portal portal, String path)
            throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            var uri = URI.create("http://127.0.0.1:" + portal.port() + path);
            return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
        }
    }
}
