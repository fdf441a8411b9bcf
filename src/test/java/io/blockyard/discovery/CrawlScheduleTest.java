package io.blockyard.discovery;

import static io.blockyard.discovery.CrawlBench.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blockyard.access.Actor;
import io.blockyard.access.Role;
import io.blockyard.dataiku.Origin;
import io.blockyard.discovery.BlockOutcome.Outcome;
import io.blockyard.discovery.Crawls.Crawl;
import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import io.blockyard.task.TaskStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.FileSystemUtils;

class CrawlScheduleTest {

    private static final Path SAMPLES = Path.of("samples/projects");
    private static final String KEY = "COMPRESSOR_MONITORING";
    private static final String OTHER = "CUSTOMER_RETENTION";
    private static final Instant NOON = Instant.parse("2031-03-05T12:00:30Z");

    @TempDir
    private Path temp;

    @Test
    void aSourceIsCrawledWhenItsTimeComesAndNoticesWhatIsGone() throws IOException {
        var projects = Files.createDirectories(temp.resolve("projects"));
        FileSystemUtils.copyRecursively(SAMPLES.resolve(KEY), projects.resolve(KEY));
        FileSystemUtils.copyRecursively(SAMPLES.resolve(OTHER), projects.resolve(OTHER));
        try (var bench = new CrawlBench(temp.resolve("data"), projects)) {
            var set = bench.schedules(at(NOON)).set(ADMIN, "sandbox", "0 6 * * *", List.of(), CrawlOptions.USUAL);
            assertThat(set.next()).isEqualTo(Instant.parse("2031-03-06T06:00:00Z"));
            assertThat(bench.schedules(at(NOON.plus(Duration.ofHours(12)))).takeDue())
                    .isEmpty();

            var morning = at(Instant.parse("2031-03-06T06:00:10Z"));
            bench.round(morning).lookAround();
            bench.round(morning).lookAround();

            assertThat(bench.rounds()).hasSize(1);
            var crawls = ended(bench, 2);
            assertThat(crawls).extracting(Crawl::projectKey).containsExactlyInAnyOrder(KEY, OTHER);
            assertThat(bench.catalog.count(ADMIN)).isPositive();

            FileSystemUtils.deleteRecursively(projects.resolve(OTHER));
            bench.round(at(Instant.parse("2031-03-07T06:00:10Z"))).lookAround();

            var lost = ended(bench, 4).stream()
                    .filter(crawl -> crawl.projectKey().equals(OTHER))
                    .findFirst()
                    .orElseThrow();
            var report = Objects.requireNonNull(lost.report());
            assertThat(report.blocks()).extracting(BlockOutcome::outcome).containsOnly(Outcome.GONE);
            assertThat(report.problems()).extracting(Problem::code).containsExactly("dss.project-not-found");
            assertThat(bench.catalog.sourceBlocks(ADMIN, OTHER).values())
                    .isNotEmpty()
                    .allMatch(block -> block.gone());
            // Once it is known, it is not looked for again.
            assertThat(bench.crawls.startAll(ADMIN, "sandbox", List.of(), CrawlOptions.USUAL))
                    .extracting(Crawl::projectKey)
                    .containsExactly(KEY);
        }
    }

    @Test
    void aChosenProjectThatIsGoneStopsNoOther() throws IOException {
        var projects = Files.createDirectories(temp.resolve("projects"));
        CrawlBench.part(KEY, projects.resolve(KEY), Set.of("qoIK9nw"));
        FileSystemUtils.copyRecursively(projects.resolve(KEY), projects.resolve(OTHER));
        try (var bench = new CrawlBench(temp.resolve("data"), projects)) {
            var chosen = List.of(OTHER, KEY);
            var noon = bench.schedules(at(NOON)).set(ADMIN, "sandbox", "0 6 * * *", chosen, CrawlOptions.USUAL);
            bench.finish(bench.crawls.start(ADMIN, "sandbox", OTHER));
            FileSystemUtils.deleteRecursively(projects.resolve(OTHER));

            bench.round(at(noon.next().plusSeconds(10))).lookAround();

            assertThat(ended(bench, 3)).extracting(Crawl::projectKey).containsExactlyInAnyOrder(KEY, OTHER, OTHER);
            assertThat(bench.catalog.sourceBlocks(ADMIN, OTHER).values())
                    .isNotEmpty()
                    .allMatch(block -> block.gone());
            // Nor one that was never crawled; by hand it is a mistake.
            assertThatThrownBy(() -> bench.crawls.start(ADMIN, "sandbox", "NEVER"))
                    .hasMessageContaining("NEVER");
            bench.schedules(at(NOON)).set(ADMIN, "sandbox", "0 6 * * *", List.of("NEVER", KEY), CrawlOptions.USUAL);
            bench.round(at(noon.next().plusSeconds(10))).lookAround();
            assertThat(ended(bench, 4).getFirst().projectKey()).isEqualTo(KEY);
        }
    }

