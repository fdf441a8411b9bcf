package io.blockyard.cli;

import io.blockyard.DataFolder;
import io.blockyard.DatabaseSchema;
import io.blockyard.problem.ProblemException;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * The database of an installation, for commands that work on it without a server: the one that
 * {@code BLOCKYARD_DB_URL} names, else the one in the data folder, also while a portal runs on it.
 * The variable wins over a given folder, as it does for the server: the folder then holds no database.
 */
final class OfflineDatabase implements AutoCloseable {

    private final SingleConnectionDataSource dataSource;
    private final DataFolder.@Nullable Lock lock;

    private OfflineDatabase(SingleConnectionDataSource dataSource, DataFolder.@Nullable Lock lock) {
        this.dataSource = dataSource;
        this.lock = lock;
    }

    /** @throws ProblemException of kind SETTINGS when it cannot be opened */
    static OfflineDatabase open(DataFolder folder, Map<String, String> environment) {
        var outside = Optional.ofNullable(environment.get("BLOCKYARD_DB_URL")).filter(url -> !url.isBlank());
        // Nobody else has the folder: then the tables may be missing or of an older version.
        var lock = outside.isPresent() ? Optional.<DataFolder.Lock>empty() : folder.tryLock();
        var dataSource = new SingleConnectionDataSource(
                outside.orElseGet(folder::databaseUrl),
                environment.getOrDefault("BLOCKYARD_DB_USER", "sa"),
                environment.getOrDefault("BLOCKYARD_DB_PASSWORD", ""),
                true);
        try {
            if (lock.isPresent()) {
                DatabaseSchema.migrate(dataSource);
            } else {
                dataSource.initConnection();
            }
            return new OfflineDatabase(dataSource, lock.orElse(null));
        } catch (SQLException | RuntimeException failure) {
            lock.ifPresent(DataFolder.Lock::close);
            var where = outside.isPresent() ? "that BLOCKYARD_DB_URL names" : "in " + folder.path();
            throw DatabaseSchema.explained(failure, where)
                    .orElseThrow(() -> new IllegalStateException("The database cannot be opened", failure));
        }
    }

    SingleConnectionDataSource dataSource() {
        return dataSource;
    }

    @Override
    public void close() {
        dataSource.destroy();
        if (lock != null) {
            lock.close();
        }
    }
}
