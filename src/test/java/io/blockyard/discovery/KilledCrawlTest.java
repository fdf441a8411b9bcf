package io.blockyard.discovery;

import static io.blockyard.discovery.CrawlBench.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;

import io.blockyard.TestDatabase;
import io.blockyard.catalog.Articles;
import io.blockyard.catalog.BundleStore;
import io.blockyard.catalog.Catalog;
import io.blockyard.discovery.Crawls.Crawl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;
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

    /** Ids of zones that hold Python recipes. */
    private static final Set<String> ZONES = Set.of("qoIK9nw", "r4Hi9V9");

    @TempDir
    private static Path temp;

    /** A project and its database after a first crawl, of which every case has a copy. */
    private static Path crawledOnce;

    @BeforeAll
    static void crawlOnce() throws IOException {
        crawledOnce = temp.resolve("crawled-once");
        var project = CrawlBench.part(KilledWork.KEY, crawledOnce.resolve("project"), ZONES);
        var database = KilledCrawler.database(crawledOnce);
        TestDatabase.migrated(database);
        try (var bench = KilledCrawler.open(crawledOnce, database)) {
            bench.crawl(project, KilledWork.KEY);
        } finally {
            database.dispose();
        }
    }

    /**
     * Where the process is killed: before it runs this statement for the {@code nth} time.
     *
     * @param written whether the catalog is then as after the work
     */
    private record Point(KilledWork work, String statement, int nth, boolean written) {}

    private static final String TASK_ENDS = "update task_run set status = :status";

    private static final List<Point> USUAL = List.of(
            new Point(KilledWork.CRAWL, "insert into block_version", 2, false),
            // The first statement after the catalog was written, which ends the task.
            new Point(KilledWork.CRAWL, TASK_ENDS, 1, true),
            new Point(KilledWork.PREVIEW, "insert into crawl_proposal", 2, false),
            new Point(KilledWork.ACCEPTANCE, "update crawl_proposal", 1, false),
            new Point(KilledWork.UNDO, "update block_version", 2, false));

    private static final List<Point> FULL = List.of(
            new Point(KilledWork.CRAWL, "update task_run set stage", 1, false),
            new Point(KilledWork.CRAWL, "update task_run set stage", 3, false),
            new Point(KilledWork.CRAWL, KilledCrawler.BUNDLE, 1, false),
            new Point(KilledWork.CRAWL, KilledCrawler.BUNDLE, 2, false),
            new Point(KilledWork.CRAWL, "insert into article_conflict", 1, false),
            new Point(KilledWork.CRAWL, "insert into credential_finding", 1, false),
            new Point(KilledWork.CRAWL, "update catalog_sequence", 1, false),
            new Point(KilledWork.CRAWL, "insert into article_revision", 2, false),
            new Point(KilledWork.CRAWL, "update block set last_crawled_at", 1, false),
            new Point(KilledWork.CRAWL, "insert into crawl_effect", 2, false),
            new Point(KilledWork.CRAWL, "insert into zone_fingerprint", 1, false),
            new Point(KilledWork.CRAWL, "update crawl set report", 1, false),
            new Point(KilledWork.PREVIEW, "update task_run set stage", 3, false),
            new Point(KilledWork.PREVIEW, KilledCrawler.BUNDLE, 2, false),
            new Point(KilledWork.PREVIEW, "insert into credential_finding", 1, false),
            new Point(KilledWork.PREVIEW, "update crawl set report", 1, false),
            new Point(KilledWork.PREVIEW, TASK_ENDS, 1, true),
            new Point(KilledWork.ACCEPTANCE, "update task_run set stage", 1, false),
            new Point(KilledWork.ACCEPTANCE, "insert into block_version", 1, false),
            new Point(KilledWork.ACCEPTANCE, "insert into article_revision", 2, false),
            new Point(KilledWork.ACCEPTANCE, "insert into crawl_effect", 1, false),
            new Point(KilledWork.ACCEPTANCE, "update crawl set report", 1, false),
            new Point(KilledWork.ACCEPTANCE, TASK_ENDS, 1, true),
            new Point(KilledWork.UNDO, "update task_run set stage", 1, false),
            new Point(KilledWork.UNDO, "update catalog_sequence", 2, false),
            new Point(KilledWork.UNDO, "insert into article_revision", 1, false),
            new Point(KilledWork.UNDO, "update crawl_effect", 1, false),
            new Point(KilledWork.UNDO, "update crawl set report", 1, false),
            new Point(KilledWork.UNDO, TASK_ENDS, 1, true));

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
        var database = KilledCrawler.database(home);
        try (var bench = KilledCrawler.open(home, database)) {
            editArticles(bench);
            point.work().prepare(bench, project);
            before = state(database, home);
        } finally {
            database.dispose();
        }

        KilledCrawler.kill(home, point.work(), point.statement(), point.nth());

        database = KilledCrawler.database(home);
        var killed = state(database, home);
        try (var bench = KilledCrawler.open(home, database)) {
            var report = bench.finish(KilledWork.newest(bench));
            var after = state(database, home);
            assertThat(killed).isEqualTo(point.written() ? after : before);
            assertThat(after).isNotEqualTo(before);
            assertThat(report.blocks())
                    .hasSize(ZONES.size())
                    .extracting(BlockOutcome::outcome)
                    .containsOnly(point.work().end());
            for (var block : bench.catalog.changesAfter(0, 100)) {
                assertThat(bench.catalog.versions(ADMIN, block.manifest().id()))
                        .hasSize(point.work() == KilledWork.PREVIEW ? 1 : 2);
            }
            var crawls = bench.crawls.recent(ADMIN, 10);
            int zones = ZONES.size();
            switch (point.work()) {
                case PREVIEW -> told(crawls, 2, zones, 0);
                case CRAWL -> told(crawls, 2, 0, zones);
                case ACCEPTANCE -> told(crawls, 3, 0, zones);
                case UNDO -> told(crawls, 3, 0, 0);
            }
            assertThat(bench.crawl(project, KilledWork.KEY).blocks())
                    .extracting(BlockOutcome::outcome)
                    .containsOnly(point.work().nextCrawl());
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
}
