package io.blockyard.portal.catalog;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.Route;
import io.blockyard.access.Right;
import io.blockyard.portal.SignedIn;
import io.blockyard.portal.part.Parts;
import io.blockyard.portal.part.SearchBox;
import io.blockyard.portal.shell.MainLayout;
import io.blockyard.search.BlockSearch;
import io.blockyard.search.SearchRequest.Sort;
import io.blockyard.search.SearchResult;
import io.blockyard.search.SearchSuggestions;
import jakarta.annotation.security.PermitAll;
import java.util.Locale;

/** The home of the site: one search box, the blocks, and the facets to narrow them. */
@Route(value = "", layout = MainLayout.class)
@PermitAll
public class CatalogView extends Main implements AfterNavigationObserver, HasDynamicTitle {

    private static final int SUGGESTIONS = 8;

    private final SignedIn signedIn;
    private final BlockSearch search;
    private final SearchBox box;
    private final FacetPanel facets;
    private final Span status = new Span();
    private final Select<Sort> sort = new Select<>();
    private final Button compact;
    private final Div results = Parts.box("results");
    private final Div pages = Parts.box("pages");
    private CatalogState state = CatalogState.of(com.vaadin.flow.router.QueryParameters.empty());

    public CatalogView(SignedIn signedIn, BlockSearch search, SearchSuggestions suggestions) {
        this.signedIn = signedIn;
        this.search = search;
        addClassNames("view", "catalog");
        box = Parts.named(
                new SearchBox(
                        prefix -> suggestions.suggest(signedIn.actor(), prefix, SUGGESTIONS),
                        this::typed,
                        id -> UI.getCurrent().navigate("blocks/" + id)),
                "catalog-search");
        facets = new FacetPanel(this::go);
        compact = Parts.iconButton(
                "list", t("catalog.compact"), "view-switch", () -> go(state.withCompact(!state.compact())));
        sort.setItems(Sort.values());
        sort.setItemLabelGenerator(s -> t("sort." + s.name().toLowerCase(Locale.ROOT)));
        sort.setAriaLabel(t("sort.label"));
        sort.addValueChangeListener(event -> {
            if (event.isFromClient()) {
                go(state.withSort(event.getValue()));
            }
        });
        Parts.named(sort, "sort");
        status.addClassName("status");
        status.getElement().setAttribute("role", "status");
        Parts.named(status, "result-status");

        var filterToggle = Parts.quiet(
                t("facet.title"),
                "admin",
                "facet-toggle",
                () -> facets.getElement().executeJs("this.classList.toggle('shown')"));
        filterToggle.addClassName("facet-toggle");
        add(
                Parts.box("catalog-head", new H1(t("catalog.title")), box),
                Parts.box(
                        "catalog-body",
                        facets,
                        Parts.box(
                                "catalog-results",
                                Parts.box("toolbar", filterToggle, status, Parts.box("grow"), sort, compact),
                                results,
                                pages)));
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        state = CatalogState.of(event.getLocation().getQueryParameters());
        box.setValue(state.text());
        show();
    }

    private void go(CatalogState next) {
        UI.getCurrent().navigate(CatalogView.class, next.toParameters());
    }

    /** While typing, the address follows without a new entry in the history for each letter. */
    private void typed(String text, boolean committed) {
        if (committed) {
            go(state.withText(text));
        } else if (!text.equals(state.text())) {
            state = state.withText(text);
            UI.getCurrent().getPage().getHistory().replaceState(null, new Location("", state.toParameters()));
            show();
        }
    }

    private void show() {
        var result = search.search(signedIn.actor(), state.toRequest());
        sort.setValue(state.sort());
        compact.setIcon(Parts.icon(state.compact() ? "rows" : "list"));
        compact.setAriaLabel(t(state.compact() ? "catalog.detailed" : "catalog.compact"));
        status.setText(t("catalog.status", result.total(), result.millis()));
        facets.show(state, result);
        boolean nothing = result.total() == 0;
        setClassName("without-facets", nothing && state.isBrowsing());
        Parts.replace(results);
        if (nothing) {
            results.add(emptiness());
        } else {
            result.hits()
                    .forEach(hit -> results.add(new ResultRow(hit, !state.text().isBlank(), state.compact())));
        }
        showPages(result);
    }

    private Component emptiness() {
        if (!state.isBrowsing()) {
            return Parts.empty(
                    "search",
                    state.text().isBlank() ? t("catalog.none") : t("catalog.none.for", state.text()),
                    t("catalog.none.hint"),
                    Parts.button(
                            t("catalog.show-all"),
                            "show-all",
                            () -> UI.getCurrent().navigate(CatalogView.class)));
        }
        return signedIn.may(Right.ADMINISTER)
                ? Parts.empty(
                        "catalog",
                        t("catalog.empty"),
                        t("catalog.empty.admin"),
                        Parts.primary(
                                t("catalog.empty.fill"),
                                "fill-catalog",
                                () -> UI.getCurrent().navigate("welcome")))
                : Parts.empty("catalog", t("catalog.empty"), t("catalog.empty.other"));
    }

    private void showPages(SearchResult result) {
        Parts.replace(pages);
        long count = (result.total() + CatalogState.PAGE_SIZE - 1) / CatalogState.PAGE_SIZE;
        if (count < 2) {
            return;
        }
        var before = Parts.button(t("pages.before"), "page-before", () -> go(state.withPage(state.page() - 1)));
        before.setEnabled(state.page() > 1);
        var after = Parts.button(t("pages.after"), "page-after", () -> go(state.withPage(state.page() + 1)));
        after.setEnabled(state.page() < count);
        pages.add(before, Parts.text("hint", t("pages.of", state.page(), count)), after);
    }

    @Override
    public String getPageTitle() {
        return (state.text().isBlank() ? t("catalog.title") : state.text()) + " – Blockyard";
    }
}
