package io.blockyard.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blockyard.access.Actor;
import io.blockyard.access.Role;
import io.blockyard.compose.CompositionRequest.ProjectChoice;
import io.blockyard.iac.Validator;
import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Drafts: whose they are, and the configuration that comes out. */
class CompositionsTest extends OnPublishedBlocks {

    @Test
    void a_draft_is_its_owners_and_an_administrators() {
        var id = compositions.create(CARLA, request("ALERTING")).id();
        assertNotFound(() -> compositions.get(DAVID, id));
        assertNotFound(() -> compositions.update(DAVID, id, edit(null, null, null, PROJECT)));
        assertNotFound(() -> compositions.delete(DAVID, id));
        assertNotFound(() -> compositions.get(CARLA, UUID.randomUUID()));
        assertThat(compositions.recent(DAVID, 10)).isEmpty();
        assertThat(compositions.recent(ADMIN, 10))
                .singleElement()
                .satisfies(listed -> assertThat(listed.blocks())
                        .extracting(DraftListing.Block::name)
                        .isNotEmpty()
                        .doesNotContain(""));
        assertThat(compositions.get(ADMIN, id).owner()).isEqualTo("carla");
        compositions.delete(CARLA, id);
        assertThat(compositions.recent(CARLA, 10)).isEmpty();
        var viewer = new Actor("vera", Set.of(Role.VIEWER), "test");
        assertThatThrownBy(() -> compositions.create(viewer, request("ALERTING")))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.kind()).isEqualTo(ProblemException.Kind.FORBIDDEN));
    }

    @Test
    void yaml_edited_by_hand_is_kept_checked_and_flagged_until_it_is_given_back() {
        var generated = compositions.create(CARLA, request("VIBRATION_FEATURES"));
        var mine = generated.yaml().replace("zone_name: Vibration features", "zone_name: Mine");
        var edited = compositions.updateYaml(CARLA, generated.id(), mine);
        assertThat(edited.yaml()).isEqualTo(mine);
        assertThat(edited.yamlEdited()).isTrue();
        var renamed = compositions.update(
                CARLA, generated.id(), edit(null, null, null, new ProjectChoice("OTHER_PROJECT", "")));
        assertThat(renamed.yaml()).isEqualTo(mine);
        assertThat(renamed.problems()).anyMatch(p -> p.code().equals("compose.yaml-edited"));
        var broken = compositions.updateYaml(CARLA, generated.id(), "blocks: [");
        assertThat(broken.yaml()).isEqualTo("blocks: [");
        assertThat(broken.problems()).anyMatch(Problem::isError);
        var back = compositions.updateYaml(CARLA, generated.id(), "");
        assertThat(back.yamlEdited()).isFalse();
        assertThat(back.yaml()).contains("key: OTHER_PROJECT");
    }

    @Test
    void without_a_good_project_key_there_is_no_yaml_but_a_suggestion() {
        var composition = compositions.create(
                CARLA, new CompositionRequest(null, choices("ALERTING"), new ProjectChoice("plant monitoring", "")));
        assertThat(composition.yaml()).isEmpty();
        assertThat(composition.problems())
                .filteredOn(Problem::isError)
                .singleElement()
                .satisfies(p -> assertThat(p.related()).containsExactly("PLANT_MONITORING"));
        var named = compositions.update(CARLA, composition.id(), edit(null, null, null, PROJECT));
        assertThat(named.yaml()).contains("key: PLANT_MONITORING");
    }

    @Test
    void two_blocks_that_chain_become_a_configuration_that_validates() {
        var composition = compositions.create(CARLA, request("VIBRATION_FEATURES", "ANOMALY_DETECTION"));
        assertThat(composition.wires()).singleElement().satisfies(wire -> {
            assertThat(wire.automatic()).isTrue();
            assertThat(wire.dataset()).isEqualTo("vibration_features_engineered_features");
        });
        assertThat(composition.problems()).noneMatch(Problem::isError);
        assertThat(composition.yaml()).isEqualTo("""
                        # Composed with Blockyard: blocks from the catalog, wired by their contracts.
                        # Change it here, or go back to the composition and let it be written anew.
                        version: "1.0"
                        project:
                          key: PLANT_MONITORING
                          name: "Plant: monitoring #1"
                        blocks:
                          - ref: BLOCKS_REGISTRY/VIBRATION_FEATURES@1.0.0
                            instance_name: vibration_features
                            zone_name: Vibration features
                            inputs:
                              RAW_VIBRATION: raw_vibration
                            outputs:
                              ENGINEERED_FEATURES: vibration_features_engineered_features
                          - ref: BLOCKS_REGISTRY/ANOMALY_DETECTION@1.0.0
                            instance_name: anomaly_detection
                            zone_name: Anomaly detection
                            inputs:
                              ENGINEERED_FEATURES: vibration_features_engineered_features
                            outputs:
                              ANOMALIES: anomaly_detection_anomalies
                        # Data from outside. “managed” is a place that starts empty; name a connection and a table instead
                        # where the data already lies somewhere.
                        datasets:
                          - name: raw_vibration
                            type: managed
                            description: Feeds RAW_VIBRATION of vibration_features
                            schema:
                              - {name: asset_id, type: string}
                              - {name: timestamp, type: date}
                              - {name: acceleration_g, type: double}
                        """);
        assertThat(new Validator().validate(Map.of("project.yml", composition.yaml()), Map.of(), catalog))
                .noneMatch(Problem::isError);
        assertThat(composition.problems()).extracting(Problem::code).containsExactly("compose.placeholder");
        assertThat(compositions.get(CARLA, composition.id())).isEqualTo(composition);
    }

    private static void assertNotFound(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.kind()).isEqualTo(ProblemException.Kind.NOT_FOUND));
    }
}
