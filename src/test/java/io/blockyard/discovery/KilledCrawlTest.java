package io.blockyard.discovery;

import static io.blockyard.discovery.CrawlBench.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;

import io.blockyard.TestDatabase;
import io.blockyard.catalog.BundleStore;
import io.blockyard.catalog.Catalog;
import io.blockyard.dataiku.ProjectReaders;
import io.blockyard.discovery.BlockOutcome.Outcome;
import io.blockyard.discovery.Crawls.Crawl;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

/** A process that is killed anywhere in a crawl leaves the catalog as before or as after; the next one goes on. */
class KilledCrawlTest {

    private static final String KEY = "COMPRESSOR_MONITORING";

    @TempDir
    private Path temp;

    /**
     * Where the process is killed: before it runs this statement for the {@code nth} time.
     *
     * @param published whether the catalog is then as after the crawl
     */
    private record Point(String statement, int nth, boolean published) {}

    private static final List<Point> USUAL = List.of(
            new Point("insert into block_version", 3, false),
            // The first statement after the catalog was written, which ends the task.
            new Point("update task_run set status = :status", 1, true));

    private static final List<Point> FULL = List.of(
            new Point("update task_run set stage", 1, false),
            new Point("update task_run set stage", 3, false),
            new Point("update catalog_sequence", 1, false),
            new Point("insert into article_revision", 2, false),
            new Point("update block set last_crawled_at", 1, false),
            new Point("insert into crawl_effect", 2, false),
            new Point("insert into zone_fingerprint", 1, false),
            new Point("update crawl set report", 1, false));

    @TestFactory
    Stream<DynamicTest> aKilledCrawlIsAllOrNothingAndGoesOn() {
        var points = Boolean.getBoolean("tests.full") ? Stream.concat(USUAL.stream(), FULL.stream()) : USUAL.stream();
        return points.map(
                point -> DynamicTest.dynamicTest(point.statement() + " " + point.nth(), () -> killedAt(point)));
    }

    private void killedAt(Point point) throws IOException, InterruptedException {
        var home = Files.createTempDirectory(temp, "home");
        var project = home.resolve("project");
        FileSystemUtils.copyRecursively(Path.of("samples/projects").resolve(KEY), project);
        List<String> before;
        var database = database(home);
        try (var bench = open(home, database)) {
            bench.crawl(project, KEY);
            before = state(bench.catalog);
        } finally {
            database.dispose();
        }
        try (var recipes = Files.list(project.resolve("recipes"))) {
            for (var code :
                    recipes.filter(file -> file.toString().endsWith(".py")).toList()) {
                Files.writeString(code, Files.readString(code) + "\n# tuned\n");
            }
        }

        killWhileCrawling(home, point);

        database = database(home);
        var killed = state(new Catalog(database, new BundleStore(home.resolve("bundles"))));
        try (var bench = open(home, database)) {
            var crawl = bench.crawls.recent(ADMIN, 1).getFirst();
            var report = bench.finish(crawl);
            var after = state(bench.catalog);
            assertThat(killed).isEqualTo(point.published() ? after : before);
            assertThat(after).hasSameSizeAs(before).doesNotContainAnyElementsOf(before);
            assertThat(report.blocks()).extracting(BlockOutcome::outcome).containsOnly(Outcome.CHANGED);
            assertThat(bench.catalog.changesAfter(0, 100))
                    .allMatch(block -> block.versions().size() == 2);
            assertThat(bench.crawls.recent(ADMIN, 10))
                    .hasSize(2)
                    .extracting(Crawl::undoable)
                    .allMatch(count -> count > 0);
            assertThat(bench.crawl(project, KEY).blocks())
                    .extracting(BlockOutcome::outcome)
                    .containsOnly(Outcome.UNCHANGED);
        } finally {
            database.dispose();
        }
    }

    private static void killWhileCrawling(Path home, Point point) throws IOException, InterruptedException {
        var log = home.resolve("log").toFile();
        var crawler = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Crawler.class.getName(),
                        home.toString(),
                        point.statement(),
                        Integer.toString(point.nth()))
                .redirectError(log)
                .start();
        try (var lines = new BufferedReader(new InputStreamReader(crawler.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(lines.lines().anyMatch(Crawler.HERE::equals))
                    .as("%s\n%s", point, Files.readString(log.toPath()))
                    .isTrue();
        } finally {
            crawler.destroyForcibly();
            assertThat(crawler.waitFor(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static List<String> state(Catalog catalog) {
        return catalog.changesAfter(0, 100).stream()
                .map(block -> block.manifest().reference() + " " + block.digest() + " "
                        + catalog.article(ADMIN, block.manifest().id()).revision())
                .toList();
    }

    private static CrawlBench open(Path home, DataSource dataSource) {
        return new CrawlBench(home, Path.of("samples/projects"), dataSource, ProjectReaders::new);
    }

    private static JdbcConnectionPool database(Path home) {
        var pool = JdbcConnectionPool.create(
                "jdbc:h2:file:" + home.resolve("db") + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;WRITE_DELAY=0",
                "sa",
                "");
        pool.setMaxConnections(30);
        TestDatabase.migrated(pool);
        return pool;
    }

    /** What runs in the other process: it stands still where it is to be killed. */
    static final class Crawler {

        static final String HERE = "here";

        private Crawler() {}

        public static void main(String[] arguments) throws InterruptedException {
            var home = Path.of(arguments[0]);
            var left = new AtomicInteger(Integer.parseInt(arguments[2]));
            var bench = open(home, watched(database(home), arguments[1].replaceAll(":\\w+", "?"), left));
            bench.crawls.startFolder(ADMIN, home.resolve("project"), KEY);
            Thread.sleep(60_000);
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
                    Thread.sleep(60_000);
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
}
