package io.blockyard.portal.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.router.QueryParameters;
import io.blockyard.iac.Plan.Action;
import io.blockyard.iac.Plan.ResourceChange;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReviewStateTest {

    private static final ReviewState UNFILTERED = ReviewState.of(QueryParameters.empty());

    @Test
    void anAddressShowsWhatWasShownBefore() {
        var state = UNFILTERED
                .withTab(ReviewState.Tab.GRAPH)
                .toggledAction("create")
                .toggledAction("delete")
                .toggledKind("recipe");
        assertThat(ReviewState.of(state.toParameters())).isEqualTo(state);
    }

    @Test
    void whatIsUsualStandsInNoAddress() {
        assertThat(UNFILTERED.toParameters().getParameters()).isEmpty();
    }

    @Test
    void anUnknownTabShowsTheChanges() {
        var state = ReviewState.of(QueryParameters.simple(Map.of("tab", "nowhere")));
        assertThat(state.tab()).isEqualTo(ReviewState.Tab.CHANGES);
    }

    @Test
    void whatStaysAsItIsShowsOnlyWhenAskedFor() {
        var unchanged = change(Action.NO_OP, "dataset");
        assertThat(UNFILTERED.shows(unchanged)).isFalse();
        assertThat(UNFILTERED.toggledAction("no-op").shows(unchanged)).isTrue();
    }

    @Test
    void filtersOfActionAndKindBothHaveToFit() {
        var state = UNFILTERED.toggledAction("create").toggledKind("recipe");
        assertThat(state.shows(change(Action.CREATE, "recipe"))).isTrue();
        assertThat(state.shows(change(Action.CREATE, "dataset"))).isFalse();
        assertThat(state.shows(change(Action.UPDATE, "recipe"))).isFalse();
        assertThat(state.toggledKind("recipe").shows(change(Action.CREATE, "dataset")))
                .isTrue();
        assertThat(state.withoutFilters()).isEqualTo(UNFILTERED);
    }

    private static ResourceChange change(Action action, String type) {
        return new ResourceChange(
                type + ".KEY.x", type, "x", action, "", null, null, List.of(), List.of(), "", List.of());
    }
}
