package io.blockyard.discovery;

import static io.blockyard.discovery.CrawlBench.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;

import io.blockyard.TestDatabase;
import io.blockyard.catalog.Articles;
import io.blockyard.catalog.BundleStore;
import io.blockyard.catalog.Catalog;
import io.blockyard.dataiku.ProjectReaders;
import io.blockyard.discovery.BlockOutcome.Outcome;
import io.blockyard.discovery.Crawls.Crawl;
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
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.FileSystemUtils;

/**
 * A process that is killed anywhere in a crawl, a preview, in accepting one or in undoing leaves the catalog as before or
 * as after; the next one goes on.
 */
class KilledCrawlTest {

    private static final String KEY = "COMPRESSOR_MONITORING";
    /** Ids of zones that hold Python recipes. */
    private static final Set<String> ZONES = Set.of("qoIK9nw", "r4Hi9V9");

    @TempDir
    private static Path temp;

    /** A project and its database after a first crawl, of which every case has a copy. */
    private static Path crawledOnce;

    @BeforeAll
    static void crawlOnce() throws IOException {
        crawledOnce = temp.resolve("crawled-once");
        var project = CrawlBench.part(KEY, crawledOnce.resolve("project"), ZONES);
        var database = database(crawledOnce);
        TestDatabase.migrated(database);
        try (var bench = open(crawledOnce, database)) {
            bench.crawl(project, KEY);
        } finally {
            database.dispose();
        }
    }

    /** What is killed: a crawl of what has changed, its preview, the acceptance of that, or the undoing of it. */
    private enum Work {
        PREVIEW(Outcome.CHANGED, Outcome.CHANGED) {
            @Override
            void prepare(CrawlBench bench, Path project) throws IOException {
                edit(project);
            }

            @Override
            Crawl start(CrawlBench bench, Path project) {
                return bench.crawls.startFolder(ADMIN, project, KEY, new CrawlOptions(true, ZoneChoice.NAMED));
            }
        },
        CRAWL(Outcome.CHANGED, Outcome.UNCHANGED) {
            @Override
            void prepare(CrawlBench bench, Path project) throws IOException {
                edit(project);
            }

            @Override
            Crawl start(CrawlBench bench, Path project) {
                return bench.crawls.startFolder(ADMIN, project, KEY);
            }
        },
        ACCEPTANCE(Outcome.CHANGED, Outcome.UNCHANGED) {
            @Override
            void prepare(CrawlBench bench, Path project) throws IOException {
                edit(project);
                bench.finish(bench.crawls.startFolder(ADMIN, project, KEY, new CrawlOptions(true, ZoneChoice.NAMED)));
            }

            @Override
            Crawl start(CrawlBench bench, Path project) {
                return bench.crawls.accept(ADMIN, newest(bench).id(), List.of());
            }
        },
        UNDO(Outcome.UNDONE, Outcome.WITHHELD) {
            @Override
            void prepare(CrawlBench bench, Path project) throws IOException {
                edit(project);
                bench.crawl(project, KEY);
            }

            @Override
            Crawl start(CrawlBench bench, Path project) {
                return bench.crawls.undo(ADMIN, newest(bench).id());
            }
        };

        private final Outcome end;
        private final Outcome nextCrawl;

        Work(Outcome end, Outcome nextCrawl) {
            this.end = end;
            this.nextCrawl = nextCrawl;
        }

        /** What has happened before, beside a first crawl. */
        abstract void prepare(CrawlBench bench, Path project) throws IOException;

        abstract Crawl start(CrawlBench bench, Path project);
    }

    /**
     * Where the process is killed: before it runs this statement for the {@code nth} time.
     *
     * @param written whether the catalog is then as after the work
     */
    private record Point(Work work, String statement, int nth, boolean written) {}

    private static final String TASK_ENDS = "update task_run set status = :status";
    /** Before the bundle of a version has its name. */
    private static final String BUNDLE = "bundle";

