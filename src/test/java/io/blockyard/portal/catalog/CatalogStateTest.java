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
                "vibration", Map.of("domain", List.of("rotating_equipment", "energy")), Sort.NAME, true, 3);

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

        assertThat(state.page()).isEqualTo(1);
        assertThat(state.sort()).isEqualTo(Sort.RELEVANCE);
        assertThat(state.filters()).isEmpty();
    }

    @Test
    void choosingAValueTwiceTakesItAwayAndGoesBackToTheFirstPage() {
        var state = CatalogState.of(QueryParameters.of("page", "4"));

        var chosen = state.toggled("tag", "vibration");
        assertThat(chosen.isChosen("tag", "vibration")).isTrue();
        assertThat(chosen.page()).isEqualTo(1);
        assertThat(chosen.toggled("tag", "vibration").filters()).isEmpty();
    }
}
