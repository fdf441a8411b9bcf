package io.blockyard.portal.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.router.QueryParameters;
import io.blockyard.portal.catalog.CatalogState.Look;
import io.blockyard.portal.catalog.CatalogState.Place;
import io.blockyard.search.BlockSearch;
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
                new Look(Sort.NAME, true, "PUMP_TREND"),
                new Place(1_000, 3));

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
        var state = CatalogState.of(QueryParameters.full(Map.of(
                "page",
                new String[] {"-7"},
                "from",
                new String[] {"99999999999"},
                "sort",
                new String[] {"upwards"},
                "colour",
                new String[] {"red"})));

        assertThat(state.place()).isEqualTo(Place.START);
        assertThat(state.look()).isEqualTo(Look.USUAL);
        assertThat(state.filters()).isEmpty();
    }

    @Test
    void choosingAValueTwiceTakesItAwayAndGoesBackToTheFirstPage() {
        var state = CatalogState.of(QueryParameters.of("page", "4"));

        var chosen = state.toggled("tag", "vibration");
        assertThat(chosen.isChosen("tag", "vibration")).isTrue();
        assertThat(chosen.place()).isEqualTo(Place.START);
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
    void pageAfterPageIsShownUntilAScreenIsFullAndThenTheNextScreen() {
        var state = CatalogState.of(QueryParameters.empty());
        for (int page = 1; page < 25; page++) {
            assertThat(state.hasRoom()).isTrue();
            state = state.withMore();
        }

        assertThat(state.toRequest().limit()).isEqualTo(CatalogState.WINDOW);
        assertThat(state.hasRoom()).isFalse();
        assertThat(state.withMore()).isEqualTo(state);
        assertThat(state.hasFurther(CatalogState.WINDOW)).isFalse();
        assertThat(state.hasFurther(CatalogState.WINDOW + 1)).isTrue();

        var next = state.from(state.windowEnd());
        assertThat(next.toRequest().offset()).isEqualTo(CatalogState.WINDOW);
        assertThat(next.toRequest().limit()).isEqualTo(CatalogState.PAGE_SIZE);
        assertThat(next.seen(501)).isEqualTo(501);
        assertThat(next.hasEarlier()).isTrue();
        assertThat(CatalogState.of(next.toParameters())).isEqualTo(next);
    }

    @Test
    void goingOnEndsWhereTheEngineDoesAndItIsTold() {
        var last = CatalogState.of(QueryParameters.of("from", "999999"));

        assertThat(last.toRequest().offset()).isEqualTo(BlockSearch.DEEPEST - CatalogState.WINDOW);
        assertThat(last.hasFurther(20_000)).isFalse();
        assertThat(last.isDeepest(20_000)).isTrue();
        assertThat(last.isDeepest(BlockSearch.DEEPEST)).isFalse();
        assertThat(CatalogState.of(QueryParameters.of("from", "730"))
                        .toRequest()
                        .offset())
                .isEqualTo(CatalogState.WINDOW);
    }

    @Test
    void anotherOrderBeginsAnewAndABlockToCompareWithStays() {
        var state = CatalogState.of(QueryParameters.of("from", "500")).comparing("PUMP_TREND");

        assertThat(state.toRequest().offset()).isEqualTo(500);
        var sorted = state.withSort(Sort.NEWEST);
        assertThat(sorted.toRequest().offset()).isZero();
        assertThat(sorted.look().compared()).isEqualTo("PUMP_TREND");
    }
}
