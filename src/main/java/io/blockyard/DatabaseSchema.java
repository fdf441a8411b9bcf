package io.blockyard;

import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.exception.FlywayValidateException;

/** The tables of an installation, and why they cannot be had. */
public final class DatabaseSchema {

    private DatabaseSchema() {}

    /**
     * Brings the tables up to what this version of the product has, as a start of the portal does.
     *
     * @throws FlywayValidateException when another version has made them otherwise
     */
    public static void migrate(DataSource database) {
        Flyway.configure()
                .dataSource(database)
                .outOfOrder(true)
                // Without any, tables of a newer version are refused instead of being written to by an older one.
                .ignoreMigrationPatterns(new String[0])
                .load()
                .migrate();
    }

    /**
     * What stands behind a failure to open a database, for people; empty when it was not the database.
     *
     * @param where such as {@code in /srv/data}; never the database's address, in which a password may stand
     */
    public static Optional<ProblemException> explained(Throwable failure, String where) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof FlywayValidateException) {
                return Optional.of(settings(
                        Problem.error(
                                "data.other-version",
                                "The database " + where + " was written by another, newer version of Blockyard.",
                                "Run that version, or take another folder or database."),
                        failure));
            }
            if (cause instanceof SQLException) {
                return Optional.of(closed(failure, where));
            }
        }
        return Optional.empty();
    }

    /** @param where as for {@link #explained} */
    static ProblemException closed(Throwable failure, String where) {
        return settings(
                Problem.error(
                        "data.no-database",
                        "The database " + where + " cannot be opened.",
                        "Check the address, the user and the password, and that the folder is the portal's."),
                failure);
    }

    private static ProblemException settings(Problem problem, Throwable cause) {
        return new ProblemException(ProblemException.Kind.SETTINGS, problem, cause);
    }
}
