package io.blockyard.discovery;

import static io.blockyard.discovery.CrawlBench.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blockyard.block.BlockId;
import io.blockyard.discovery.BlockOutcome.Outcome;
import io.blockyard.discovery.Crawls.Report;
import io.blockyard.discovery.PublishingPolicies.Policy;
import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import io.blockyard.task.TaskStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Crawls that publish nothing until somebody accepts what they found, of all blocks or of some. */
class PreviewTest {

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

    @Test
    void aPreviewWritesNothingAndExactlyItCanBeAcceptedInParts() throws IOException {
        var project = ProjectEdits.copy(SAMPLES.resolve(KEY), temp.resolve("project"));
        bench.crawl(project, KEY);
        var before = bench.catalog.changesAfter(0, 100);
        ProjectEdits.append(project.resolve("recipes/fft_analysis.py"), "\n# tuned\n");
        ProjectEdits.replace(project, "zones", "\"name\": \"Anomaly detection\"", "\"name\": \"Outlier detection\"");

        // What zones look like is kept of a preview's, too, and of what is accepted.
        JdbcClient.create(bench.dataSource).sql("delete from zone_fingerprint").update();
        var preview = bench.crawls.startFolder(ADMIN, project, KEY, new CrawlOptions(true, ZoneChoice.NAMED));
        var found = bench.finish(preview);

        assertThat(compared()).isNotEmpty().doesNotContain("VIBRATION_FEATURES 1.0.0", "ANOMALY_DETECTION 1.0.0");
        assertThat(outcome(found, FEATURES))
                .isEqualTo(new BlockOutcome(
                        "VIBRATION_FEATURES",
                        "1.1.0",
                        "Vibration features",
                        Outcome.CHANGED,
                        "1.0.0",
                        null,
                        List.of(new BlockOutcome.Change("minor", "recipe fft_analysis changed")),
                        List.of(),
                        null));
        assertThat(outcome(found, ANOMALIES).formerName()).isEqualTo("Anomaly detection");
        assertThat(bench.catalog.changesAfter(0, 100)).isEqualTo(before);
        assertThat(bench.crawls.waiting(ADMIN, preview.id()))
                .containsExactly("ANOMALY_DETECTION", "VIBRATION_FEATURES");

        // The source moves on, the preview does not.
        ProjectEdits.append(project.resolve("recipes/fft_analysis.py"), "\n# tuned again\n");
        bench.finish(bench.crawls.accept(ADMIN, preview.id(), List.of("VIBRATION_FEATURES")));

        var version = bench.catalog.versions(ADMIN, FEATURES).getFirst();
        assertThat(version.manifest().version()).hasToString("1.1.0");
        assertThat(compared()).contains("VIBRATION_FEATURES 1.1.0");
        assertThat(bench.catalog
                        .definition(ADMIN, FEATURES, version.manifest().version())
                        .recipe("fft_analysis")
                        .orElseThrow()
                        .payload())
                .endsWith("# tuned\n");
        assertThat(bench.catalog.versions(ADMIN, ANOMALIES)).hasSize(1);
        assertThat(bench.crawls.waiting(ADMIN, preview.id())).containsExactly("ANOMALY_DETECTION");
        assertThatThrownBy(() -> bench.crawls.accept(ADMIN, preview.id(), List.of("VIBRATION_FEATURES")))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("does not wait");

        // A crawl in between: what waits is out of date now, and nothing of it is published.
        bench.crawl(project, KEY);
        var late = bench.await(bench.crawls.accept(ADMIN, preview.id(), List.of()));
        assertThat(late.status()).isEqualTo(TaskStatus.FAILED);
        assertThat(late.problems()).extracting(Problem::code).containsExactly("discovery.preview-stale");
        assertThat(bench.catalog.versions(ADMIN, ANOMALIES)).hasSize(2);
    }

    @Test
    void aPreviewThatALaterOneOvertookIsOutOfDate() throws IOException {
        var project = CrawlBench.part(KEY, temp.resolve("project"), Set.of("qoIK9nw"));
        bench.crawl(project, KEY);
        bench.policies.set(ADMIN, project.toString(), Policy.DRAFT);
        var previews = new ArrayList<UUID>();
        for (var line : List.of("# tuned\n", "# tuned again\n")) {
            ProjectEdits.append(project.resolve("recipes/fft_analysis.py"), line);
            var preview = bench.crawls.startFolder(ADMIN, project, KEY, new CrawlOptions(true, ZoneChoice.NAMED));
            bench.finish(preview);
            previews.add(preview.id());
        }
        bench.finish(bench.crawls.accept(ADMIN, previews.getLast(), List.of()));
        var draft = bench.catalog.block(ADMIN, FEATURES).stewardship().draftDigest();
        assertThat(draft).isNotNull();

        var late = bench.await(bench.crawls.accept(ADMIN, previews.getFirst(), List.of()));

        assertThat(late.problems()).extracting(Problem::code).containsExactly("discovery.preview-stale");
        assertThat(bench.catalog.block(ADMIN, FEATURES).stewardship().draftDigest())
                .isEqualTo(draft);
    }

    /** Blocks with the versions that their zones are known to hold. */
    private List<String> compared() {
        return JdbcClient.create(bench.dataSource)
                .sql("select block_id || ' ' || version from zone_fingerprint")
                .query(String.class)
                .list();
    }

    private static BlockOutcome outcome(Report report, BlockId block) {
        return report.blocks().stream()
                .filter(outcome -> outcome.blockId().equals(block.value()))
                .findFirst()
                .orElseThrow();
    }
}
