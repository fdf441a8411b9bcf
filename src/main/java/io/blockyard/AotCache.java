package io.blockyard;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * Makes the JVM's ahead-of-time cache, with which the next starts take less than half the time. A second portal on
 * a throw-away folder is started for it at the lowest priority; nothing that goes wrong there is noticed here.
 */
public final class AotCache {

    /** The system property with the path of the cache that is missing and wanted. */
    public static final String WANTED = "blockyard.aot.wanted";

    /** The system property that is set in the training run. */
    public static final String TRAINING = "blockyard.aot.training";

    private static final Logger LOG = LoggerFactory.getLogger(AotCache.class);
    private static final Duration REST_FIRST = Duration.ofSeconds(10);
    private static final Duration LONGEST_TRAINING = Duration.ofMinutes(5);

    private AotCache() {}

    /** Starts the training in the background when a cache is wanted; it ends with this process. */
    public static void trainWhenWanted() {
        Optional.ofNullable(System.getProperty(WANTED))
                .map(Path::of)
                .filter(cache -> !Files.exists(cache))
                .ifPresent(cache -> Thread.ofVirtual().name("aot-training").start(() -> train(cache)));
    }

    /** What the training run does once it serves: the first pages of a visit. */
    public static void visit(int port) {
        try (var http = HttpClient.newHttpClient()) {
            for (var page : List.of("/health", "/", "/login", "/api/v1/blocks")) {
                var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + page))
                        .timeout(Duration.ofSeconds(20))
                        .build();
                http.send(request, BodyHandlers.discarding());
            }
        } catch (IOException failure) {
            LOG.debug("The training run could not visit itself", failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void train(Path cache) {
        var fresh = cache.resolveSibling(
                cache.getFileName() + "." + ProcessHandle.current().pid() + ".new");
        try {
            Thread.sleep(REST_FIRST);
            var folder = Files.createTempDirectory("blockyard-training");
            try {
                var log = folder.resolve("training.log").toFile();
                var builder = new ProcessBuilder(command(fresh, folder))
                        .redirectErrorStream(true)
                        .redirectOutput(Redirect.to(log))
                        .redirectInput(Redirect.from(new File("/dev/null")));
                onItsOwn(builder.environment());
                var training = builder.start();
                var ends = Thread.ofPlatform().unstarted(() -> {
                    destroy(training);
                    clean(fresh, folder);
                });
                Runtime.getRuntime().addShutdownHook(ends);
                if (training.waitFor(LONGEST_TRAINING.toSeconds(), TimeUnit.SECONDS) && training.exitValue() == 0) {
                    Files.move(fresh, cache, StandardCopyOption.ATOMIC_MOVE);
                }
                destroy(training);
                Runtime.getRuntime().removeShutdownHook(ends);
            } finally {
                clean(fresh, folder);
            }
        } catch (IOException | IllegalStateException failure) {
            LOG.debug("No ahead-of-time cache was made", failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** A training run must not reach this installation's database or take its tasks. */
    private static void onItsOwn(Map<String, String> environment) {
        environment.keySet().removeIf(name -> name.startsWith("BLOCKYARD_") || name.startsWith("SPRING_"));
    }

    private static void destroy(Process training) {
        training.descendants().forEach(ProcessHandle::destroyForcibly);
        try {
            // What it still writes must not come back after the folder is deleted.
            training.destroyForcibly().waitFor(2, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void clean(Path fresh, Path folder) {
        try {
            Files.deleteIfExists(fresh);
            Files.deleteIfExists(fresh.resolveSibling(fresh.getFileName() + ".config"));
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException failure) {
            LOG.debug("The training run left something behind", failure);
        }
    }

    /** This process's own command line, at the lowest priority, as a training run. */
    private static List<String> command(Path cache, Path folder) {
        var command = new ArrayList<String>();
        if (Files.isExecutable(Path.of("/usr/bin/nice"))) {
            command.addAll(List.of("/usr/bin/nice", "-n", "19"));
        }
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> !argument.startsWith("-XX:AOT")
                        && !argument.startsWith("-XX:TieredStopAtLevel")
                        && !argument.startsWith("-D" + WANTED))
                .forEach(command::add);
        command.addAll(List.of(
                "-XX:AOTCacheOutput=" + cache,
                "-D" + TRAINING + "=true",
                "-cp",
                System.getProperty("java.class.path"),
                "io.blockyard.cli.Main",
                "start",
                "--port",
                "0",
                "--sandbox-port",
                "0",
                "--data",
                folder.resolve("data").toString()));
        return command;
    }
}
