package io.blockyard.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.blockyard.Patience;
import io.blockyard.dataiku.ProjectReaders;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;

/** A process that does work of a crawl until it stands still where it is to be killed. */
final class KilledCrawler {

    /** Stands for the moment before the bundle of a version has its name. */
    static final String BUNDLE = "bundle";

    private static final String HERE = "here";

    private KilledCrawler() {}

    /** Begins the work in a process of its own, which dies before it runs this statement for the {@code nth} time. */
    static void kill(Path home, KilledWork work, String statement, int nth) throws IOException, InterruptedException {
        var log = home.resolve("log").toFile();
        var crawler = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledCrawler.class.getName(),
                        home.toString(),
                        work.name(),
                        statement,
                        Integer.toString(nth))
                .redirectError(log)
                .start();
        try (var lines = new BufferedReader(new InputStreamReader(crawler.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(lines.lines().anyMatch(HERE::equals))
                    .as("%s %s %d\n%s", work, statement, nth, Files.readString(log.toPath()))
                    .isTrue();
        } finally {
            crawler.destroyForcibly();
            assertThat(crawler.waitFor(60, TimeUnit.SECONDS)).isTrue();
        }
    }

    static CrawlBench open(Path home, DataSource dataSource) {
        return new CrawlBench(home, Path.of("samples/projects"), dataSource, ProjectReaders::new);
    }

    static JdbcConnectionPool database(Path home) {
        var pool = JdbcConnectionPool.create(
                "jdbc:h2:file:" + home.resolve("db") + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;WRITE_DELAY=0",
                "sa",
                "");
        pool.setMaxConnections(30);
        return pool;
    }

    /** Arguments: the folder, the work, the statement, and how often it runs before. */
    public static void main(String[] arguments) throws InterruptedException {
        var home = Path.of(arguments[0]);
        var left = new AtomicInteger(Integer.parseInt(arguments[3]));
        if (arguments[2].equals(BUNDLE)) {
            standAtBundle(home.resolve("bundles"), left.get());
        }
        var bench = open(home, watched(database(home), arguments[2].replaceAll(":\\w+", "?"), left));
        KilledWork.valueOf(arguments[1]).start(bench, home.resolve("project"));
        Thread.sleep(Patience.LONG);
    }

    /** Ends this process at once when so many files more are there, whole or not. */
    private static void standAtBundle(Path bundles, int more) {
        long before = count(bundles);
        Thread.ofPlatform().daemon().start(() -> {
            while (count(bundles) < before + more) {
                Thread.onSpinWait();
            }
            System.out.println(HERE);
            System.out.flush();
            Runtime.getRuntime().halt(1);
        });
    }

    private static long count(Path folder) {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).count();
        } catch (IOException | UncheckedIOException moving) {
            return 0;
        }
    }

    private static DataSource watched(DataSource real, String statement, AtomicInteger left) {
        return proxy(
                DataSource.class,
                real,
                (result, arguments) -> result instanceof Connection connection
                        ? proxy(Connection.class, connection, (prepared, sql) -> {
                            stand(sql, statement, left);
                            return prepared;
                        })
                        : result);
    }

    private static void stand(Object[] arguments, String statement, AtomicInteger left) {
        if (arguments.length > 0
                && arguments[0] instanceof String sql
                && sql.strip().replaceAll("\\s+", " ").startsWith(statement)
                && left.decrementAndGet() == 0) {
            System.out.println(HERE);
            try {
                Thread.sleep(Patience.LONG);
            } catch (InterruptedException over) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private interface Seen {
        Object after(Object result, Object[] arguments);
    }

    private static <T> T proxy(Class<T> type, T real, Seen seen) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    try {
                        var given = arguments == null ? new Object[0] : arguments;
                        return seen.after(method.invoke(real, arguments), given);
                    } catch (InvocationTargetException failure) {
                        throw failure.getCause();
                    }
                }));
    }
}
