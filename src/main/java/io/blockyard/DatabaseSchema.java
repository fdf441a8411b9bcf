package io.blockyard;

import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.flywaydb.core.internal.exception.FlywayMigrateException;

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
            switch (cause) {
                case FlywayValidateException differs -> {
                    return Optional.of(settings(differing(differs, where), failure));
                }
                case FlywayMigrateException migration -> {
                    return Optional.of(settings(failed(migration, where), failure));
                }
                case SQLException refused -> {
                    return Optional.of(
                            isOfTheConnection(refused)
                                    ? closed(failure, where)
                                    : settings(statement(refused, where), failure));
                }
                default -> {}
            }
        }
        return Optional.empty();
    }

    /** Flyway tells all differences in one text; tables of a newer version are those that it does not know here. */
    private static Problem differing(FlywayValidateException differs, String where) {
        var told = String.valueOf(differs.getMessage());
        return told.contains("not resolved locally")
                ? Problem.error(
                        "data.other-version",
                        "The database " + where + " was written by another, newer version of Blockyard.",
                        "Run that version, or take another folder or database.")
                : Problem.error(
                        "data.other-tables",
                        "The tables of the database " + where + " are not as this version made them: " + line(told),
                        "Restore a backup, or take another folder or database.");
    }

    private static Problem failed(FlywayMigrateException migration, String where) {
        return Problem.error(
                "data.migration",
                "The tables of the database " + where + " could not be brought up to this version: "
                        + line(String.valueOf(migration.getMessage())),
                "Look at the log for the cause; start again when it is gone, or restore a backup.");
    }

    private static Problem statement(SQLException refused, String where) {
        return Problem.error(
                "data.statement",
                "The database " + where + " refused what a start asks of it: "
                        + line(String.valueOf(refused.getMessage())),
                "See that its user may create and change tables; the log says more.");
    }

    /** Classes of SQL states: connection, authorization, catalog, resources, operator; H2 has 90 for its files. */
    private static boolean isOfTheConnection(SQLException refused) {
        var state = refused.getSQLState();
        return state == null || state.matches("(?:08|28|3D|53|57|58|90|HY).*");
    }

    /** What is told in several lines, in one. */
    private static String line(String told) {
        return told.strip().replaceAll("\\s*\\R\\s*", " ");
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
