package io.blockyard.journey;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The packaged application in a process of its own, as a person starts it, on a data folder of its own. */
final class PortalProcess implements AutoCloseable {

    static final String SANDBOX_KEY = "journey-sandbox-key";
    private static final Duration START_LIMIT = Duration.ofMinutes(5);

    private final Process process;
    /** A portal does not outlive the tests, whatever ends them. */
    private final Thread atExit;

    private final int port;
    private final int sandboxPort;
    private final Path data;
    private final Path log;

    private PortalProcess(Process process, int port, int sandboxPort, Path data, Path log) {
        this.process = process;
        this.atExit = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(atExit);
        this.port = port;
        this.sandboxPort = sandboxPort;
        this.data = data;
        this.log = log;
    }

    /** Starts the portal and waits until it serves. */
    static PortalProcess start(Path data, Map<String, String> environment) {
        return start(data, environment, FreePort.choose(), FreePort.choose());
    }

    private static PortalProcess start(Path data, Map<String, String> environment, int port, int sandboxPort) {
        var log = data.resolveSibling(data.getFileName() + ".log");
        var command = new ArrayList<>(java());
        command.addAll(List.of("start", "--port", String.valueOf(port), "--data", data.toString()));
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        builder.environment().put("BLOCKYARD_SANDBOX_PORT", String.valueOf(sandboxPort));
        builder.environment().put("BLOCKYARD_SANDBOX_KEY", SANDBOX_KEY);
        try {
            var portal = new PortalProcess(builder.start(), port, sandboxPort, data, log);
            portal.awaitServing();
            return portal;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI address() {
        return URI.create("http://localhost:" + port);
    }

    /** The base of the DSS API that the portal's sandbox serves. */
    URI sandboxAddress() {
        return URI.create("http://localhost:" + sandboxPort);
    }

    Path data() {
        return data;
    }

    /** Runs a product command in a process of its own, against this portal when it needs one. */
    CommandResult run(Map<String, String> environment, String... arguments) {
        var command = new ArrayList<>(java());
        command.addAll(List.of(arguments));
        try {
            var out = Files.createTempFile("blockyard-out", ".txt");
            var err = Files.createTempFile("blockyard-err", ".txt");
            var builder =
                    new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
            builder.environment().put("BLOCKYARD_SERVER", address().toString());
            builder.environment().putAll(environment);
            var started = builder.start();
            if (!started.waitFor(120, TimeUnit.SECONDS)) {
                started.destroyForcibly();
                throw new AssertionError("This command did not end: " + String.join(" ", arguments));
            }
            var result = new CommandResult(started.exitValue(), Files.readString(out), Files.readString(err));
            Files.delete(out);
            Files.delete(err);
            return result;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Ends the process as a power cut would. */
    void kill() {
        process.destroyForcibly().onExit().join();
        forget();
    }

    /** Starts the portal again on the same data and address. */
    PortalProcess again() {
        return start(data, Map.of(), port, sandboxPort);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("The portal did not stop within a minute of SIGTERM:\n" + tail());
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        forget();
    }

    private void forget() {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException ending) {
            // It runs already.
        }
    }

    private void awaitServing() {
        var request = HttpRequest.newBuilder(address().resolve("/health"))
                .timeout(Duration.ofSeconds(5))
                .build();
        var end = Instant.now().plus(START_LIMIT);
        try (var client = HttpClient.newHttpClient()) {
            while (Instant.now().isBefore(end)) {
                if (!process.isAlive()) {
                    throw new AssertionError("The portal ended while starting:\n" + tail());
                }
                try {
                    if (client.send(request, HttpResponse.BodyHandlers.discarding())
                                    .statusCode()
                            == 200) {
                        return;
                    }
                } catch (IOException notYet) {
                    // It does not listen yet.
                }
                TimeUnit.MILLISECONDS.sleep(100);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
        throw new AssertionError("The portal did not serve within " + START_LIMIT + ":\n" + tail());
    }

    private String tail() {
        try {
            var text = Files.readString(log, UTF_8);
            return text.substring(Math.max(0, text.length() - 4000));
        } catch (IOException e) {
            return "(no log: " + e.getMessage() + ")";
        }
    }

    /** The command that runs the packaged jar on the JVM of the tests. */
    private static List<String> java() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                // As the launcher starts it without a cache: most of a journey is starting.
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-jar",
                packagedJar().toString());
    }

    private static Path packagedJar() {
        try (var files = Files.list(Path.of("target"))) {
            return files.filter(file -> file.getFileName().toString().matches("blockyard-.*\\.jar"))
                    .filter(file -> !file.toString().endsWith("-sources.jar"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(
                            "There is no packaged jar in target/: these tests run in `./blockyard test`."));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a command said and how it ended. */
    record CommandResult(int exitCode, String output, String errors) {}
}