    private static final List<Point> USUAL = List.of(
            new Point(Work.CRAWL, "insert into block_version", 2, false),
            // The first statement after the catalog was written, which ends the task.
            new Point(Work.CRAWL, TASK_ENDS, 1, true),
            new Point(Work.PREVIEW, "insert into crawl_proposal", 2, false),
            new Point(Work.ACCEPTANCE, "update crawl_proposal", 1, false),
            new Point(Work.UNDO, "update block_version", 2, false));

    private static final List<Point> FULL = List.of(
            new Point(Work.CRAWL, "update task_run set stage", 1, false),
            new Point(Work.CRAWL, "update task_run set stage", 3, false),
            new Point(Work.CRAWL, BUNDLE, 1, false),
            new Point(Work.CRAWL, BUNDLE, 2, false),
            new Point(Work.CRAWL, "insert into article_conflict", 1, false),
            new Point(Work.CRAWL, "insert into credential_finding", 1, false),
            new Point(Work.CRAWL, "update catalog_sequence", 1, false),
            new Point(Work.CRAWL, "insert into article_revision", 2, false),
            new Point(Work.CRAWL, "update block set last_crawled_at", 1, false),
            new Point(Work.CRAWL, "insert into crawl_effect", 2, false),
            new Point(Work.CRAWL, "insert into zone_fingerprint", 1, false),
            new Point(Work.CRAWL, "update crawl set report", 1, false),
            new Point(Work.PREVIEW, "update task_run set stage", 3, false),
            new Point(Work.PREVIEW, BUNDLE, 2, false),
            new Point(Work.PREVIEW, "insert into credential_finding", 1, false),
            new Point(Work.PREVIEW, "update crawl set report", 1, false),
            new Point(Work.PREVIEW, TASK_ENDS, 1, true),
            new Point(Work.ACCEPTANCE, "update task_run set stage", 1, false),
            new Point(Work.ACCEPTANCE, "insert into block_version", 1, false),
            new Point(Work.ACCEPTANCE, "insert into article_revision", 2, false),
            new Point(Work.ACCEPTANCE, "insert into crawl_effect", 1, false),
            new Point(Work.ACCEPTANCE, "update crawl set report", 1, false),
            new Point(Work.ACCEPTANCE, TASK_ENDS, 1, true),
            new Point(Work.UNDO, "update task_run set stage", 1, false),
            new Point(Work.UNDO, "update catalog_sequence", 2, false),
            new Point(Work.UNDO, "insert into article_revision", 1, false),
            new Point(Work.UNDO, "update crawl_effect", 1, false),
            new Point(Work.UNDO, "update crawl set report", 1, false),
            new Point(Work.UNDO, TASK_ENDS, 1, true));

    @TestFactory
    Stream<DynamicTest> killedWorkIsAllOrNothingAndGoesOn() {
        var points = Boolean.getBoolean("tests.full") ? Stream.concat(USUAL.stream(), FULL.stream()) : USUAL.stream();
        return points.map(point -> DynamicTest.dynamicTest(
                point.work() + " " + point.statement() + " " + point.nth(), () -> killedAt(point)));
    }

    private void killedAt(Point point) throws IOException, InterruptedException {
        var home = Files.createTempDirectory(temp, "home");
        FileSystemUtils.copyRecursively(crawledOnce, home);
        var project = home.resolve("project");
        String before;
        var database = database(home);
        try (var bench = open(home, database)) {
            editArticles(bench);
            point.work().prepare(bench, project);
            before = state(database, home);
        } finally {
            database.dispose();
        }

        kill(home, point);

        database = database(home);
        var killed = state(database, home);
        try (var bench = open(home, database)) {
            var report = bench.finish(newest(bench));
            var after = state(database, home);
            assertThat(killed).isEqualTo(point.written() ? after : before);
            assertThat(after).isNotEqualTo(before);
            assertThat(report.blocks())
                    .hasSize(ZONES.size())
                    .extracting(BlockOutcome::outcome)
                    .containsOnly(point.work().end);
            for (var block : bench.catalog.changesAfter(0, 100)) {
                assertThat(bench.catalog.versions(ADMIN, block.manifest().id()))
                        .hasSize(point.work() == Work.PREVIEW ? 1 : 2);
            }
            var crawls = bench.crawls.recent(ADMIN, 10);
            int zones = ZONES.size();
            switch (point.work()) {
                case PREVIEW -> told(crawls, 2, zones, 0);
                case CRAWL -> told(crawls, 2, 0, zones);
                case ACCEPTANCE -> told(crawls, 3, 0, zones);
                case UNDO -> told(crawls, 3, 0, 0);
            }
            assertThat(bench.crawl(project, KEY).blocks())
                    .extracting(BlockOutcome::outcome)
                    .containsOnly(point.work().nextCrawl);
        } finally {
            database.dispose();
        }
    }

