package io.blockyard.iac;

import static org.assertj.core.api.Assertions.assertThat;

import io.blockyard.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Solutions in a configuration: taken apart into instances of their blocks, at every depth, and planned like them. */
class SolutionPlansTest {

    private final SampleBlocks registry =
            new SampleBlocks(Path.of("samples/projects"), "COMPRESSOR_MONITORING", "WIND_FARM_YIELD");

    SolutionPlansTest() throws IOException {
        registry.publish(Files.readString(Path.of("samples/solutions/equipment-health.yml")));
        registry.publish(Files.readString(Path.of("samples/solutions/compressor-station.yml")));
    }

    @Test
    void aSolutionIsPlannedAsItsBlocksWiredByTheirContracts() {
        var plan = planned(health("", ""));

        assertThat(plan.blockOperations())
                .extracting(operation -> operation.type().wire() + " " + operation.instance() + " in "
                        + operation.zone() + " of " + operation.within())
                .containsExactly(
                        "solution plant in  of ",
                        "zone plant_quality in Plant_quality of plant",
                        "zone plant_features in Plant_features of plant",
                        "zone plant_anomaly in Plant_anomaly of plant",
                        "zone plant_rul in Plant_rul of plant");
        var solution = plan.blockOperations().getFirst();
        assertThat(solution.version()).isEqualTo("1.0.0");
        assertThat(solution.digest()).hasSize(64);
        assertThat(solution.resources()).contains("recipe.P1.plant_rul_predict_rul", "zone.P1.Plant_quality");
        assertThat(inputs(plan, "recipe.P1.plant_quality_compute_tags_with_limits"))
                .contains("\"tags\"", "\"sensors\"");
        assertThat(inputs(plan, "recipe.P1.plant_features_feature_combine"))
                .contains("plant_quality_OPERATING_CONDITIONS");
        assertThat(inputs(plan, "recipe.P1.plant_anomaly_score_anomalies"))
                .contains("plant_features_ENGINEERED_FEATURES");
        assertThat(plan.changes())
                .filteredOn(change -> change.type().equals("article"))
                .singleElement()
                .satisfies(change -> assertThat(Objects.requireNonNull(change.after())
                                .path("content")
                                .asString())
                        .contains("at most 2; on a failure: stop; within 120 minutes"));
        assertThat(addresses(plan))
                .contains("dataset.P1.strange", "dataset.P1.plant_rul_RUL_SCORES")
                .doesNotContain("dataset.P1.plant_anomaly_ANOMALIES");
    }

    @Test
    void solutionsNestAndTheInnerOnesMembersCanBeChangedFromOutside() {
        var overrides =
                "    block_overrides: {Health.Features: {extends: [{recipe: fft_analysis, override_with: mine}]}}\n";
        var plan = planned(station(overrides)
                + "recipes:\n  - {name: mine, type: python, inputs: [SMOOTHED_SIGNAL], outputs: [FFT_RESULTS],"
                + " code: 'x = dataiku.Dataset(\"SMOOTHED_SIGNAL\")'}\n");

        assertThat(plan.blockOperations())
                .extracting(operation -> operation.instance() + " of " + operation.within())
                .startsWith("station of ", "station_health of station")
                .contains("station_health_features of station_health", "station_alerting of station");
        var changed = plan.changes().stream()
                .filter(change -> change.address().equals("recipe.P1.station_health_features_fft_analysis"))
                .findFirst()
                .orElseThrow();
        assertThat(changed.reason()).contains("replaced by mine");
        assertThat(Objects.requireNonNull(changed.after()).path("code").asString(""))
                .contains("station_health_features_SMOOTHED_SIGNAL");
        assertThat(inputs(plan, "recipe.P1.station_alerting_select_short_lives"))
                .contains("station_health_RUL_SCORES");
        assertThat(addresses(plan)).contains("dataset.P1.alarms").doesNotContain("recipe.P1.mine");
    }

    @Test
    void aNewVersionOfAMemberOrOfTheSolutionChangesThePlan() {
        var before = planned(station(""));
        registry.publish(equipmentHealth()
                .replace("version: 1.0.0", "version: 1.1.0")
                .replace("alias: rul", "alias: life")
                .replace("maps_from: rul.", "maps_from: life."));
        var after = planned(station(""));

        assertThat(after.digest()).isNotEqualTo(before.digest());
        assertThat(after.blockOperations())
                .filteredOn(operation -> operation.instance().equals("station_health"))
                .singleElement()
                .satisfies(operation -> assertThat(operation.version()).isEqualTo("1.1.0"));
        assertThat(addresses(after))
                .contains("recipe.P1.station_health_life_predict_rul")
                .doesNotContain("recipe.P1.station_health_rul_predict_rul");
    }

