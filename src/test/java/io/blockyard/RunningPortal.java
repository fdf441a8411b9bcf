package io.blockyard;

import io.blockyard.access.Actor;
import io.blockyard.access.Audit;
import io.blockyard.access.People;
import io.blockyard.access.Role;
import io.blockyard.access.Tokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.springframework.util.FileSystemUtils;

/** The whole application in this process, on a data folder of its own and free ports, with its sandbox. */
public final class RunningPortal implements AutoCloseable {

    /** The administrator's key of the portal's own sandbox. */
    public static final String SANDBOX_KEY = "journey";

    private final BlockyardApplication.Portal portal;
    private final DataFolder data;
    private final People people;
    private final Tokens tokens;

    private RunningPortal(BlockyardApplication.Portal portal, DataFolder data) {
        this.portal = portal;
        this.data = data;
        var database = database(data);
        var audit = new Audit(database);
        this.people = new People(database, audit);
        this.tokens = new Tokens(database, people, audit);
    }

    public static RunningPortal on(Path folder) {
        // The front end is no part of these tests; production mode does not try to build one.
        var settings = Map.of("vaadin.productionMode", "true", "blockyard.sandbox.key", SANDBOX_KEY);
        return new RunningPortal(BlockyardApplication.start(folder, 0, settings), new DataFolder(folder));
    }

    /** One for all that ask for it in this JVM, with which it ends. */
    public static RunningPortal ofThisJvm() {
        return Shared.PORTAL;
    }

    public String url() {
        return "http://127.0.0.1:" + portal.port();
    }

    public DataFolder data() {
        return data;
    }

    /** A new person with this role, and a token of theirs. */
    public String token(String name, Role role) {
        people.add(Actor.system(), name, name, Optional.empty(), Set.of(role));
        return tokens.create(Actor.system(), name, "test", null).text();
    }

    @Override
    public void close() {
        portal.close();
    }

    private static final class Shared {
        static final RunningPortal PORTAL = start();

        private static RunningPortal start() {
            try {
                var folder = Files.createTempDirectory("blockyard-portal");
                var portal = on(folder.resolve("data"));
                Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> {
                    portal.close();
                    delete(folder);
                }));
                return portal;
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        private static void delete(Path folder) {
            try {
                FileSystemUtils.deleteRecursively(folder);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }

    private static DataSource database(DataFolder folder) {
        var database = new JdbcDataSource();
        database.setURL(folder.databaseUrl());
        database.setUser("sa");
        return database;
    }
}
