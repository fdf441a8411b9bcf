package io.blockyard;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.Assumptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Real databases for tests, with every migration run. */
public final class TestDatabase {

    private static final Logger LOG = LoggerFactory.getLogger(TestDatabase.class);

    private TestDatabase() {}

    /** An empty in-memory H2 of its own, in the mode the product uses; it goes with the JVM. */
    public static DataSource fresh() {
        var dataSource = inMemory();
        var jdbc = JdbcClient.create(dataSource);
        Migrated.STATEMENTS.forEach(statement -> jdbc.sql(statement).update());
        return dataSource;
    }

    /** As {@link #fresh}, but with no table in it. */
    public static DataSource blank() {
        return inMemory();
    }

    /** As {@link #freshPostgres}, but with no table in it. */
    public static HikariDataSource blankPostgres() {
        return onPostgres("template0");
    }

    private static DataSource inMemory() {
        var dataSource = JdbcConnectionPool.create(
                "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE",
                "sa",
                "");
        dataSource.setMaxConnections(30);
        return dataSource;
    }

    /**
     * An empty database of its own on a real PostgreSQL, which starts with the first call and ends with the JVM. The
     * running test is skipped where the platform has no PostgreSQL to start.
     */
    public static HikariDataSource freshPostgres() {
        return onPostgres(Postgres.MIGRATED);
    }

    private static HikariDataSource onPostgres(String template) {
        Assumptions.assumeTrue(Postgres.STARTED.isPresent(), "skipped: no PostgreSQL can be started here");
        var postgres = Postgres.STARTED.orElseThrow();
        var name = "t" + UUID.randomUUID().toString().replace("-", "");
        JdbcClient.create(postgres.getPostgresDatabase())
                .sql("create database " + name + " template " + template)
                .update();
        var pool = new HikariDataSource();
        pool.setJdbcUrl(postgres.getJdbcUrl("postgres", name));
        pool.setMaximumPoolSize(12);
        pool.setMinimumIdle(0);
        pool.setIdleTimeout(10_000);
        return pool;
    }

    /** What all migrations leave, as H2 writes it down: running them for each test would take longer than most tests. */
    private static final class Migrated {
        static final List<String> STATEMENTS = JdbcClient.create(migrated(inMemory()))
                .sql("script nopasswords nosettings")
                .query(String.class)
                .list();
    }

    private static final class Postgres {
        /** The database that every other one begins as a copy of, with every migration run. */
        static final String MIGRATED = "migrated";

        static final Optional<EmbeddedPostgres> STARTED = start();

        private static Optional<EmbeddedPostgres> start() {
            try {
                var postgres = EmbeddedPostgres.builder()
                        .setServerConfig("max_connections", "300")
                        .start();
                JdbcClient.create(postgres.getPostgresDatabase())
                        .sql("create database " + MIGRATED)
                        .update();
                migrated(postgres.getDatabase("postgres", MIGRATED));
                Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> {
                    try {
                        postgres.close();
                    } catch (IOException failure) {
                        LOG.warn("PostgreSQL did not stop", failure);
                    }
                }));
                return Optional.of(postgres);
            } catch (IOException | RuntimeException failure) {
                LOG.warn("PostgreSQL cannot be started here", failure);
                return Optional.empty();
            }
        }
    }

    /** The same database with the product's tables made in it. */
    public static DataSource migrated(DataSource dataSource) {
        DatabaseSchema.migrate(dataSource);
        return dataSource;
    }
}