    @Test
    void whatIsNoTimeOrNoSourceIsSaid() {
        try (var bench = new CrawlBench(temp, SAMPLES)) {
            var schedules = bench.schedules(at(NOON));

            assertThatThrownBy(() -> schedules.set(ADMIN, "sandbox", "every day", List.of(), CrawlOptions.USUAL))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("does not say when");
            assertThatThrownBy(() -> schedules.set(ADMIN, "nowhere", "@daily", List.of(), CrawlOptions.USUAL))
                    .hasMessageContaining("no source");
            var viewer = new Actor("vera", Set.of(Role.VIEWER), "test");
            assertThatThrownBy(() -> schedules.set(viewer, "sandbox", "@daily", List.of(), CrawlOptions.USUAL))
                    .isInstanceOf(ProblemException.class);
            assertThat(schedules.all(viewer)).isEmpty();

            schedules.set(ADMIN, "sandbox", "@daily", List.of(KEY), CrawlOptions.USUAL);
            schedules.remove(ADMIN, "sandbox");
            assertThat(schedules.all(viewer)).isEmpty();
        }
    }

    @Test
    void timesThatWereKeptBeforeAreReadAsTheyWereAndOneThatCannotBeReadStopsNoOther() {
        try (var bench = new CrawlBench(temp, SAMPLES)) {
            keep(bench, "broken", "at dawn");
            keep(bench, "sandbox", "0 0 6 * * 1-5");
            var schedules = bench.schedules(at(NOON.plus(Duration.ofDays(1))));

            assertThat(schedules.all(ADMIN))
                    .extracting(CrawlSchedule::next)
                    .containsExactly(null, Instant.parse("2031-03-06T06:00:00Z"));
            assertThat(schedules.takeDue()).extracting(CrawlSchedule::source).containsExactly("sandbox");
            assertThatThrownBy(() -> schedules.upcoming("0 0 6 * * 1-5", 1)).hasMessageContaining("not five");
        }
    }

    @Test
    void theScheduleOfASourceThatIsRemovedGoesWithIt() {
        try (var bench = new CrawlBench(temp.resolve("data"), SAMPLES)) {
            var folder = new Origin.Folder(SAMPLES.toAbsolutePath());
            bench.sources.add(ADMIN, "team", folder, "");
            var schedules = bench.schedules(at(NOON));
            schedules.set(ADMIN, "team", "@daily", List.of(), CrawlOptions.USUAL);
            bench.sources.remove(ADMIN, "team");

            assertThat(bench.schedules(at(NOON.plus(Duration.ofDays(2)))).takeDue())
                    .isEmpty();
            bench.sources.add(ADMIN, "team", folder, "");
            assertThat(schedules.all(ADMIN)).isEmpty();
        }
    }

    private static void keep(CrawlBench bench, String source, String cron) {
        JdbcClient.create(bench.dataSource)
                .sql("""
                        insert into crawl_schedule (source, cron, projects, preview, default_zone, changed_by, changed_at)
                        values (:source, :cron, '[]', false, false, 'ada', :at)
                        """)
                .param("source", source)
                .param("cron", cron)
                .param("at", NOON.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** All crawls, once there are so many and all of them have ended well. */
    private static List<Crawl> ended(CrawlBench bench, int count) {
        Awaitility.await()
                .until(() -> bench.crawls.recent(ADMIN, 10).stream()
                                .filter(crawl -> crawl.task().status() == TaskStatus.SUCCEEDED)
                                .count()
                        >= count);
        return bench.crawls.recent(ADMIN, 10);
    }

    private static Clock at(Instant moment) {
        return Clock.fixed(moment, ZoneOffset.UTC);
    }
}
