package io.blockyard.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.blockyard.access.Actor;
import io.blockyard.access.Role;
import io.blockyard.block.BlockId;
import io.blockyard.block.BlockVersion;
import io.blockyard.block.Port;
import io.blockyard.catalog.Catalog.PublishedVersion;
import io.blockyard.discovery.CrawlBench;
import io.blockyard.iac.Validator;
import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Solutions are published like blocks: whole, versioned by what changed, found where their members are used. */
class SolutionsTest {

    private static final Path SAMPLES = Path.of("samples/projects");
    private static final Actor CARLA = new Actor("carla", Set.of(Role.COMPOSER), "test");
    private static final Actor VERA = new Actor("vera", Set.of(Role.VIEWER), "test");

    @TempDir
    private static Path data;

    private static CrawlBench bench;

    @BeforeAll
    static void crawl() throws IOException {
        bench = new CrawlBench(data, SAMPLES);
        bench.crawl(SAMPLES.resolve("COMPRESSOR_MONITORING"), "COMPRESSOR_MONITORING");
        publish(sample("equipment-health.yml"));
        publish(sample("compressor-station.yml"));
    }

    @AfterAll
    static void close() {
        bench.close();
    }

    @Test
    void whatIsPublishedKnowsTheContractsOfItsMembers() {
        var manifest =
                bench.catalog.block(VERA, new BlockId("COMPRESSOR_STATION")).manifest();

        assertThat(manifest.input("VIBRATION").orElseThrow().columns())
                .as("through two solutions down to the block")
                .extracting(column -> column.name())
                .contains("acceleration_g");
        assertThat(manifest.output("ALERTS").orElseThrow().columns()).isNotEmpty();
        assertThat(manifest.dependencies().variables()).contains("sampling_hz");
        assertThat(manifest.sequence()).extracting(step -> step.alias()).containsExactly("health", "alerting");
        var article = bench.catalog.article(VERA, manifest.id()).markdown();
        assertThat(article)
                .contains("# Compressor station monitoring", "`HEALTH_FORECAST`", "m0 -->|\"ANOMALIES\"| m1");
        var usage = article.substring(article.indexOf("```yaml\n") + 8, article.lastIndexOf("```"));
        assertThat(new Validator().validate(Map.of("project.yml", usage), Map.of(), bench.catalog))
                .noneMatch(Problem::isError);
    }

    @Test
    void theSameAgainIsNothingNewAndChangesDecideTheNextVersion() throws IOException {
        var text = sample("equipment-health.yml")
                .replace("EQUIPMENT_HEALTH", "VERSIONED")
                .replace("version: 1.0.0\n", "");
        assertThat(publish(text).manifest().version()).isEqualTo(BlockVersion.FIRST);
        assertThat(publish(text).manifest().version()).isEqualTo(BlockVersion.FIRST);
        assertThat(publish(text.replace("owner: reliability", "owner: Reliability"))
                        .manifest()
                        .version())
                .hasToString("1.0.1");
        var wired = text.replace("depends_on: features", "depends_on: [features, quality]");
        assertThat(publish(wired).manifest().version()).hasToString("1.1.0");
        var less = publish(wired.replace("  - name: RUL_SCORES\n    maps_from: rul.RUL_SCORES\n", ""));
        assertThat(less.manifest().version()).hasToString("2.0.0");
        assertThat(less.note()).contains("output RUL_SCORES removed");
        assertThat(refused(text.replace("type: solution", "version: 1.0.0\ntype: solution")
                        .replace("tags: [", "tags: [other, ")))
                .extracting(Problem::code)
                .containsExactly("catalog.version-exists");
    }

    @Test
    void everythingWrongIsToldWithItsPlace() {
        var problems = refused("""
                block_id: WRONG
                type: solution
                sequence:
                  - {block_ref: VIBRATION_FEATURE@1.0.0, alias: a}
                  - {block_ref: ANOMALY_DETECTION@1.0.0, alias: b, depends_on: c, input_mapping: {ENGINEERED: rul.RUL_SCORES}}
                  - {block_ref: REMAINING_USEFUL_LIFE@1.0.0, alias: rul, input_mapping: {ENGINEERED_FEATURES: b.ANOMALIES, MAINTENANCE_HISTORY: $solution.HISTORY}}
                  - {block_ref: ALERTING@1.0.0, alias: rul}
                outputs:
                  - {name: NOTHING}
                """);
        assertThat(problems)
                .extracting(problem -> problem.code() + " " + problem.path())
                .contains(
                        "catalog.block-not-found sequence[0].block_ref",
                        "solution.no-member sequence[1].depends_on",
                        "solution.no-port sequence[1].input_mapping.ENGINEERED",
                        "solution.contract sequence[2].input_mapping.ENGINEERED_FEATURES",
                        "solution.no-port sequence[2].input_mapping.MAINTENANCE_HISTORY",
                        "solution.alias-twice sequence[3].alias");
        assertThat(problems)
                .filteredOn(problem -> problem.path().startsWith("sequence[0]"))
                .singleElement()
                .satisfies(problem -> assertThat(problem.remedy()).contains("VIBRATION_FEATURES"));
    }

