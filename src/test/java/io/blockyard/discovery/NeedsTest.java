package io.blockyard.discovery;

import static io.blockyard.discovery.CrawlBench.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;

import io.blockyard.block.BlockId;
import io.blockyard.block.BlockManifest;
import io.blockyard.block.BlockVersion;
import io.blockyard.catalog.Promotion;
import io.blockyard.catalog.Standing;
import io.blockyard.dataiku.ObjectPrints;
import io.blockyard.dataiku.ProjectFiles;
import io.blockyard.dataiku.Surroundings;
import io.blockyard.dataiku.credential.CleanProject;
import io.blockyard.discovery.BlockOutcome.Outcome;
import io.blockyard.problem.Problem;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What blocks need of the place where they run, and of each other. */
class NeedsTest {

    @TempDir
    private Path temp;

    @Test
    void aBlockNamesThePackagesOfItsEnvironmentAndTheBlocksThatItReadsFrom() throws Exception {
        var projects = temp.resolve("projects");
        GeneratedZones.write(projects.resolve("MILL"), 1, 2);
        GeneratedZones.write(projects.resolve("SALES"), 2, 1);
        change(projects.resolve("SALES/recipes/clean_up_0.json"), "\"start\"", "\"MILL.sums_1\"");
        change(projects.resolve("SALES/recipes/clean_up_0.json"), "{\"type\"", """
                {"params": {"envSelection": {"envMode": "EXPLICIT_ENV", "envName": "ml"}}, "type\"""");
        try (var bench = new CrawlBench(temp.resolve("data"), projects)) {
            environment(bench, "pandas==2.1.4 # pinned\nscikit-learn>=1.4, <2\n");
            bench.finish(bench.crawls.start(ADMIN, "sandbox", "MILL"));
            bench.finish(bench.crawls.start(ADMIN, "sandbox", "SALES"));

            var first = needs(bench, "STEP_1_0");
            assertThat(first.python()).containsExactly("pandas");
            assertThat(first.uses()).isEmpty();
            assertThat(needs(bench, "STEP_1_1").uses()).hasToString("[BLOCKS_REGISTRY/STEP_1_0@1.0.0]");
            var sales = needs(bench, "STEP_2_0");
            assertThat(sales.python()).containsExactly("pandas==2.1.4");
            assertThat(sales.codeEnvs()).containsExactly("ml");
            assertThat(sales.uses()).hasToString("[BLOCKS_REGISTRY/STEP_1_1@1.0.0]");
            assertThat(bench.catalog.article(ADMIN, new BlockId("STEP_2_0")).markdown())
                    .contains("`pandas==2.1.4`", "- **Reads what these blocks make:** [[STEP_1_1]] 1.0.0");

            // What it reads from moves on, which is no change of its own; another package is.
            ProjectEdits.append(projects.resolve("MILL/recipes/clean_up_1.py"), "# tuned\n");
            change(projects.resolve("MILL/recipes/clean_up_1.json"), "\"versionNumber\": 0", "\"versionNumber\": 1");
            bench.finish(bench.crawls.start(ADMIN, "sandbox", "MILL"));
            var same = bench.finish(bench.crawls.start(ADMIN, "sandbox", "SALES"));
            assertThat(same.blocks()).extracting(BlockOutcome::outcome).containsOnly(Outcome.UNCHANGED);
            environment(bench, "pandas==2.2.0");
            var changed = bench.finish(bench.crawls.start(ADMIN, "sandbox", "SALES"));
            assertThat(changed.blocks().getFirst().differences())
                    .extracting(BlockOutcome.Change::sentence)
                    .containsExactly(
                            "needs the Python package pandas==2.2.0",
                            "no longer needs the Python package pandas==2.1.4");
            assertThat(needs(bench, "STEP_2_0").uses()).hasToString("[BLOCKS_REGISTRY/STEP_1_1@1.1.0]");
        }
    }

    @Test
    void aPromotedDraftNamesTheVersionThatABlockItUsesWasPublishedAs() throws IOException {
        var projects = temp.resolve("projects");
        GeneratedZones.write(projects.resolve("MILL"), 1, 2);
        try (var bench = new CrawlBench(temp.resolve("data"), projects)) {
            bench.policies.set(ADMIN, "sandbox", PublishingPolicies.Policy.DRAFT);
            bench.finish(bench.crawls.start(ADMIN, "sandbox", "MILL"));
            assertThat(needs(bench, "STEP_1_1").uses()).hasToString("[BLOCKS_REGISTRY/STEP_1_0@1.0.0]");
            var used = new BlockId("STEP_1_0");
            bench.lifecycles.promote(
                    ADMIN,
                    used,
                    new Promotion(
                            bench.catalog.versions(ADMIN, used).getFirst().digest(), BlockVersion.parse("2.0.0")));

            bench.promote(new BlockId("STEP_1_1"));

            assertThat(needs(bench, "STEP_1_1").uses()).hasToString("[BLOCKS_REGISTRY/STEP_1_0@2.0.0]");
            assertThat(bench.catalog.article(ADMIN, new BlockId("STEP_1_1")).markdown())
                    .contains("[[STEP_1_0]] 2.0.0", "version: 1.0.0");
        }
    }

