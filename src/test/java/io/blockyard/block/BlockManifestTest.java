package io.blockyard.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;

class BlockManifestTest {

    private static final BlockManifest FULL = new BlockManifest(
            new BlockId("VIBRATION_FEATURES"),
            BlockVersion.parse("1.2.0"),
            BlockType.ZONE,
            "Vibration features",
            true,
            "Turns bursts into features: \u201cclean\u201d ones.",
            "reliability-team",
            "COMPRESSOR_MONITORING",
            "Vibration features",
            "equipment",
            "rotating_equipment",
            List.of("vibration", "1.0"),
            List.of(new Port(
                    "RAW_VIBRATION",
                    PortType.DATASET,
                    "",
                    false,
                    "Bursts",
                    "",
                    List.of(
                            new Column("burst_id", "string", "", true),
                            new Column("load", "double", "Per cent", false)))),
            List.of(new Port("reports", PortType.FOLDER, "sGBUgHjv", true, "", "", List.of())),
            new BlockManifest.Contains(List.of("SMOOTHED"), List.of("smooth"), List.of(), List.of("cache")),
            new BlockManifest.Dependencies(
                    List.of("numpy==2.1.0"),
                    List.of("dplyr"),
                    List.of("PostgreSQL"),
                    List.of("anomaly-tools"),
                    List.of("anomaly-score"),
                    List.of("PLANT_DW"),
                    List.of(),
                    List.of("site"),
                    List.of(BlockReference.parse("BLOCKS_REGISTRY/BURSTS@2.0.1"))),
            List.of(new BlockManifest.ExtensionPoint("smooth", "rotating.signals.Smoother", "", List.of("smooth"))),
            "Bundles/VIBRATION_FEATURES_v1.2.0.zip",
            new BlockManifest.Metadata("2026-01-02T03:04:05Z", "ada"));

    @Test
    void survivesJsonAndYaml() {
        var json = BlockFormats.json().writeValueAsString(FULL);
        var yaml = BlockFormats.yaml().writeValueAsString(FULL);

        assertThat(BlockFormats.json().readValue(json, BlockManifest.class)).isEqualTo(FULL);
        assertThat(BlockFormats.yaml().readValue(yaml, BlockManifest.class)).isEqualTo(FULL);
        assertThat(yaml).startsWith("block_id: VIBRATION_FEATURES\nversion: 1.2.0\ntype: zone\n");
        assertThat(json).contains("\"required\" : false").doesNotContain("null");
    }

    @Test
    void readsWhatAPersonWouldWrite() {
        var manifest = BlockFormats.yaml().readValue("""
                        block_id: COMPRESSOR_FEATURE_ENG
                        version: 1.2.0
                        inputs:
                          - name: RAW_VIBRATION
                            schema_ref: schemas/raw_vibration.json
                        dependencies:
                          python_packages: [scipy>=1.7]
                        something_new: 1
                        """, BlockManifest.class);

        assertThat(manifest.type()).isEqualTo(BlockType.ZONE);
        assertThat(manifest.name()).isEqualTo("COMPRESSOR_FEATURE_ENG");
        assertThat(manifest.level()).isEqualTo(BlockManifest.UNCLASSIFIED);
        assertThat(manifest.dependencies().python()).containsExactly("scipy>=1.7");
        assertThat(manifest.input("RAW_VIBRATION")).hasValueSatisfying(port -> {
            assertThat(port.type()).isEqualTo(PortType.DATASET);
            assertThat(port.required()).isTrue();
            assertThat(port.columns()).isEmpty();
        });
        assertThat(manifest.outputs()).isEmpty();
        assertThat(manifest.metadata()).isNull();
    }

    @Test
    void aSolutionIsASequenceOrDependenciesByAliasOrBoth() {
        var manifest = BlockFormats.yaml().readValue("""
                        block_id: EQUIPMENT_HEALTH
                        version: 1.0.0
                        type: solution
                        sequence:
                          - {block_ref: FEATURES@1.2.0, alias: features}
                          - {block_ref: ANOMALY@^1.0, alias: anomaly, depends_on: features}
                        dependencies:
                          python: [numpy]
                          ALERTING: {requires: [anomaly, RUL]}
                          rul: {block_ref: REG/RUL@1.0.0, requires: features, input_mapping: {IN: features.OUT}}
                        inputs: [{name: RAW, maps_to: features.RAW_VIBRATION}]
                        outputs: [{name: ALERTS, maps_from: ALERTING.OUT}]
                        execution: {max_parallel: 4, failure_mode: stop}
                        """, BlockManifest.class);

        assertThat(manifest.sequence())
                .extracting(step -> step.alias() + " " + step.block() + " after " + step.dependsOn())
                .containsExactly(
                        "features BLOCKS_REGISTRY/FEATURES@1.2.0 after []",
                        "anomaly BLOCKS_REGISTRY/ANOMALY@^1.0 after [features]",
                        "RUL BLOCKS_REGISTRY/RUL@latest after []",
                        "ALERTING BLOCKS_REGISTRY/ALERTING@latest after [anomaly, RUL]",
                        "rul REG/RUL@1.0.0 after [features]");
        assertThat(manifest.dependencies().python()).containsExactly("numpy");
        assertThat(manifest.inputs().getFirst().mapsTo()).isEqualTo("features.RAW_VIBRATION");
        var written = BlockFormats.json().writeValueAsString(manifest);
        assertThat(BlockFormats.json().readValue(written, BlockManifest.class)).isEqualTo(manifest);
        assertThat(written).contains("\"max_parallel\" : 4").doesNotContain("null");
    }

    @Test
    void hasAnIdAndAVersion() {
        assertThatThrownBy(() -> BlockFormats.json().readValue("{\"version\":\"1.0.0\"}", BlockManifest.class))
                .isInstanceOf(JacksonException.class)
                .hasMessageContaining("block_id");
    }
}
