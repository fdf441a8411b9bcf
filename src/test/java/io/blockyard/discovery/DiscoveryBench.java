package io.blockyard.discovery;

import static io.blockyard.discovery.CrawlBench.ADMIN;

import com.sun.management.OperatingSystemMXBean;
import com.zaxxer.hikari.HikariDataSource;
import io.blockyard.TestDatabase;
import io.blockyard.block.BlockId;
import io.blockyard.block.BlockVersion;
import io.blockyard.dataiku.AllowedHosts;
import io.blockyard.dataiku.ProjectFolder;
import io.blockyard.dataiku.ProjectReaders;
import io.blockyard.dataiku.Surroundings;
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
import org.springframework.util.FileSystemUtils;

/**
 * {@code ./blockyard bench discovery [--projects 40]}: how fast an instance of many projects is crawled over HTTP, and
 * crawled again when nothing changed. The instance runs in the same JVM, and takes its part of the processors.
 */
final class DiscoveryBench {

    private static final int ZONES = 50;
    private static final int CALLS_PER_SECOND = 400;
    private static final int WANTED = 5;

    private final Path folder;
    private final int projects;

    private DiscoveryBench(Path folder, int projects) {
        this.folder = folder;
        this.projects = projects;
    }

    public static void main(String[] arguments) throws IOException {
        var given = List.of(arguments);
        var projects = given.indexOf("--projects") < 0 ? "40" : given.get(given.indexOf("--projects") + 1);
        var folder = Files.createTempDirectory("blockyard-bench");
        try {
            var bench = new DiscoveryBench(folder, Integer.parseInt(projects));
            bench.anArticle();
            bench.anInstance();
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
        System.exit(0);
    }

    private void anInstance() throws IOException {
        var instance = Files.createDirectories(folder.resolve("projects"));
        for (int number = 0; number < projects; number++) {
            GeneratedZones.write(instance.resolve("GEN_" + number), number, ZONES);
        }
        try (var database = database();
                var bench = new CrawlBench(
                        folder.resolve("data"),
                        instance,
                        TestDatabase.migrated(database),
                        data -> new ProjectReaders(AllowedHosts.any(), data, CALLS_PER_SECOND))) {
            // A server that crawls has its classes loaded.
            bench.crawl(Path.of("samples/projects/COMPRESSOR_MONITORING"), "COMPRESSOR_MONITORING");
            heaps().forEach(MemoryPoolMXBean::resetPeakUsage);

            var processor = processorSeconds();
            var first = crawlAll(bench, Outcome.NEW);
            var firstWork = processorSeconds() - processor;
            var most = heaps().stream()
                    .mapToLong(pool -> pool.getPeakUsage().getUsed())
                    .sum();
            var kept = liveHeap();
            var feed = bench.catalog.changesAfter(0, 10_000).getLast().changeSequence();
            var again = crawlAll(bench, Outcome.UNCHANGED);
            processor = processorSeconds();
            var onceMore = crawlAll(bench, Outcome.UNCHANGED);
            var onceMoreWork = processorSeconds() - processor;

            print(
                    "first crawl of %,d zones in %d projects over HTTP, at most %d calls a second: %.1f s, %.1f ms a block (%.1f s of processor)",
                    zones(), projects, CALLS_PER_SECOND, first, first * 1000 / zones(), firstWork);
            print(
                    "heap of at most %d MB: %d MB used at most, %d MB still held when everything was crawled",
                    Runtime.getRuntime().maxMemory() >> 20, most >> 20, kept >> 20);
            print("the same again, nothing changed: %.1f s, %.1f times faster", again, first / again);
            print(
                    "and once more: %.1f s, %.1f times faster (%.1f s of processor)",
                    onceMore, first / onceMore, onceMoreWork);
            require(bench.catalog.count(ADMIN) >= zones(), "a block of every zone");
            require(bench.catalog.changesAfter(feed, 10).isEmpty(), "nothing written by a crawl without changes");
            require(first / again >= WANTED, "a crawl without changes at least " + WANTED + " times faster");
        }
    }

    private void anArticle() throws IOException {
        var rules = new Classification(Classification.standardRules());
        var best = Double.MAX_VALUE;
        for (int run = 0; run < 40; run++) {
            // Code that was read before is remembered, so every run is of a project that is new.
            var key = "ONE_" + run;
            GeneratedZones.write(folder.resolve(key), run, ZONES);
            var project = ProjectFolder.at(folder.resolve(key), key).read();
            var zones = ZoneBoundaries.of(project);
            long begin = System.nanoTime();
            for (var zone : zones) {
                var candidate = BlockCandidate.of(project, zone, rules, Surroundings.UNKNOWN);
                var article = ArticleWriter.write(
                        candidate.manifest(new BlockId("BLOCK"), BlockVersion.FIRST),
                        candidate.slice(),
                        candidate.steps(),
                        new ArticleWriter.Texts(
                                candidate.summary(), candidate.about(), candidate.classification(), List.of()));
                require(article.contains("## Description"), "an article");
            }
            best = Math.min(best, seconds(begin) * 1000 / zones.size());
        }
        print("what is known of a zone, and its article, warm: %.1f ms a block", best);
    }

    private double crawlAll(CrawlBench bench, Outcome expected) {
        long begin = System.nanoTime();
        var crawls = bench.crawls.startAll(ADMIN, "sandbox", List.of(), CrawlOptions.USUAL);
        crawls.forEach(crawl -> bench.finish(crawl, Duration.ofMinutes(15)));
        var taken = seconds(begin);
        require(crawls.size() == projects, "a crawl of every project");
        for (var crawl : crawls) {
            var report =
                    Objects.requireNonNull(bench.crawls.find(ADMIN, crawl.id()).report());
            require(
                    report.blocks().size() == ZONES
                            && report.blocks().stream().allMatch(block -> block.outcome() == expected),
                    "every zone " + expected.wire() + " in " + crawl.projectKey());
        }
        return taken;
    }

    private int zones() {
        return projects * ZONES;
    }

    /** The database as a server has it. */
    private HikariDataSource database() {
        var pool = new HikariDataSource();
        pool.setJdbcUrl(
                "jdbc:h2:file:" + folder.resolve("db") + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;WRITE_DELAY=0");
        pool.setUsername("sa");
        pool.setPassword("");
        return pool;
    }

    private static long liveHeap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static List<MemoryPoolMXBean> heaps() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .toList();
    }

    /** Of this JVM, the instance that is crawled included. */
    private static double processorSeconds() {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return system.getProcessCpuTime() / 1e9;
    }

    private static double seconds(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }

    private static void print(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError("expected: " + what);
        }
    }
}
