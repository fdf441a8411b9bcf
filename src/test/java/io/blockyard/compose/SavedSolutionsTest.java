package io.blockyard.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.blockyard.compose.CompositionRequest.BlockChoice;
import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Compositions that are published as solutions. */
class SavedSolutionsTest extends OnPublishedBlocks {

    @Test
    void a_composition_becomes_a_solution_that_is_composed_further_like_a_block() {
        var inner = compositions.create(CARLA, request("VIBRATION_FEATURES", "ANOMALY_DETECTION"));
        var choice = SolutionChoice.of("PLANT_HEALTH", "Plant health", "Features and what is strange in them.");

        var published = compositions.saveAsSolution(CARLA, inner.id(), choice);

        var manifest = published.manifest();
        assertThat(manifest.version()).hasToString("1.0.0");
        assertThat(manifest.domain()).as("as most of its blocks").isEqualTo("rotating_equipment");
        assertThat(manifest.inputs()).singleElement().satisfies(port -> {
            assertThat(port.name()).isEqualTo("RAW_VIBRATION");
            assertThat(port.columns()).hasSize(3);
        });
        assertThat(manifest.outputs())
                .extracting(port -> port.mapsFrom())
                .containsExactly("anomaly_detection.ANOMALIES");
        assertThat(compositions.saveAsSolution(CARLA, inner.id(), choice).digest())
                .as("the same again is nothing new")
                .isEqualTo(published.digest());

        var outer = compositions.create(CARLA, request("PLANT_HEALTH", "ALERTING"));
        assertThat(outer.wires()).singleElement().satisfies(wire -> {
            assertThat(wire.automatic()).isTrue();
            assertThat(wire.fromAlias() + "." + wire.fromPort()).isEqualTo("plant_health.ANOMALIES");
        });
        assertThat(outer.problems()).noneMatch(Problem::isError);
        assertThat(outer.yaml())
                .contains("solutions:\n  - ref: BLOCKS_REGISTRY/PLANT_HEALTH@1.0.0", "zone_prefix: Plant health");
        var larger = compositions.saveAsSolution(CARLA, outer.id(), SolutionChoice.of("PLANT", "Plant", ""));
        assertThat(larger.manifest().inputs())
                .extracting(port -> port.name())
                .contains("RAW_VIBRATION", "ASSET_REGISTRY");

        var grown = compositions.update(
                CARLA,
                inner.id(),
                new CompositionEdit(
                        List.of(
                                new BlockChoice("VIBRATION_FEATURES", null),
                                new BlockChoice("ANOMALY_DETECTION", null),
                                new BlockChoice("ALERTING", null)),
                        null,
                        null,
                        null,
                        null));
        assertThat(compositions
                        .saveAsSolution(CARLA, grown.id(), choice)
                        .manifest()
                        .version())
                .as("ANOMALIES went and ASSET_REGISTRY came")
                .hasToString("2.0.0");
        var itself = compositions.create(CARLA, request("PLANT", "VIBRATION_FEATURES"));
        assertThat(catchThrowableOfType(
                                ProblemException.class, () -> compositions.saveAsSolution(CARLA, itself.id(), choice))
                        .problems())
                .anySatisfy(problem ->
                        assertThat(problem.message()).contains("PLANT_HEALTH \u2192 PLANT \u2192 PLANT_HEALTH"));
    }
}