    @Test
    void everythingWrongWithTheUseOfASolutionIsToldAtOnce() {
        var result = plan(health("", "    block_overrides: {featurs: {extends: []}}\n    variables: {nobody: 1}\n")
                .replace("RAW_VIBRATION: vibration,", "RAW_VIBRATIONS: vibration,")
                .replace("ANOMALIES: strange", "ANOMALYS: strange"));

        assertThat(result.problems())
                .extracting(problem -> problem.code() + " " + problem.path())
                .contains(
                        "config.port-unknown solutions[0].inputs.RAW_VIBRATIONS",
                        "config.port-unknown solutions[0].outputs.ANOMALYS",
                        "config.input-missing solutions[0].inputs",
                        "config.override-alias solutions[0].block_overrides.featurs",
                        "plan.variable-unused solutions[0].variables.nobody")
                .doesNotHaveDuplicates();
        assertThat(result.problems())
                .filteredOn(problem -> problem.code().equals("config.override-alias"))
                .singleElement()
                .satisfies(problem -> assertThat(problem.remedy()).contains("features"));
        assertThat(result.problems())
                .filteredOn(problem -> problem.code().equals("config.input-missing"))
                .as("told of the solution, not once more of its member")
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("RAW_VIBRATION", "\u201cplant\u201d"));
    }

    @Test
    void dataThatDoesNotMeetTheContractOfAMemberIsToldWhereItIsWired() {
        var result = plan(health("", "")
                .replace(
                        "{name: vibration, type: managed}",
                        "{name: vibration, type: managed, schema: [{name: asset_id, type: string}]}"));
        assertThat(result.problems())
                .filteredOn(Problem::isError)
                .extracting(problem -> problem.code() + " " + problem.path())
                .containsOnly("config.contract solutions[0].inputs.RAW_VIBRATION");
    }

    @Test
    void solutionsThatHoldEachOtherAreToldWithTheWholeCircle() {
        registry.publish("{block_id: INNER, version: 1.0.0, type: solution, sequence: [{block_ref: OUTER@latest}]}");
        registry.publish("{block_id: OUTER, version: 1.0.0, type: solution, sequence: [{block_ref: MIDDLE@1.0.0}]}");
        registry.publish("{block_id: MIDDLE, version: 1.0.0, type: solution, sequence: [{block_ref: INNER@1.0.0}]}");
        var result = plan("version: \"1.0\"\nproject: {key: P1}\nsolutions: [{ref: BLOCKS_REGISTRY/OUTER@1.0.0}]\n");
        assertThat(result.problems())
                .filteredOn(problem -> problem.code().equals("solution.circle"))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.message()).contains("OUTER \u2192 MIDDLE \u2192 INNER \u2192 OUTER");
                    assertThat(problem.path()).isEqualTo("solutions[0].ref");
                    assertThat(problem.line()).isEqualTo(3);
                });
    }

    @Test
    void aMembersInstanceMayNotMeetAnotherOne() {
        var result = plan(health(
                "blocks:\n  - {ref: BLOCKS_REGISTRY/POWER_CURVE@1.0.0, instance_name: plant_features, inputs:"
                        + " {TURBINE_TIMESERIES: tags}}\n",
                ""));
        assertThat(result.problems()).anySatisfy(problem -> {
            assertThat(problem.code()).isEqualTo("config.duplicate-instance");
            assertThat(problem.message()).contains("plant_features");
        });
    }

    private static String equipmentHealth() {
        try {
            return Files.readString(Path.of("samples/solutions/equipment-health.yml"));
        } catch (IOException missing) {
            throw new java.io.UncheckedIOException(missing);
        }
    }

    private static String health(String blocks, String more) {
        return """
                version: "1.0"
                project: {key: P1, name: N}
                solutions:
                  - ref: BLOCKS_REGISTRY/EQUIPMENT_HEALTH@1.0.0
                    instance_name: plant
                    zone_prefix: Plant
                    inputs: {RAW_VIBRATION: vibration, OPERATING_TAGS: tags, SENSOR_REGISTRY: sensors, MAINTENANCE_HISTORY: overhauls}
                    outputs: {ANOMALIES: strange}
                """ + more + blocks + """
                datasets:
                  - {name: vibration, type: managed}
                  - {name: tags, type: managed}
                  - {name: sensors, type: managed}
                  - {name: overhauls, type: managed}
                """;
    }

    private static String station(String more) {
        return """
                version: "1.0"
                project: {key: P1, name: N}
                solutions:
                  - ref: BLOCKS_REGISTRY/COMPRESSOR_STATION@^1.0
                    instance_name: station
                    inputs: {VIBRATION: vibration, OPERATING_TAGS: tags, SENSOR_REGISTRY: sensors, MAINTENANCE_HISTORY: overhauls, ASSET_REGISTRY: assets}
                    outputs: {ALERTS: alarms}
                """ + more + """
                datasets:
                  - {name: vibration, type: managed}
                  - {name: tags, type: managed}
                  - {name: sensors, type: managed}
                  - {name: overhauls, type: managed}
                  - {name: assets, type: managed}
                """;
    }

    private static List<String> addresses(Plan plan) {
        return plan.changes().stream().map(Plan.ResourceChange::address).toList();
    }

    private static String inputs(Plan plan, String recipe) {
        return plan.changes().stream()
                .filter(change -> change.address().equals(recipe))
                .map(change ->
                        Objects.requireNonNull(change.after()).path("inputs").toString())
                .findFirst()
                .orElseThrow();
    }

    private Plan planned(String yaml) {
        var result = plan(yaml);
        assertThat(result.problems()).noneMatch(Problem::isError);
        return Objects.requireNonNull(result.plan());
    }

    private OfflinePlanner.Result plan(String yaml) {
        return new OfflinePlanner(Clock.systemUTC())
                .plan(new OfflinePlanner.Request(Map.of("project.yml", yaml), Map.of(), registry, null, false));
    }
}
