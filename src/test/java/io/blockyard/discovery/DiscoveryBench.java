package io.blockyard.discovery;

import static io.blockyard.discovery.CrawlBench.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;

import io.blockyard.TestDatabase;
import io.blockyard.block.BlockId;
import io.blockyard.block.BlockVersion;
import io.blockyard.dataiku.AllowedHosts;
import io.blockyard.dataiku.ProjectFolder;
import io.blockyard.dataiku.ProjectReaders;
import io.blockyard.discovery.BlockOutcome.Outcome;
import io.blockyard.discovery.article.ArticleWriter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How fast an instance is crawled; {@code ./blockyard bench discovery} runs it and shows what it prints. */
class DiscoveryBench {

    private static final int PROJECTS = Integer.getInteger("bench.projects", 40);
    private static final int ZONES = 50;

    @TempDir
    private Path folder;

    @Test
    void anInstanceOfTwoThousandZones() throws IOException {
        var projects = Files.createDirectories(folder.resolve("projects"));
        for (int number = 0; number < PROJECTS; number++) {
            GeneratedZones.write(projects.resolve("GEN_" + number), number, ZONES);
        }
        try (var bench = new CrawlBench(
                folder.resolve("data"),
                projects,
                database(),
                data -> new ProjectReaders(AllowedHosts.any(), data, 400))) {
            // A server that crawls has its classes loaded.
            bench.crawl(Path.of("samples/projects/COMPRESSOR_MONITORING"), "COMPRESSOR_MONITORING");
            heaps().forEach(MemoryPoolMXBean::resetPeakUsage);

            var first = crawlAll(bench, Outcome.NEW);
            var heap = heaps().stream()
                    .mapToLong(pool -> pool.getPeakUsage().getUsed())
                    .sum();
            var sequence = bench.catalog.changesAfter(0, 10_000).getLast().changeSequence();
            var again = crawlAll(bench, Outcome.UNCHANGED);

            print(
                    "first crawl of %d zones in %d projects over HTTP: %.1f s, %.1f ms a block, most heap %d MB",
                    PROJECTS * ZONES, PROJECTS, first, first * 1000 / (PROJECTS * ZONES), heap >> 20);
            print("the same again, nothing changed: %.1f s, %.1f times faster", again, first / again);
            assertThat(bench.catalog.count(ADMIN)).isGreaterThanOrEqualTo(PROJECTS * ZONES);
            assertThat(bench.catalog.changesAfter(sequence, 10)).isEmpty();
            assertThat(first / again).as("times faster").isGreaterThanOrEqualTo(5);
        }
    }

    @Test
    void anArticle() throws IOException {
        GeneratedZones.write(folder.resolve("ONE"), 0, ZONES);
        var project = ProjectFolder.at(folder.resolve("ONE"), "ONE").read();
        var zones = ZoneBoundaries.of(project);
        var best = Double.MAX_VALUE;
        for (int run = 0; run < 8; run++) {
            long begin = System.nanoTime();
            for (var zone : zones) {
                var candidate = BlockCandidate.of(project, zone, new Classification(Classification.standardRules()));
                var article = ArticleWriter.write(
                        candidate.manifest(new BlockId("BLOCK"), BlockVersion.FIRST),
                        candidate.slice(),
                        new ArticleWriter.Texts(
                                candidate.summary(), candidate.about(), candidate.classification(), List.of()));
                assertThat(article).contains("## Description");
            }
            best = Math.min(best, seconds(begin) * 1000 / zones.size());
        }
        print("what is known of a zone, and its article, warm: %.1f ms a block", best);
    }

    private static double crawlAll(CrawlBench bench, Outcome expected) {
        long begin = System.nanoTime();
        var crawls = bench.crawls.startAll(ADMIN, "sandbox", List.of(), CrawlOptions.USUAL);
        assertThat(crawls).hasSize(PROJECTS);
        crawls.forEach(crawl -> bench.finish(crawl, Duration.ofMinutes(15)));
        var taken = seconds(begin);
        for (var crawl : crawls) {
            assertThat(Objects.requireNonNull(
                                    bench.crawls.find(ADMIN, crawl.id()).report())
                            .blocks())
                    .hasSize(ZONES)
                    .extracting(BlockOutcome::outcome)
                    .containsOnly(expected);
        }
        return taken;
    }

    private DataSource database() {
        return TestDatabase.migrated(JdbcConnectionPool.create(
                "jdbc:h2:file:" + folder.resolve("db") + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;WRITE_DELAY=0",
                "sa",
                ""));
    }

    private static List<MemoryPoolMXBean> heaps() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .toList();
    }

    private static double seconds(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }

    private static void print(String format, Object... values) {
        System.out.println("bench " + String.format(Locale.ROOT, format, values));
    }
}
