package io.blockyard.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blockyard.compose.CompositionEdit.DatasetChoice;
import io.blockyard.compose.CompositionEdit.NameChoice;
import io.blockyard.compose.CompositionEdit.WireChoice;
import io.blockyard.compose.CompositionRequest.BlockChoice;
import io.blockyard.problem.ProblemException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What people change in a draft, and what is proposed anew around it. */
class CompositionEditsTest extends OnPublishedBlocks {

    @Test
    void what_would_come_from_outside_names_the_blocks_that_make_it() {
        var alone = create("ANOMALY_DETECTION");
        assertThat(alone.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("compose.placeholder");
            assertThat(problem.related()).containsExactly("BLOCKS_REGISTRY/VIBRATION_FEATURES@1.0.0");
            assertThat(problem.remedy()).contains("add a block that makes it: VIBRATION_FEATURES");
        });

        var cut = compositions.update(
                CARLA,
                compositions
                        .create(CARLA, request("VIBRATION_FEATURES", "ANOMALY_DETECTION"))
                        .id(),
                new CompositionEdit(
                        null,
                        List.of(new WireChoice("anomaly_detection", "ENGINEERED_FEATURES", "", "")),
                        null,
                        null,
                        null));
        assertThat(cut.problems())
                .filteredOn(problem -> problem.path().equals("outer.anomaly_detection.ENGINEERED_FEATURES"))
                .singleElement()
                .satisfies(problem -> assertThat(problem.related()).isEmpty());
    }

    @Test
    void a_folder_from_outside_is_no_dataset_and_people_are_told_that_it_starts_empty() {
        var composition = compositions.create(CARLA, request("FOLDER_SCORER"));
        assertThat(composition.yaml()).contains("PDFS: pdfs").doesNotContain("datasets:");
        assertThat(composition.problems()).singleElement().satisfies(p -> {
            assertThat(p.isError()).isFalse();
            assertThat(p.message()).contains("pdfs");
        });
    }

    @Test
    void a_need_is_said_in_other_words_and_the_blocks_stay() {
        var made = compositions.create(CARLA, request("ANOMALY_DETECTION"));
        var said = compositions.update(CARLA, made.id(), CompositionEdit.ofIntent("  find odd vibration "));
        assertThat(said.intent()).isEqualTo("find odd vibration");
        assertThat(said.members()).isEqualTo(made.members());
        assertThat(compositions.get(CARLA, made.id()).intent()).isEqualTo("find odd vibration");

        assertThatThrownBy(
                        () -> compositions.update(CARLA, made.id(), CompositionEdit.ofIntent("a ".repeat(1_001) + "b")))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("2000 characters");
    }

    @Test
    void every_edit_is_kept_and_the_rest_is_proposed_anew() {
        var id = compositions
                .create(CARLA, request("VIBRATION_FEATURES", "ANOMALY_DETECTION"))
                .id();
        var cut = compositions.update(
                CARLA,
                id,
                edit(List.of(new WireChoice("anomaly_detection", "ENGINEERED_FEATURES", "", "")), null, null, null));
        assertThat(cut.wires()).isEmpty();
        assertThat(cut.outer())
                .filteredOn(o -> o.input() && o.port().equals("ENGINEERED_FEATURES"))
                .singleElement()
                .satisfies(o -> assertThat(o.alternatives()).isNotEmpty());
        var rewired = compositions.update(
                CARLA,
                id,
                edit(
                        List.of(new WireChoice(
                                "anomaly_detection",
                                "ENGINEERED_FEATURES",
                                "vibration_features",
                                "ENGINEERED_FEATURES")),
                        List.of(
                                new DatasetChoice(
                                        "vibration_features",
                                        "RAW_VIBRATION",
                                        "raw_k101",
                                        "sql_table",
                                        "PLANT_DW",
                                        "raw_k101",
                                        ""),
                                new DatasetChoice(
                                        "vibration_features", "ENGINEERED_FEATURES", "k101_features", "", "", "", "")),
                        List.of(new NameChoice("vibration_features", "k101", "Compressor K101")),
                        null));
        assertThat(rewired.wires())
                .singleElement()
                .satisfies(w -> assertThat(w.dataset()).isEqualTo("k101_features"));
        assertThat(rewired.yaml())
                .contains(
                        "instance_name: k101",
                        "zone_name: Compressor K101",
                        "RAW_VIBRATION: raw_k101",
                        "connection: PLANT_DW")
                .contains("ENGINEERED_FEATURES: k101_features");
        assertThat(rewired.problems()).noneMatch(p -> p.code().equals("compose.placeholder"));
        var grown = compositions.update(
                CARLA,
                id,
                new CompositionEdit(
                        List.of(
                                new BlockChoice("VIBRATION_FEATURES", "vibration_features"),
                                new BlockChoice("ANOMALY_DETECTION", "anomaly_detection"),
                                new BlockChoice("ALERTING", null)),
                        null,
                        null,
                        null,
                        null));
        assertThat(grown.wires()).hasSize(2);
        assertThat(grown.members().getFirst().instanceName()).isEqualTo("k101");
        assertThat(compositions.get(CARLA, id)).isEqualTo(grown);
    }

    @Test
    void a_wire_whose_port_went_with_its_block_is_proposed_anew() {
        var id = compositions
                .create(CARLA, request("VIBRATION_FEATURES", "ANOMALY_DETECTION"))
                .id();
        compositions.update(
                CARLA,
                id,
                edit(
                        List.of(new WireChoice(
                                "anomaly_detection",
                                "ENGINEERED_FEATURES",
                                "vibration_features",
                                "ENGINEERED_FEATURES")),
                        null,
                        null,
                        null));

        var exchanged = compositions.update(
                CARLA,
                id,
                new CompositionEdit(
                        List.of(
                                new BlockChoice("ALERTING", "vibration_features"),
                                new BlockChoice("ANOMALY_DETECTION", "anomaly_detection")),
                        null,
                        null,
                        null,
                        null));

        assertThat(exchanged.wires()).singleElement().satisfies(wire -> {
            assertThat(wire.toAlias()).isEqualTo("vibration_features");
            assertThat(wire.fromPort()).isEqualTo("ANOMALIES");
        });
        assertThat(compositions.get(CARLA, id)).isEqualTo(exchanged);
    }

    @Test
    void an_edit_of_something_that_is_not_there_is_refused_whole() {
        var before = compositions.create(CARLA, request("VIBRATION_FEATURES", "ALERTING"));
        assertInvalid(
                before.id(),
                edit(List.of(new WireChoice("nobody", "X", "", "")), null, null, PROJECT),
                "wires[0].to_alias");
        assertInvalid(
                before.id(),
                edit(List.of(new WireChoice("alerting", "X", "", "")), null, null, null),
                "wires[0].to_port");
        assertInvalid(
                before.id(),
                edit(null, List.of(new DatasetChoice("alerting", "X", "x", "", "", "", "")), null, null),
                "datasets[0].port");
        assertInvalid(
                before.id(), edit(null, null, List.of(new NameChoice("nobody", "x", "x")), null), "names[0].alias");
        assertThat(compositions.get(CARLA, before.id())).isEqualTo(before);
    }

    private void assertInvalid(UUID id, CompositionEdit edit, String place) {
        assertThatThrownBy(() -> compositions.update(CARLA, id, edit))
                .isInstanceOfSatisfying(ProblemException.class, e -> {
                    assertThat(e.kind()).isEqualTo(ProblemException.Kind.INVALID);
                    assertThat(e.problems().getFirst().path()).isEqualTo(place);
                });
    }
}
