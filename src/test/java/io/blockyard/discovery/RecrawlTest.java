package io.blockyard.discovery;

import static io.blockyard.discovery.CrawlBench.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blockyard.SharedData;
import io.blockyard.block.BlockId;
import io.blockyard.catalog.Articles.Edit;
import io.blockyard.catalog.Lifecycle;
import io.blockyard.dataiku.ObjectPrints;
import io.blockyard.dataiku.ProjectFolder;
import io.blockyard.dataiku.Surroundings;
import io.blockyard.dataiku.credential.CleanProject;
import io.blockyard.discovery.BlockOutcome.Outcome;
import io.blockyard.discovery.Crawls.Report;
import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import io.blockyard.task.TaskStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Projects that are crawled again after they changed. */
class RecrawlTest {

    private static final Path SAMPLES = Path.of("samples/projects");
    private static final String KEY = "COMPRESSOR_MONITORING";
    private static final BlockId FEATURES = new BlockId("VIBRATION_FEATURES");
    private static final BlockId ANOMALIES = new BlockId("ANOMALY_DETECTION");

    @TempDir
    private Path temp;

    private CrawlBench bench;

    @BeforeEach
    void open() {
        bench = new CrawlBench(temp, SAMPLES);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    /** Five states of two real projects one after the other, in one catalog, with people at work in between. */
    @Test
    void realProjectsAreToldByIdentityAndKeepWhatPeopleWrote() {
        var projects = SharedData.require("data/dss-projects");
        var games = new BlockId("GAMES");
        var prep = new BlockId("DATA_PREP");
        bench.crawl(projects.resolve("chess_openings@81eba39"), "CHESS");
        bench.crawl(projects.resolve("loan_advisor@fc6aeff"), "LOAN");
        write(games, text -> text + "\n## Who to ask\n\nThe club's secretary.\n");
        write(
                prep,
                text -> text.replace("## Contains", "## Caveats\n\nLoans before 2019 are incomplete.\n\n## Contains"));

        // Another dataset, made anew, under another name: the old input is gone, a folder comes in its place.
        var second = bench.crawl(projects.resolve("chess_openings@7b732b3"), "CHESS");

        assertThat(outcome(second, games).outcome()).isEqualTo(Outcome.CHANGED);
        assertThat(outcome(second, games).version()).isEqualTo("2.0.0");
        assertThat(sentences(second, games))
                .contains("input games removed", "dataset game added")
                .noneMatch(sentence -> sentence.contains("renamed"));
        assertThat(outcome(second, new BlockId("OPENINGS")).outcome()).isEqualTo(Outcome.UNCHANGED);
        assertThat(outcome(second, new BlockId("ANALYSIS")).version()).isEqualTo("1.1.0");
        write(games, text -> text.replace("tags: []", "tags:\n- endgame"));
        write(games, text -> text.replace("## Columns", "## Columns\n\nMoves are in algebraic notation."));

        // What was made inside the zone comes from another one now: contracts move, whole zones appear.
        var loan = bench.crawl(projects.resolve("loan_advisor"), "LOAN");

        assertThat(outcome(loan, prep).version()).isEqualTo("2.0.0");
        assertThat(outcome(loan, prep).from()).isEqualTo("1.0.0");
        assertThat(sentences(loan, prep))
                .contains("input Customer_Info_file removed", "new required input Customer_Info")
                .doesNotContain("dataset Customer_Info removed");
        assertThat(loan.blocks().stream()
                        .filter(block -> block.outcome() == Outcome.NEW)
                        .map(BlockOutcome::zone))
                .containsExactlyInAnyOrder("Inputs", "Train model to predict loan defaulting");
        assertThat(loan.skipped()).extracting(Crawls.SkippedZone::reason).containsExactly("no recipe");

        // The same dataset under a name that another one had: told as a renaming, inside the block.
        var third = bench.crawl(projects.resolve("chess_openings"), "CHESS");

        assertThat(outcome(third, games).version()).isEqualTo("2.1.0");
        assertThat(sentences(third, games))
                .contains("dataset game renamed to games")
                .noneMatch(sentence -> sentence.contains("removed") || sentence.contains("added"));
        assertThat(bench.catalog.article(ADMIN, games).markdown())
                .contains(
                        "## Who to ask",
                        "The club's secretary.",
                        "Moves are in algebraic notation.",
                        "- endgame",
                        "version: 2.1.0");
        assertThat(bench.catalog.article(ADMIN, prep).markdown())
                .contains("Loans before 2019 are incomplete.", "version: 2.0.0");
        assertThat(bench.catalog.versions(ADMIN, games)).hasSize(3);
        for (var project :
                Map.of("CHESS", "chess_openings", "LOAN", "loan_advisor").entrySet()) {
            assertThat(bench.crawl(projects.resolve(project.getValue()), project.getKey())
                            .blocks())
                    .extracting(BlockOutcome::outcome)
                    .containsOnly(Outcome.UNCHANGED);
        }
    }

    /** Another project of the same key lacks a zone, and the first has it again at the next crawl. */
    @Test
    void aZoneThatOnlyOneOfTwoSourcesHasIsToldOf() throws IOException {
        var projects = temp.resolve("projects");
        GeneratedZones.write(projects.resolve("MILL"), 1, 2);
        try (var two = new CrawlBench(temp.resolve("two"), projects)) {
            two.finish(two.crawls.start(ADMIN, "sandbox", "MILL"));
            var zone = ProjectEdits.zoneFile(projects.resolve("MILL"), "Step 1 1");
            var text = Files.readString(zone);
            Files.delete(zone);
            madeElsewhere(two);
            assertThat(two.finish(two.crawls.start(ADMIN, "sandbox", "MILL")).problems())
                    .extracting(Problem::code)
                    .containsOnlyOnce("discovery.other-source");
            Files.writeString(zone, text);
            madeElsewhere(two);
            assertThat(two.finish(two.crawls.start(ADMIN, "sandbox", "MILL")).problems())
                    .extracting(Problem::code)
                    .containsOnlyOnce("discovery.other-source");
        }
    }

    private static void madeElsewhere(CrawlBench bench) {
        assertThat(JdbcClient.create(bench.dataSource)
                        .sql("update crawl set source = 'dev'")
                        .update())
                .isPositive();
    }

    @Test
    void aVanishedZoneIsMarkedAndComesBack() throws IOException {
        var project = ProjectEdits.copy(SAMPLES.resolve(KEY), temp.resolve("project"));
        bench.crawl(project, KEY);
        var zone = ProjectEdits.zoneFile(project, "Vibration features");
        var text = Files.readString(zone);
        Files.delete(zone);

        var gone = bench.crawl(project, KEY);

        assertThat(outcome(gone, FEATURES).outcome()).isEqualTo(Outcome.GONE);
        var mark = bench.catalog.block(ADMIN, FEATURES).sourceGone();
        assertThat(mark).isNotNull();
        assertThat(bench.catalog.versions(ADMIN, FEATURES)).hasSize(1);
        bench.events.clear();
        bench.crawl(project, KEY);
        assertThat(bench.catalog.block(ADMIN, FEATURES).sourceGone()).isEqualTo(mark);
        assertThat(bench.events).isEmpty();

        Files.writeString(zone, text);
        assertThat(outcome(bench.crawl(project, KEY), FEATURES).outcome()).isEqualTo(Outcome.BACK);
        assertThat(bench.catalog.block(ADMIN, FEATURES).sourceGone()).isNull();
        assertThat(bench.catalog.versions(ADMIN, FEATURES)).hasSize(1);

        // A preview that did not see it says nothing any more once a crawl did.
        Files.delete(zone);
        var preview = bench.crawls.startFolder(ADMIN, project, KEY, new CrawlOptions(true, ZoneChoice.NAMED));
        assertThat(outcome(bench.finish(preview), FEATURES).outcome()).isEqualTo(Outcome.GONE);
        Files.writeString(zone, text);
        assertThat(outcome(bench.crawl(project, KEY), FEATURES).outcome()).isEqualTo(Outcome.UNCHANGED);
        var late = bench.await(bench.crawls.accept(ADMIN, preview.id(), List.of(FEATURES.value())));
        assertThat(late.problems()).extracting(Problem::code).containsExactly("discovery.preview-stale");
        assertThat(bench.catalog.block(ADMIN, FEATURES).sourceGone()).isNull();
    }

    @Test
    void anUndoneCrawlLeavesWhatPeopleWroteSince() throws IOException {
        var project = ProjectEdits.copy(SAMPLES.resolve(KEY), temp.resolve("project"));
        var first = bench.crawls.startFolder(ADMIN, project, KEY);
        bench.finish(first);
        var before = bench.catalog.article(ADMIN, FEATURES).markdown();
        ProjectEdits.append(project.resolve("recipes/fft_analysis.py"), "\n# tuned\n");
        Files.writeString(
                project.resolve("zones/extra01.json"),
                Files.readString(ProjectEdits.zoneFile(project, "Vibration features"))
                        .replace("\"Vibration features\"", "\"Copied features\""));
        var preview = bench.crawls.startFolder(ADMIN, project, KEY, new CrawlOptions(true, ZoneChoice.NAMED));
        bench.finish(preview);
        var second = bench.crawls.startFolder(ADMIN, project, KEY);
        bench.finish(second);
        assertThat(bench.catalog.block(ADMIN, FEATURES).manifest().version()).hasToString("1.1.0");
        var copied = new BlockId("COPIED_FEATURES");
        write(FEATURES, text -> text + "\n## Field notes\n\nMeasured twice.\n");
        write(copied, text -> text + "\n## Field notes\n\nNever used.\n");

        assertThatThrownBy(() -> bench.crawls.undo(ADMIN, UUID.randomUUID())).isInstanceOf(ProblemException.class);
        var early = bench.await(bench.crawls.undo(ADMIN, first.id()));
        assertThat(early.status()).isEqualTo(TaskStatus.FAILED);
        assertThat(early.problems()).extracting(Problem::code).contains("catalog.moved-on");

        var undone = bench.finish(bench.crawls.undo(ADMIN, second.id()));

        assertThat(outcome(undone, FEATURES).outcome()).isEqualTo(Outcome.UNDONE);
        assertThat(outcome(undone, FEATURES).from()).isEqualTo("1.1.0");
        var block = bench.catalog.block(ADMIN, FEATURES);
        assertThat(block.manifest().version()).hasToString("1.0.0");
        assertThat(bench.catalog.article(ADMIN, FEATURES).markdown())
                .isEqualToIgnoringNewLines(before + "\n## Field notes\n\nMeasured twice.\n");
        assertThat(bench.catalog.block(ADMIN, copied).lifecycle()).isEqualTo(Lifecycle.YANKED);
        assertThat(bench.catalog.article(ADMIN, copied).markdown()).contains("Never used.");
        assertThat(bench.crawls.find(ADMIN, second.id()).undoable()).isZero();
        assertThatThrownBy(() -> bench.crawls.undo(ADMIN, second.id())).hasMessageContaining("nothing to undo");

        // Nor by a preview of before, whose number is given already.
        var late = bench.await(bench.crawls.accept(ADMIN, preview.id(), List.of(FEATURES.value())));
        assertThat(late.problems())
                .extracting(Problem::message)
                .containsExactly(
                        "The preview is out of date: VIBRATION_FEATURES has had a version 1.1.0 since, which was withdrawn.");

        // What somebody took back does not come again by itself; what is new does, under a number of its own.
        assertThat(outcome(bench.crawl(project, KEY), FEATURES).outcome()).isEqualTo(Outcome.WITHHELD);
        ProjectEdits.append(project.resolve("recipes/fft_analysis.py"), "\n# tuned again\n");
        assertThat(outcome(bench.crawl(project, KEY), FEATURES).version()).isEqualTo("1.2.0");
        assertThat(bench.catalog.article(ADMIN, FEATURES).markdown()).contains("Measured twice.", "version: 1.2.0");
    }

    @Test
    void onlyZonesThatLookDifferentAreLookedInto() throws IOException {
        var project = ProjectEdits.copy(SAMPLES.resolve(KEY), temp.resolve("project"));
        var before = fingerprints(project);
        assertThat(fingerprints(project)).isEqualTo(before);

        ProjectEdits.append(project.resolve("recipes/fft_analysis.py"), "\n# tuned\n");
        var after = fingerprints(project);

        assertThat(after.entrySet())
                .filteredOn(zone -> !before.get(zone.getKey()).equals(zone.getValue()))
                .extracting(Map.Entry::getKey)
                .containsExactly("Vibration features");
        try (var modules = Files.walk(project.resolve("lib"))) {
            ProjectEdits.append(
                    modules.filter(file -> file.toString().endsWith(".py"))
                            .findFirst()
                            .orElseThrow(),
                    "\n# note\n");
        }
        assertThat(fingerprints(project).values()).doesNotContainAnyElementsOf(after.values());
    }

    /** Blocks with the versions that their zones are known to hold. */
    private List<String> compared() {
        return JdbcClient.create(bench.dataSource)
                .sql("select block_id || ' ' || version from zone_fingerprint")
                .query(String.class)
                .list();
    }

    private static Map<String, String> fingerprints(Path folder) {
        var project = ProjectFolder.at(folder, KEY).read();
        var read =
                new ReadProject(new CleanProject(project, ObjectPrints.of(project), List.of()), Surroundings.UNKNOWN);
        var prints = new ZoneFingerprints(read, new Classification(Classification.standardRules()));
        return ZoneBoundaries.of(project).stream().collect(Collectors.toMap(ZoneBoundary::name, prints::of));
    }

    private void write(BlockId block, UnaryOperator<String> change) {
        var article = bench.catalog.article(ADMIN, block);
        bench.articles.write(ADMIN, block, new Edit(change.apply(article.markdown()), article.revision(), "known"));
    }

    private static BlockOutcome outcome(Report report, BlockId block) {
        return report.blocks().stream()
                .filter(outcome -> outcome.blockId().equals(block.value()))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> sentences(Report report, BlockId block) {
        return outcome(report, block).differences().stream()
                .map(BlockOutcome.Change::sentence)
                .toList();
    }
}
