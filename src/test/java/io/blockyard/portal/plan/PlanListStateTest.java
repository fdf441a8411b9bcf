package io.blockyard.portal.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.router.QueryParameters;
import io.blockyard.iac.PlanState;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PlanListStateTest {

    private static final Map<PlanState, Long> COUNTS =
            Map.of(PlanState.AWAITING_APPROVAL, 3L, PlanState.STALE, 2L, PlanState.PLAN_FAILED, 4L);

    @Test
    void anAddressShowsWhatWasShownBefore() {
        var state = PlanListState.ofProject("plant", "LINE_9").with(PlanPhase.WAITING);
        assertThat(PlanListState.of(state.toParameters())).isEqualTo(state);
        assertThat(PlanListState.ALL.toParameters().getParameters()).isEmpty();
    }

    @Test
    void anUnknownPhaseShowsAllPlans() {
        assertThat(PlanListState.of(QueryParameters.of("phase", "someday")).isAll())
                .isTrue();
    }

    @Test
    void eachStateIsInOnePhase() {
        var states = Stream.of(PlanPhase.values())
                .map(PlanPhase::states)
                .flatMap(java.util.Set::stream)
                .toList();
        assertThat(states).containsExactlyInAnyOrderElementsOf(List.of(PlanState.values()));
        assertThat(Arrays.stream(PlanPhase.values()).map(PlanPhase::states)).noneMatch(java.util.Set::isEmpty);
    }

    @Test
    void aPhaseAsksForItsStatesAndCountsThem() {
        var trouble = PlanListState.ALL.with(PlanPhase.FAILED);
        assertThat(trouble.query(null, 50).states())
                .contains(PlanState.STALE, PlanState.PLAN_FAILED, PlanState.PARTIALLY_APPLIED)
                .doesNotContain(PlanState.APPLIED);
        assertThat(trouble.of(COUNTS)).isEqualTo(6);
        assertThat(PlanListState.ALL.of(COUNTS)).isEqualTo(9);
        assertThat(PlanListState.ALL.query(null, 50).states()).isEmpty();
    }
}
