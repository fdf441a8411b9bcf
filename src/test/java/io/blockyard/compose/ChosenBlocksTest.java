package io.blockyard.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.blockyard.compose.Composition.OuterPort;
import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What somebody asks for becomes exact blocks, or is refused with what would be right. */
class ChosenBlocksTest extends OnPublishedBlocks {

    @Test
    void references_may_be_short_or_ranges_and_are_recorded_exactly() {
        var refs =
                List.of("VIBRATION_FEATURES", "VIBRATION_FEATURES@^1.0", "BLOCKS_REGISTRY/VIBRATION_FEATURES@latest");
        for (var ref : refs) {
            assertThat(create(ref).members().getFirst().reference())
                    .isEqualTo("BLOCKS_REGISTRY/VIBRATION_FEATURES@1.0.0");
        }
    }

    @Test
    void names_that_lead_nowhere_are_all_reported_with_what_would_be_right_and_nothing_is_kept() {
        var thrown = catchThrowableOfType(
                ProblemException.class, () -> create("VIBRATION_FEATURE", "ANOMALY_DETECTION@2.0.0", "lower case"));
        assertThat(thrown.kind()).isEqualTo(ProblemException.Kind.INVALID);
        assertThat(thrown.problems())
                .extracting(Problem::path)
                .containsExactly("blocks[0].ref", "blocks[1].ref", "blocks[2].ref");
        assertThat(thrown.problems().get(0).related()).contains("VIBRATION_FEATURES");
        assertThat(thrown.problems().get(1).remedy()).contains("1.0.0");
        assertThat(compositions.recent(CARLA, 10)).isEmpty();
    }

    @Test
    void a_block_twice_gets_names_of_its_own_and_data_of_its_own() {
        var composition = compositions.create(CARLA, request("VIBRATION_FEATURES", "VIBRATION_FEATURES"));
        assertThat(composition.members())
                .extracting(Composition.Member::alias)
                .containsExactly("vibration_features", "vibration_features_2");
        assertThat(composition.members())
                .extracting(Composition.Member::instanceName)
                .doesNotHaveDuplicates();
        assertThat(composition.members())
                .extracting(Composition.Member::zoneName)
                .containsExactly("Vibration features", "Vibration features 2");
        assertThat(composition.outer()).extracting(OuterPort::dataset).doesNotHaveDuplicates();
        assertThat(composition.yaml()).isNotEmpty();
    }

    @Test
    void an_intent_without_blocks_gets_the_best_of_search_with_reasons_or_tips() {
        var found = compositions.create(CARLA, new CompositionRequest("features from vibration", List.of(), PROJECT));
        assertThat(found.members()).extracting(m -> m.manifest().id().value()).startsWith("VIBRATION_FEATURES");
        assertThat(found.problems())
                .anyMatch(
                        p -> p.code().equals("compose.proposed") && p.message().contains("name"));
        assertThat(found.yaml()).isNotEmpty();
        var nothing = compositions.create(CARLA, new CompositionRequest("zebra xylophone", List.of(), PROJECT));
        assertThat(nothing.members()).isEmpty();
        assertThat(nothing.yaml()).isEmpty();
        assertThat(nothing.problems())
                .singleElement()
                .satisfies(p -> assertThat(p.code()).isEqualTo("compose.nothing-found"));
    }
}
