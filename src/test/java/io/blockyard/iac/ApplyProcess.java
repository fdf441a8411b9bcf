package io.blockyard.iac;

import static org.assertj.core.api.Assertions.assertThat;

import io.blockyard.access.Audit;
import io.blockyard.catalog.BlockRegistry;
import io.blockyard.dataiku.DssClient;
import io.blockyard.task.Secrets;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.h2.tools.Server;

/**
 * Applies a plan in a process of its own, which shares the database and the target with the test and can be killed. It
 * stands still at each moment that matters until it is told to go on.
 */
final class ApplyProcess {

    /** The status that a process ends with that was killed by signal 9. */
    private static final int KILLED = 128 + 9;

    private static final String MOMENT = "moment: ";

    private final Process process;
    private final File log;

    private ApplyProcess(Process process, File log) {
        this.process = process;
        this.log = log;
    }

    /**
     * @param database address of a served database, from {@link #serve}
     * @param keys where the keys lie that seal what is found on the target
     * @param blocks where a {@link MiniBlock} lies
     * @param secondEdition which edition of it is to be had
     */
    static ApplyProcess start(String database, URI target, Path keys, Path blocks, boolean secondEdition, UUID plan)
            throws IOException {
        var log = Files.createTempFile(blocks, "apply", ".log").toFile();
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ApplyProcess.class.getName(),
                        database,
                        target.toString(),
                        keys.toString(),
                        blocks.toString(),
                        Boolean.toString(secondEdition),
                        plan.toString())
                .redirectError(log)
                .start();
        return new ApplyProcess(process, log);
    }

    /** Opens a database in memory to other processes; the address is that of the pool's connections. */
    static String serve(Server server, DataSource database) throws SQLException {
        try (var connection = database.getConnection()) {
            var name = connection.getMetaData().getURL().replaceFirst("jdbc:h2:", "");
            return "jdbc:h2:tcp://127.0.0.1:" + server.getPort() + "/" + name;
        }
    }

    /**
     * Lets it go on from moment to moment until it ends or somebody kills it.
     *
     * @param moments told of each while the process stands still
     * @return whether it was killed, and did not end by itself
     */
    boolean follow(Consumer<String> moments) throws IOException, InterruptedException {
        try (var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
                var answers = process.getOutputStream()) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(MOMENT)) {
                    moments.accept(line.substring(MOMENT.length()));
                    if (process.isAlive()) {
                        answers.write('\n');
                        answers.flush();
                    }
                }
            }
        }
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(() -> text(log.toPath())).isIn(0, KILLED);
        return process.exitValue() == KILLED;
    }

    /** Ends it at once, with signal 9; it is gone when this returns. */
    void kill() {
        // The handle, since the process itself would close the streams that somebody reads.
        process.toHandle().destroyForcibly();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** What runs in the other process. */
    public static void main(String[] arguments) {
        var database = JdbcConnectionPool.create(arguments[0], "sa", "");
        var transaction = PlansOnSandbox.transaction(database);
        var secrets = Secrets.of(Path.of(arguments[2]));
        var audit = new Audit(database);
        var once =
                new DssClient.Patience(Duration.ofSeconds(30), Duration.ofSeconds(30), 1, Duration.ZERO, Duration.ZERO);
        BlockRegistry blocks = MiniBlock.edition(Path.of(arguments[3]), Boolean.parseBoolean(arguments[4]));
        var surroundings = new Surroundings(
                database,
                transaction,
                blocks,
                name -> new DssClient(URI.create(arguments[1]), "key", once),
                new Environments(database, transaction, secrets, audit, Clock.systemUTC()),
                new Policies(new TargetKeeping(database, transaction, audit, Clock.systemUTC(), target -> {})),
                secrets,
                Clock.systemUTC());
        new ApplyTask(surroundings, PlansOnSandbox.STEPWISE, ApplyProcess::stand)
                .run(PlansOnSandbox.task(ApplyTask.KIND, UUID.fromString(arguments[5])), new PlansOnSandbox.Quiet());
        System.exit(0);
    }

    private static void stand(String moment) {
        System.out.println(MOMENT + moment);
        try {
            if (System.in.read() < 0) {
                Runtime.getRuntime().halt(1);
            }
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
