package io.blockyard.discovery;

import static io.blockyard.discovery.CrawlBench.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blockyard.access.Actor;
import io.blockyard.access.Role;
import io.blockyard.block.BlockId;
import io.blockyard.block.BlockReference;
import io.blockyard.block.BlockVersion;
import io.blockyard.block.Column;
import io.blockyard.catalog.Article;
import io.blockyard.catalog.CatalogBlock;
import io.blockyard.dataiku.ProjectFolder;
import io.blockyard.discovery.BlockOutcome.Outcome;
import io.blockyard.discovery.Crawls.Report;
import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrawlTest {

    private static final Path SAMPLES = Path.of("samples/projects");
    private static final String KEY = "COMPRESSOR_MONITORING";
    private static final BlockId FEATURES = new BlockId("VIBRATION_FEATURES");

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

    @Test
    void everyPublishableZoneBecomesABlock() throws IOException {
        try (var projects = Files.list(SAMPLES)) {
            for (var project : projects.sorted().toList()) {
                var report = bench.crawl(project, project.getFileName().toString());
                assertThat(report.blocks()).extracting(BlockOutcome::outcome).containsOnly(Outcome.NEW);
                assertThat(report.blocks()).extracting(BlockOutcome::version).containsOnly("1.0.0");
                assertThat(report.problems()).isEmpty();
            }
        }

        assertThat(bench.catalog.count(ADMIN)).isGreaterThanOrEqualTo(16);
    }

    @Test
    void anInstanceAndAFolderGiveTheSame() throws Exception {
        bench.finish(bench.crawls.start(ADMIN, "sandbox", KEY));
        var overHttp = bench.catalog.bundle(ADMIN, FEATURES, BlockVersion.FIRST);

        var report = bench.crawl(SAMPLES.resolve(KEY), KEY);

        assertThat(report.blocks())
                .isNotEmpty()
                .extracting(BlockOutcome::outcome)
                .containsOnly(Outcome.UNCHANGED);
        try (var other = new CrawlBench(temp.resolve("other"), SAMPLES)) {
            other.crawl(SAMPLES.resolve(KEY), KEY);
            assertThat(other.catalog.bundle(ADMIN, FEATURES, BlockVersion.FIRST))
                    .isEqualTo(overHttp);
        }
    }

    @Test
    void aBlockSaysWhatItNeedsAndWhereItCanBeExtended() {
        bench.crawl(SAMPLES.resolve(KEY), KEY);

        var manifest = bench.catalog.block(ADMIN, FEATURES).manifest();

        assertThat(manifest.level()).isEqualTo("equipment");
        assertThat(manifest.domain()).isEqualTo("rotating_equipment");
        assertThat(manifest.dependencies().python()).containsExactly("numpy", "pandas", "scipy");
        assertThat(manifest.dependencies().variables()).containsExactly("sampling_hz", "trend_window_bursts");
        assertThat(manifest.extensionPoints()).singleElement().satisfies(point -> {
            assertThat(point.recipe()).isEqualTo("rolling_stats");
            assertThat(point.baseClass()).isEqualTo("rotating.features.BaseFeatureEngineer");
            assertThat(point.requiredMethods()).containsExactly("burst_statistics");
        });
        assertThat(bench.catalog
                        .block(ADMIN, new BlockId("ANOMALY_DETECTION"))
                        .manifest()
                        .dependencies()
                        .python())
                .contains("scikit-learn");
    }

    @Test
    void anUnchangedSourceWritesNothing() {
        bench.crawl(SAMPLES.resolve(KEY), KEY);
        var before = blocks();
        var articles = articles();
        bench.events.clear();

        var report = bench.crawl(SAMPLES.resolve(KEY), KEY);

        assertThat(report.blocks()).extracting(BlockOutcome::outcome).containsOnly(Outcome.UNCHANGED);
        assertThat(bench.catalog.changesAfter(0, 1000))
                .usingRecursiveComparison()
                .ignoringFields("lastCrawledAt")
                .isEqualTo(before);
        assertThat(articles()).isEqualTo(articles);
        assertThat(bench.events).isEmpty();
        assertThat(bench.catalog.versions(ADMIN, FEATURES)).hasSize(1);
    }

    @Test
    void aBundleThatIsLostOrDamagedIsRepaired() throws IOException {
        bench.crawl(SAMPLES.resolve(KEY), KEY);
        var before = blocks();
        var articles = articles();
        var bytes = bench.catalog.bundle(ADMIN, FEATURES, BlockVersion.FIRST);
        bench.events.clear();

        Files.delete(bundle(FEATURES));
        Files.writeString(bundle(new BlockId("ANOMALY_DETECTION")), "scratched");
        var report = bench.crawl(SAMPLES.resolve(KEY), KEY);

        assertThat(report.blocks()).extracting(BlockOutcome::outcome).containsOnly(Outcome.UNCHANGED);
        assertThat(report.problems()).isEmpty();
        assertThat(bench.catalog.bundle(ADMIN, FEATURES, BlockVersion.FIRST)).isEqualTo(bytes);
        assertThat(bench.catalog
                        .definition(ADMIN, new BlockId("ANOMALY_DETECTION"), BlockVersion.FIRST)
                        .recipes())
                .isNotEmpty();
        assertThat(blocks())
                .usingRecursiveComparison()
                .ignoringFields("lastCrawledAt")
                .isEqualTo(before);
        assertThat(bench.catalog.block(ADMIN, FEATURES).lastCrawledAt())
                .isAfter(before.getFirst().lastCrawledAt());
        assertThat(articles()).isEqualTo(articles);
        assertThat(bench.events).isEmpty();
    }

    @Test
    void aLostBundleWhoseSourceChangedIsFollowedByANewVersion() throws IOException {
        var project = ProjectEdits.copy(SAMPLES.resolve(KEY), temp.resolve("project"));
        bench.crawl(project, KEY);
        Files.delete(bundle(FEATURES));
        edit(project.resolve("recipes/fft_analysis.py"), code -> code + "\n# tuned\n");

        var report = bench.crawl(project, KEY);

        assertThat(outcome(report, FEATURES)).isEqualTo("1.1.0 changed");
        assertThat(report.problems()).extracting(Problem::code).containsExactly("discovery.bundle-lost");
        assertThat(bench.catalog.versions(ADMIN, FEATURES).getFirst().note()).contains("is lost");
        assertThat(outcome(bench.crawl(project, KEY), FEATURES)).isEqualTo("1.1.0 unchanged");
    }

    @Test
    void aChangedSourceGetsTheVersionThatItsChangeAsksFor() throws IOException {
        var project = ProjectEdits.copy(SAMPLES.resolve(KEY), temp.resolve("project"));
        bench.crawl(project, KEY);
        var sequence = bench.catalog.block(ADMIN, FEATURES).changeSequence();
        var anomalies = bench.catalog.block(ADMIN, new BlockId("ANOMALY_DETECTION"));

        edit(project.resolve("recipes/fft_analysis.py"), code -> code + "\n# tuned\n");
        assertThat(outcome(bench.crawl(project, KEY), FEATURES)).isEqualTo("1.1.0 changed");
        edit(
                project.resolve("datasets/RAW_VIBRATION.json"),
                json -> json.replace("Measured acceleration in g", "Acceleration in g"));
        assertThat(outcome(bench.crawl(project, KEY), FEATURES)).isEqualTo("1.1.1 changed");
        edit(
                project.resolve("datasets/ENGINEERED_FEATURES.json"),
                json -> json.replaceFirst("\"name\":\\s*\"kurtosis\"", "\"name\":\"kurt\""));
        assertThat(outcome(bench.crawl(project, KEY), FEATURES)).isEqualTo("2.0.0 changed");
        edit(
                project.resolve("recipes/fft_analysis.json"),
                json -> json.replaceFirst("\"lastModifiedOn\": \\d+", "\"lastModifiedOn\": 1"));
        assertThat(outcome(bench.crawl(project, KEY), FEATURES)).isEqualTo("2.0.0 unchanged");

        assertThat(bench.catalog.versions(ADMIN, FEATURES))
                .extracting(version -> version.manifest().version() + ": " + version.note())
                .containsExactly(
                        "2.0.0: output ENGINEERED_FEATURES lost the column kurtosis; output ENGINEERED_FEATURES has the new column kurt",
                        "1.1.1: description of column acceleration_g of input RAW_VIBRATION",
                        "1.1.0: recipe fft_analysis changed",
                        "1.0.0: First publication");
        var article = bench.catalog.article(ADMIN, FEATURES);
        assertThat(article.revision()).isEqualTo(4);
        assertThat(article.markdown())
                .contains("version: 2.0.0")
                .containsSubsequence("**2.0.0**", "**1.1.1**", "Description of column acceleration_g", "**1.0.0**");
        assertThat(bench.catalog.block(ADMIN, FEATURES).changeSequence()).isGreaterThan(sequence);
        // Its input changed, so the contract of the next block did too; the first version stays as it was.
        assertThat(bench.catalog
                        .block(ADMIN, new BlockId("ANOMALY_DETECTION"))
                        .manifest()
                        .version())
                .isGreaterThan(anomalies.manifest().version());
        assertThat(bench.catalog
                        .resolve(BlockReference.parse("BLOCKS_REGISTRY/VIBRATION_FEATURES@~1.0.0"))
                        .manifest()
                        .output("ENGINEERED_FEATURES")
                        .orElseThrow()
                        .columns())
                .extracting(Column::name)
                .contains("kurtosis");
    }

    @Test
    void aSettingThatIsCalledLikeANoteOfDssIsAChangeAndTheNoteIsNone() throws IOException {
        var project = CrawlBench.part(KEY, temp.resolve("project"), Set.of("qoIK9nw"));
        bench.crawl(project, KEY);
        var recipe = project.resolve("recipes/fft_analysis.json");

        edit(recipe, json -> json.replaceFirst("\\{", "{\"labels\": [\"seen\"], \"metrics\": {\"probes\": []},"));
        assertThat(outcome(bench.crawl(project, KEY), FEATURES)).isEqualTo("1.0.0 unchanged");
        edit(recipe, json -> json.replaceFirst("\\{", "{\"settings\": {\"metrics\": [\"RMSE\"], \"labels\": {}},"));
        assertThat(outcome(bench.crawl(project, KEY), FEATURES)).isEqualTo("1.1.0 changed");
        edit(recipe, json -> json.replace("[\"RMSE\"]", "[\"RMSE\", \"MAE\"]"));
        assertThat(outcome(bench.crawl(project, KEY), FEATURES)).isEqualTo("1.2.0 changed");
        edit(recipe, json -> json.replaceFirst("\\{", "{\"customConfig\": {\"\\$top\": 3, \"tags\": [\"a\"]},"));
        assertThat(outcome(bench.crawl(project, KEY), FEATURES)).isEqualTo("1.3.0 changed");
        edit(recipe, json -> json.replace("\"$top\": 3", "\"$top\": 4"));
        assertThat(outcome(bench.crawl(project, KEY), FEATURES)).isEqualTo("1.4.0 changed");
        assertThat(outcome(bench.crawl(project, KEY), FEATURES)).isEqualTo("1.4.0 unchanged");
    }

    @Test
    void aRenamedZoneStaysTheSameBlock() throws IOException {
        var project = ProjectEdits.copy(SAMPLES.resolve(KEY), temp.resolve("project"));
        bench.crawl(project, KEY);
        var moved = ProjectEdits.copy(project, temp.resolve("elsewhere"));
        for (var zone : files(moved.resolve("zones"))) {
            edit(zone, json -> json.replace("\"name\": \"Vibration features\"", "\"name\": \"Signal features\""));
        }

        assertThat(outcome(bench.crawl(moved, KEY), FEATURES)).isEqualTo("1.0.1 renamed");

        var block = bench.catalog.block(ADMIN, new BlockId("SIGNAL_FEATURES"));
        assertThat(block.manifest().id()).isEqualTo(FEATURES);
        assertThat(block.manifest().name()).isEqualTo("Signal features");
        assertThat(block.formerNames()).containsExactly("Vibration features");
        assertThat(bench.catalog
                        .resolve(BlockReference.parse("BLOCKS_REGISTRY/SIGNAL_FEATURES@^1.0"))
                        .manifest()
                        .reference())
                .isEqualTo(BlockReference.parse("BLOCKS_REGISTRY/VIBRATION_FEATURES@1.0.1"));
        // The name stays theirs: a new zone of that name elsewhere is another block.
        assertThat(bench.crawl(moved, "PUMPS").blocks())
                .extracting(BlockOutcome::blockId)
                .contains("PUMPS_SIGNAL_FEATURES");
    }

    @Test
    void theDefaultZoneIsABlockWhenItIsAskedFor() throws IOException {
        var project = ProjectEdits.copy(SAMPLES.resolve(KEY), temp.resolve("project"));
        for (var zone : files(project.resolve("zones"))) {
            Files.delete(zone);
        }
        var whole = Inspection.of(ProjectFolder.at(project, KEY).read(), ZoneChoice.WITH_DEFAULT);

        assertThat(whole.problems()).isEmpty();
        assertThat(whole.zones().values()).singleElement().satisfies(zone -> {
            assertThat(zone.publishable()).isTrue();
            assertThat(zone.id()).isEqualTo("default");
            assertThat(zone.recipes()).contains("fft_analysis");
        });
    }

    @Test
    void zonesOfOneNameInTwoProjectsAreTwoBlocks() throws IOException {
        var project = ProjectEdits.copy(SAMPLES.resolve(KEY), temp.resolve("project"));
        bench.crawl(project, KEY);

        var report = bench.crawl(project, "PUMPS");

        assertThat(report.blocks()).extracting(BlockOutcome::blockId).contains("PUMPS_VIBRATION_FEATURES");
        assertThat(report.blocks()).extracting(BlockOutcome::outcome).containsOnly(Outcome.NEW);
    }

    @Test
    void aWrongProjectKeyIsSaidAtOnceAndChangesNothing() {
        assertThatThrownBy(() -> bench.crawls.start(ADMIN, "sandbox", "COMPRESSOR_MONITORIN"))
                .isInstanceOfSatisfying(ProblemException.class, e -> {
                    assertThat(e.kind()).isEqualTo(ProblemException.Kind.NOT_FOUND);
                    assertThat(e).hasMessageContaining("Did you mean COMPRESSOR_MONITORING?");
                });
        assertThatThrownBy(() -> bench.crawls.start(ADMIN, "nowhere", KEY))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("sandbox");
        assertThatThrownBy(() -> bench.crawls.startFolder(ADMIN, temp.resolve("absent"), KEY))
                .isInstanceOf(ProblemException.class);

        assertThat(bench.crawls.recent(ADMIN, 10)).isEmpty();
        assertThat(bench.catalog.count(ADMIN)).isZero();
    }

    @Test
    void aProjectWithoutZonesIsReportedAndGivesNoBlock() throws IOException {
        var project = ProjectEdits.copy(SAMPLES.resolve(KEY), temp.resolve("project"));
        for (var zone : files(project.resolve("zones"))) {
            Files.delete(zone);
        }

        var report = bench.crawl(project, KEY);

        assertThat(report.blocks()).isEmpty();
        assertThat(report.problems()).extracting(Problem::code).containsExactly("discovery.no-zones");
    }

    @Test
    void aZoneThatIsNoBlockIsListedWithTheReason() throws IOException {
        var project = ProjectEdits.copy(SAMPLES.resolve(KEY), temp.resolve("project"));
        Files.writeString(project.resolve("zones/empty01.json"), "{\"name\":\"Ideas\",\"items\":[]}");

        var report = bench.crawl(project, KEY);

        assertThat(report.skipped()).containsExactly(new Crawls.SkippedZone("Ideas", "no recipe"));
        assertThat(report.blocks()).hasSize(5);
    }

    @Test
    void startingTakesTheRightToAdminister() {
        var viewer = new Actor("vera", Set.of(Role.VIEWER), "test");

        assertThatThrownBy(() -> bench.crawls.start(viewer, "sandbox", KEY))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.kind()).isEqualTo(ProblemException.Kind.FORBIDDEN));
        assertThat(bench.crawls.recent(viewer, 10)).isEmpty();
    }

    private Path bundle(BlockId id) {
        var digest = bench.catalog.versions(ADMIN, id).getFirst().digest();
        return temp.resolve("bundles").resolve(digest.substring(0, 2)).resolve(digest + ".zip");
    }

    private List<CatalogBlock> blocks() {
        return bench.catalog.changesAfter(0, 1000);
    }

    private List<Article> articles() {
        return blocks().stream()
                .map(block -> bench.catalog.article(ADMIN, block.manifest().id()))
                .toList();
    }

    private static String outcome(Report report, BlockId block) {
        return report.blocks().stream()
                .filter(outcome -> outcome.blockId().equals(block.value()))
                .map(outcome -> outcome.version() + " " + outcome.outcome().wire())
                .findFirst()
                .orElse("none");
    }

    private static void edit(Path file, UnaryOperator<String> change) throws IOException {
        Files.writeString(file, change.apply(Files.readString(file)));
    }

    private static List<Path> files(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.toList();
        }
    }
}