    /** Reads what only the draft makes. */
    @Test
    void aPromotedDraftGoesOnNamingADraftThatStillWaits() throws IOException {
        var projects = temp.resolve("projects");
        GeneratedZones.write(projects.resolve("MILL"), 1, 2);
        try (var bench = new CrawlBench(temp.resolve("data"), projects)) {
            bench.finish(bench.crawls.start(ADMIN, "sandbox", "MILL"));
            bench.policies.set(ADMIN, "sandbox", PublishingPolicies.Policy.DRAFT);
            for (int zone = 0; zone < 2; zone++) {
                ProjectEdits.append(projects.resolve("MILL/recipes/clean_up_" + zone + ".py"), "# tuned\n");
                change(
                        projects.resolve("MILL/recipes/clean_up_" + zone + ".json"),
                        "\"versionNumber\": 0",
                        "\"versionNumber\": 1");
            }
            bench.finish(bench.crawls.start(ADMIN, "sandbox", "MILL"));
            var waiting = bench.catalog.versions(ADMIN, new BlockId("STEP_1_0")).getFirst();

            bench.promote(new BlockId("STEP_1_1"));

            assertThat(needs(bench, "STEP_1_1").uses())
                    .hasToString("[" + waiting.manifest().reference() + "]");
            assertThat(waiting.standing()).isEqualTo(Standing.DRAFT);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sklearn|scikit-learn|scikit_learn==1.4.0|scikit_learn==1.4.0",
                "cv2|opencv-python|opencv-python-headless==4.10.0.84|opencv-python-headless==4.10.0.84",
                "faiss|faiss-cpu|faiss-gpu|faiss-gpu",
                "psycopg2|psycopg2-binary|psycopg2>=2.9,<3|psycopg2>=2.9,<3",
                "pandas|pandas|pandas-profiling==3.0|pandas",
                "requests|requests|requests[socks] == 2.31.* ; python_version > '3.8'|requests==2.31.*",
                "internal|internal|internal @ git+https://robot:s3cret@git.example.org/internal|internal",
                "numpy|numpy|--index-url https://robot:s3cret@pypi.example.org|numpy",
            })
    void modulesAreLookedUpInThePackageList(String module, String usual, String line, String expected) {
        var around = new Surroundings(Map.of("ml", List.of(line)), Map.of());

        assertThat(PythonRequirements.of(around, List.of("ml")).of(module, usual))
                .isEqualTo(expected);
    }

    @Test
    void aPluginThatIsNotToldOfIsNeededAsBefore() {
        var project = ProjectFiles.read("SALES", Map.of("params.json", "{}"));
        var around = new Surroundings(Map.of(), Map.of("map", "geo"), List.of("anomaly-tools"));
        var read = new ReadProject(new CleanProject(project, ObjectPrints.of(project), List.of()), around);
        var before = new BlockManifest.Dependencies(
                List.of(),
                List.of(),
                List.of(),
                List.of("anomaly-tools", "geo"),
                List.of("anomaly-score", "map"),
                List.of(),
                List.of(),
                List.of(),
                List.of());

        assertThat(read.withPluginsOf(List.of(before)).around().plugins())
                .isEqualTo(Map.of("map", "geo", "anomaly-score", "anomaly-tools"));
        assertThat(read.warnings()).extracting(Problem::code).containsExactly("discovery.plugin-unanswered");
    }

    private static BlockManifest.Dependencies needs(CrawlBench bench, String block) {
        return bench.catalog.block(ADMIN, new BlockId(block)).manifest().dependencies();
    }

    /** Makes or changes the environment {@code ml} of the sandbox. */
    private static void environment(CrawlBench bench, String packages) throws Exception {
        var body = "{\"specPackageList\": \"" + packages.replace("\n", "\\n") + "\"}";
        call(bench, "POST", "{}");
        assertThat(call(bench, "PUT", body)).isEqualTo(200);
    }

    private static int call(CrawlBench bench, String method, String body) throws Exception {
        var key = Base64.getEncoder().encodeToString("test-key:".getBytes(StandardCharsets.UTF_8));
        try (var http = HttpClient.newHttpClient()) {
            return http.send(
                            HttpRequest.newBuilder(URI.create(
                                            bench.sandbox.address() + "/public/api/admin/code-envs/PYTHON/ml"))
                                    .header("Authorization", "Basic " + key)
                                    .method(method, HttpRequest.BodyPublishers.ofString(body))
                                    .build(),
                            BodyHandlers.discarding())
                    .statusCode();
        }
    }

    private static void change(Path file, String from, String to) throws IOException {
        Files.writeString(file, Files.readString(file).replace(from, to));
    }
}
