package io.blockyard.portal.catalog;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.ClientCallable;
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
import com.vaadin.flow.router.QueryParameters;
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
import java.util.Optional;

/** The home of the site: one search box, the blocks, and the facets to narrow them. */
@Route(value = "", layout = MainLayout.class)
@PermitAll
public class CatalogView extends Main implements AfterNavigationObserver, HasDynamicTitle {

    private static final int SUGGESTIONS = 8;
    /** How often the page looks again while the index is built. */
    private static final int LOOK_AGAIN_MS = 2_000;

    private final SignedIn signedIn;
    private final BlockSearch search;
    private final SearchSuggestions suggestions;
    private final SearchBox box;
    private final FacetPanel facets;
    private final Span status = new Span();
    private final Select<Sort> sort = new Select<>();
    private final Button compact;
    private final Div hints = Parts.box("hints");
    private final Div results = Parts.box("results");
    private final Div more = Parts.box("pages");
    private CatalogState state = CatalogState.of(QueryParameters.empty());

    public CatalogView(SignedIn signedIn, BlockSearch search, SearchSuggestions suggestions) {
        this.signedIn = signedIn;
        this.search = search;
        this.suggestions = suggestions;
        addClassNames("view", "catalog");
        box = Parts.named(
                new SearchBox(
                        prefix -> suggestions.suggest(signedIn.actor(), prefix, SUGGESTIONS),
                        this::typed,
                        id -> UI.getCurrent().navigate("blocks/" + id),
                        () -> suggestions.forget(signedIn.actor())),
                "catalog-search");
        facets = new FacetPanel(this::go, (start, limit) -> suggestions.columns(signedIn.actor(), start, limit));
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
                                hints,
                                results,
                                more)));
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
            suggestions.remember(signedIn.actor(), text);
            go(state.withText(text));
        } else if (!text.equals(state.text())) {
            follow(state.withText(text));
            show();
        }
    }

    private void follow(CatalogState next) {
        state = next;
        UI.getCurrent().getPage().getHistory().replaceState(null, new Location("", state.toParameters()));
    }

    private void show() {
        var result = search.search(signedIn.actor(), state.toRequest());
        sort.setValue(state.sort());
        compact.setIcon(Parts.icon(state.compact() ? "rows" : "list"));
        compact.setAriaLabel(t(state.compact() ? "catalog.detailed" : "catalog.compact"));
        compact.setTooltipText(t(state.compact() ? "catalog.detailed" : "catalog.compact"));
        status.setText(t("catalog.status", result.total(), result.millis()));
        facets.show(state, result);
        boolean nothing = result.total() == 0;
        setClassName("without-facets", nothing && state.isBrowsing());
        showHints(result);
        Parts.replace(results);
        if (nothing) {
            results.add(emptiness());
        } else {
            add(result);
        }
        showMore(result.total());
    }

    private void add(SearchResult result) {
        result.hits()
                .forEach(hit -> results.add(new ResultRow(hit, !state.text().isBlank(), state.compact())));
    }

    /** What may have been meant, and whether there is more than the index knows yet. */
    private void showHints(SearchResult result) {
        Parts.replace(hints);
        var meant = result.hints();
        if (meant.corrected() != null) {
            var link = Parts.link(address(state.withText(meant.corrected())), meant.corrected());
            hints.add(
                    Parts.named(Parts.box("did-you-mean", new Span(t("catalog.did-you-mean")), link), "did-you-mean"));
        }
        for (var id : meant.ids()) {
            var link = Parts.link("blocks/" + id, id.value());
            hints.add(Parts.named(Parts.box("did-you-mean", new Span(t("catalog.mistyped-id")), link), "similar-id"));
        }
        if (meant.readAs() != null) {
            hints.add(Parts.named(
                    Parts.box("did-you-mean", new Span(t("catalog.read-as")), Parts.code(meant.readAs())), "read-as"));
        }
        search.building(signedIn.actor())
                .filter(p -> !p.whole())
                .map(progress -> t("catalog.building", progress.indexed(), progress.total()))
                .or(() -> result.catchingUp() ? Optional.of(t("catalog.catching-up")) : Optional.empty())
                .ifPresent(sentence -> {
                    hints.add(Parts.named(Parts.text("index-building", sentence), "index-building"));
                    getElement().executeJs("setTimeout(() => this.$server.lookAgain(), $0)", LOOK_AGAIN_MS);
                });
    }

    /** The page asks while the index is built. */
    @ClientCallable
    public void lookAgain() {
        show();
    }

    private static String address(CatalogState state) {
        return "?" + state.toParameters().getQueryString();
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

    /** The next page comes when one has scrolled to its button, or presses it. */
    private void showMore(long total) {
        Parts.replace(more);
        if (!state.canShowMore(total)) {
            return;
        }
        var button = Parts.button(t("catalog.more"), "show-more", () -> {
            follow(state.withMore());
            var next = search.search(signedIn.actor(), state.toLastPage());
            add(next);
            showMore(next.total());
        });
        button.setDisableOnClick(true);
        button.addAttachListener(attached -> button.getElement()
                .executeJs("new IntersectionObserver((seen, watch) => {"
                        + " if (seen.some(s => s.isIntersecting)) { watch.disconnect(); this.click(); }"
                        + "}).observe(this)"));
        more.add(button);
    }

    @Override
    public String getPageTitle() {
        return (state.text().isBlank() ? t("catalog.title") : state.text()) + " – Blockyard";
    }
}