    private static void told(List<Crawl> crawls, int count, int waiting, int undoable) {
        assertThat(crawls).hasSize(count);
        assertThat(crawls.stream().mapToInt(Crawl::waiting).sum()).isEqualTo(waiting);
        assertThat(crawls.getFirst().undoable()).isEqualTo(undoable);
    }

    /** Where the next version is told, so that every crawl asks a person. */
    private static void editArticles(CrawlBench bench) {
        for (var block : bench.catalog.changesAfter(0, 100)) {
            var id = block.manifest().id();
            var article = bench.articles.get(ADMIN, id);
            var text = article.markdown().replace("version: 1.0.0", "version: 1.0.0 or so");
            assertThat(text).isNotEqualTo(article.markdown());
            bench.articles.write(ADMIN, id, new Articles.Edit(text, article.revision(), ""));
        }
    }

    private static void edit(Path project) throws IOException {
        try (var recipes = Files.list(project.resolve("recipes"))) {
            for (var code :
                    recipes.filter(file -> file.toString().endsWith(".py")).toList()) {
                Files.writeString(code, Files.readString(code) + "\n# tuned\npassword = \"Winter!2023x\"\n");
            }
        }
    }

    private static Crawl newest(CrawlBench bench) {
        return bench.crawls.recent(ADMIN, 1).getFirst();
    }

    private static void kill(Path home, Point point) throws IOException, InterruptedException {
        var log = home.resolve("log").toFile();
        var crawler = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Crawler.class.getName(),
                        home.toString(),
                        point.work().name(),
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
            assertThat(crawler.waitFor(60, TimeUnit.SECONDS)).isTrue();
        }
    }

    /**
     * All that is told of each block, its names, its summary, marks and times included, its article, what waits for a
     * decision, what previews found, and the credentials that administrators see.
     */
    private static String state(DataSource database, Path home) {
        var catalog = new Catalog(database, new BundleStore(home.resolve("bundles")));
        var jdbc = JdbcClient.create(database);
        var state = new StringBuilder();
        for (var block : catalog.changesAfter(0, 100)) {
            var id = block.manifest().id();
            state.append(block)
                    .append(catalog.article(ADMIN, id))
                    .append(catalog.versions(ADMIN, id))
                    .append('\n');
        }
        for (var rows : List.of(
                "select block_id, place, origin, told, base, crawled, written, found_at from article_conflict",
                "select crawl_id, block_id, proposal, accepted_in from crawl_proposal",
                "select crawl_id, block_id, effect, undone_in from crawl_effect",
                "select * from credential_finding",
                "select * from zone_fingerprint",
                "select alias, block_id from block_name")) {
            jdbc.sql(rows).query().listOfRows().stream()
                    .map(Object::toString)
                    .sorted()
                    .forEach(row -> state.append(row).append('\n'));
        }
        return state.toString();
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
        return pool;
    }

    /** What runs in the other process: it stands still where it is to be killed. */
    static final class Crawler {

        static final String HERE = "here";

        private Crawler() {}

        public static void main(String[] arguments) throws InterruptedException {
            var home = Path.of(arguments[0]);
            var left = new AtomicInteger(Integer.parseInt(arguments[3]));
            if (arguments[2].equals(BUNDLE)) {
                standAtBundle(home.resolve("bundles"), left.get());
            }
            var bench = open(home, watched(database(home), arguments[2].replaceAll(":\\w+", "?"), left));
            Work.valueOf(arguments[1]).start(bench, home.resolve("project"));
            Thread.sleep(60_000);
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
