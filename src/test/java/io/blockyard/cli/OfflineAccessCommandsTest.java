package io.blockyard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.blockyard.DataFolder;
import io.blockyard.TestDatabase;
import io.blockyard.access.Audit;
import io.blockyard.access.People;
import io.blockyard.access.Role;
import io.blockyard.access.Tokens;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.BiConsumer;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OfflineAccessCommandsTest {

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void aFirstPersonAndTokenWithoutAnyServer() {
        assertThat(run("compressor surge", "user", "add", "Ada", "--role", "admin", "--password-stdin", "--data", "d"))
                .isZero();
        assertThat(run("", "token", "create", "--user", "ada", "--label", "ci", "--expires", "30d", "--data", "d"))
                .isZero();
        var token = out.toString().lines().toList().getLast();

        withTokens((people, tokens) -> {
            assertThat(people.authenticate("ada", "compressor surge")).isPresent();
            assertThat(tokens.authenticate(token, "api"))
                    .hasValueSatisfying(actor -> assertThat(actor.roles()).containsExactly(Role.ADMIN));
        });
    }

    @Test
    void theyWorkWhileAPortalHasTheFolder() {
        var data = new DataFolder(folder.resolve("d"));
        try (var portal = data.lock()) {
            assertThat(portal.folder()).isEqualTo(data.path());
            withTokens((people, tokens) -> {
                assertThat(run("", "user", "add", "bob", "--role", "viewer,composer", "--data", "d"))
                        .isZero();
                assertThat(run("", "token", "create", "--user", "bob", "--data", "d", "--json"))
                        .isZero();
                assertThat(out.toString()).contains("\"text\"").contains("by_");
                assertThat(people.find("bob"))
                        .hasValueSatisfying(person ->
                                assertThat(person.roles()).containsExactlyInAnyOrder(Role.VIEWER, Role.COMPOSER));
            });
        }
    }

    @Test
    void whatIsWrongIsASentenceAndAnExitCode() {
        assertThat(run("", "token", "create", "--user", "nobody", "--data", "d"))
                .isEqualTo(ExitCode.INVALID);
        assertThat(err.toString()).contains("There is no person named “nobody”.");
        assertThat(run("short", "user", "add", "ada", "--role", "admin", "--password-stdin", "--data", "d"))
                .isEqualTo(ExitCode.INVALID);
        assertThat(run("", "user", "add", "ada", "--role", "king", "--data", "d"))
                .isEqualTo(ExitCode.INVALID);
        assertThat(run("", "token", "create", "--user", "x", "--expires", "soon", "--data", "d"))
                .isEqualTo(ExitCode.INVALID);
        assertThat(run("", "backup", "b.zip", "--data", "none")).isEqualTo(ExitCode.SETTINGS);
        assertThat(err.toString()).contains("no Blockyard data").doesNotContain("Exception");
    }

    @Test
    void aDatabaseThatDoesNotAnswerIsNamedWithoutItsAddress() {
        var shell = CommandRun.Shell.in(folder)
                .with(Map.of("BLOCKYARD_DB_URL", "jdbc:postgresql://127.0.0.1:1/b?user=by&password=surge-17"));
        var run = shell.run("token", "create", "--user", "ada", "--data", "d");
        assertThat(run.exitCode()).isEqualTo(ExitCode.SETTINGS);
        assertThat(run.err())
                .contains("The database that BLOCKYARD_DB_URL names cannot be opened.")
                .doesNotContain("surge-17");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void aFolderGoesIntoAFileAndComesBack() {
        assertThat(run("", "user", "add", "ada", "--role", "admin", "--data", "d"))
                .isZero();
        assertThat(run("", "backup", "b.zip", "--data", "d")).isZero();
        assertThat(run("", "restore", "b.zip", "--data", "d")).isEqualTo(ExitCode.UNPLANNABLE);
        assertThat(run("", "restore", "b.zip", "--data", "e", "--json")).isZero();
        assertThat(run("", "token", "create", "--user", "ada", "--data", "e")).isZero();
    }

    private int run(String input, String... arguments) {
        var terminal = new Terminal(
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                Map.of(),
                folder,
                false);
        return Main.run(terminal, arguments);
    }

    private void withTokens(BiConsumer<People, Tokens> work) {
        var pool = JdbcConnectionPool.create(new DataFolder(folder.resolve("d")).databaseUrl(), "sa", "");
        try {
            var dataSource = TestDatabase.migrated(pool);
            var audit = new Audit(dataSource);
            var people = new People(dataSource, audit);
            work.accept(people, new Tokens(dataSource, people, audit));
        } finally {
            pool.dispose();
        }
    }
}