    @Test
    void membersThatWaitForEachOtherAndSolutionsInThemselvesAreCircles() {
        assertThat(refused("""
                {block_id: ROUND, sequence: [
                  {block_ref: VIBRATION_FEATURES@1.0.0, alias: a, depends_on: b},
                  {block_ref: ANOMALY_DETECTION@1.0.0, alias: b, depends_on: a}]}
                """))
                .filteredOn(problem -> problem.code().equals("solution.circle"))
                .singleElement()
                .satisfies(problem ->
                        assertThat(problem.message()).containsPattern("a \u2192 b \u2192 a|b \u2192 a \u2192 b"));
        assertThat(refused("{block_id: EQUIPMENT_HEALTH, sequence: [{block_ref: COMPRESSOR_STATION@latest}]}"))
                .filteredOn(problem -> problem.code().equals("solution.circle"))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message())
                        .contains("EQUIPMENT_HEALTH \u2192 COMPRESSOR_STATION \u2192 EQUIPMENT_HEALTH"));
    }

    @Test
    void theFormIsCheckedWholeAndAnIdOfAZoneIsNotTaken() {
        assertThat(refused("{block_id: lower, sequence: [{alias: a, dependson: b}]}"))
                .extracting(Problem::path)
                .contains("block_id", "sequence[0]");
        assertThat(refused("block_id: ["))
                .singleElement()
                .satisfies(problem -> assertThat(problem.line()).isPositive());
        assertThat(refused("{block_id: ALERTING, sequence: [{block_ref: ANOMALY_DETECTION@1.0.0}]}"))
                .extracting(Problem::code)
                .containsExactly("solution.id-taken");
    }

    @Test
    void aBlockKnowsTheSolutionsThatHoldItAndOnlyComposersPublish() {
        assertThat(bench.solutions.holding(VERA, new BlockId("EQUIPMENT_HEALTH")))
                .extracting(use -> use.solution() + " " + use.version() + " " + use.alias())
                .containsExactly("COMPRESSOR_STATION 1.0.0 health");
        assertThat(bench.solutions.holding(VERA, new BlockId("ANOMALY_DETECTION")))
                .extracting(use -> use.solution().value())
                .contains("EQUIPMENT_HEALTH");
        var written = SolutionText.read("{block_id: MINE, sequence: [{block_ref: ALERTING}]}");
        assertThat(catchThrowableOfType(ProblemException.class, () -> bench.solutions.publish(VERA, written))
                        .kind())
                .isEqualTo(ProblemException.Kind.FORBIDDEN);
        assertThat(bench.solutions
                        .assembly(VERA, new BlockId("COMPRESSOR_STATION"), BlockVersion.FIRST)
                        .blocks()
                        .map(member -> member.block().manifest().id().value()))
                .hasSize(5)
                .contains("SENSOR_DATA_QUALITY", "ALERTING");
    }

    @Test
    void aSolutionChosenLikeABlockHasTypedPorts() {
        assertThat(bench.catalog
                        .block(VERA, new BlockId("EQUIPMENT_HEALTH"))
                        .manifest()
                        .ports())
                .allSatisfy(port -> assertThat(port.columns()).as(port.name()).isNotEmpty())
                .extracting(Port::schemaRef)
                .allMatch(ref -> ref.startsWith("schemas/EQUIPMENT_HEALTH/1.0.0/"));
    }

    private static String sample(String name) throws IOException {
        return Files.readString(Path.of("samples/solutions").resolve(name));
    }

    private static PublishedVersion publish(String text) {
        return bench.solutions.publish(CARLA, SolutionText.read(text));
    }

    private static List<Problem> refused(String text) {
        return catchThrowableOfType(ProblemException.class, () -> publish(text)).problems();
    }
}
