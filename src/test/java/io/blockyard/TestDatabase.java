package io.blockyard;

import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcConnectionPool;

/** Real databases for tests, with every migration run. */
public final class TestDatabase {

    private TestDatabase() {}

    /** An empty in-memory H2 of its own, in the mode the product uses; it goes with the JVM. */
    public static DataSource fresh() {
        var dataSource = JdbcConnectionPool.create(
                "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE",
                "sa",
                "");
        dataSource.setMaxConnections(30);
        return migrated(dataSource);
    }

    /** The same database with the product's tables made in it. */
    public static DataSource migrated(DataSource dataSource) {
        Flyway.configure()
                .dataSource(dataSource)
                .locations("classpath:db/migration")
                .load()
                .migrate();
        return dataSource;
    }
}
