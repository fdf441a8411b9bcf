package io.blockyard.portal.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.router.QueryParameters;
import io.blockyard.search.SearchRequest.Sort;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CatalogStateTest {

    @Test
    void anAddressSaysTheWholeStateAndBack() {
        var state = new CatalogState(
                "vibration",
                Map.of("domain", List.of("rotating_equipment", "energy")),
                Map.of("output", List.of("asset_id", "timestamp")),
                Sort.NAME,
                true,
                3);

        assertThat(CatalogState.of(state.toParameters())).isEqualTo(state);
    }

    @Test
    void aBareAddressIsTheCatalogAsItLies() {
        var state = CatalogState.of(QueryParameters.empty());

        assertThat(state.isBrowsing()).isTrue();
        assertThat(state.toParameters().getParameters()).isEmpty();
    }

    @Test
    void anAddressWithNonsenseStillShowsTheCatalog() {
        var state = CatalogState.of(QueryParameters.full(
                Map.of("page", new String[] {"-7"}, "sort", new String[] {"upwards"}, "colour", new String[] {"red"})));

        assertThat(state.pages()).isEqualTo(1);
        assertThat(state.sort()).isEqualTo(Sort.RELEVANCE);
        assertThat(state.filters()).isEmpty();
    }

    @Test
    void choosingAValueTwiceTakesItAwayAndGoesBackToTheFirstPage() {
        var state = CatalogState.of(QueryParameters.of("page", "4"));

        var chosen = state.toggled("tag", "vibration");
        assertThat(chosen.isChosen("tag", "vibration")).isTrue();
        assertThat(chosen.pages()).isEqualTo(1);
        assertThat(chosen.toggled("tag", "vibration").filters()).isEmpty();
    }

    @Test
    void columnsBecomeConditionsInFrontOfTheWordThatIsBeingTyped() {
        var state = CatalogState.of(QueryParameters.of("q", "demand fore"))
                .withColumns("output", List.of("asset_id"))
                .withColumns("input", List.of("Store no"));

        assertThat(state.toRequest().text()).isEqualTo("output:\"asset_id\" input:\"Store no\" demand fore");
        assertThat(state.isBrowsing()).isFalse();
        assertThat(state.withoutFilters().columns()).isEmpty();
    }

    @Test
    void morePagesAreShownUntilThereIsNothingMore() {
        var state = CatalogState.of(QueryParameters.empty());

        assertThat(state.canShowMore(20)).isFalse();
        assertThat(state.canShowMore(21)).isTrue();
        var more = state.withMore();
        assertThat(more.toRequest().limit()).isEqualTo(40);
        assertThat(more.toLastPage().offset()).isEqualTo(20);
        assertThat(more.toLastPage().limit()).isEqualTo(20);
    }
}
