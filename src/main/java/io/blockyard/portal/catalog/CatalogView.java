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
import io.blockyard.block.BlockId;
import io.blockyard.portal.SignedIn;
import io.blockyard.portal.catalog.CatalogState.Look;
import io.blockyard.portal.part.NothingFound;
import io.blockyard.portal.part.Parts;
import io.blockyard.portal.part.SearchBox;
import io.blockyard.portal.shell.MainLayout;
import io.blockyard.search.BlockSearch;
import io.blockyard.search.SearchRequest.Sort;
import io.blockyard.search.SearchResult;
import io.blockyard.search.SearchResult.Hit;
import io.blockyard.search.SearchSuggestions;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
    private final Button filterToggle;
    private final Div earlier = Parts.box("pages");
    private final Div hints = Parts.box("hints");
    private final Div results = Parts.box("results");
    private final Div more = Parts.box("pages");
    private CatalogState state = CatalogState.of(QueryParameters.empty());
    private @Nullable Drawn drawn;

    /** What the list shows, to leave it alone while it would show the same. */
    private record Drawn(List<Hit> hits, boolean searching, Look look) {}

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
        facets = new FacetPanel(
                this::go,
                (facet, letters, most) -> search.values(signedIn.actor(), state.toRequest(), facet, letters, most),
                (start, limit) -> suggestions.columns(signedIn.actor(), start, limit));
        compact = Parts.iconButton(
                "list",
                t("catalog.compact"),
                "view-switch",
                () -> go(state.withCompact(!state.look().compact())));
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

        filterToggle = Parts.quiet(
                "",
                "admin",
                "facet-toggle",
                () -> showFacets(!facets.getClassNames().contains("shown")));
        filterToggle.addClassName("facet-toggle");
        showFacets(false);
        add(
                Parts.box("catalog-head", new H1(t("catalog.title")), box),
                Parts.box(
                        "catalog-body",
                        facets,
                        Parts.box(
                                "catalog-results",
                                Parts.box("toolbar", filterToggle, status, Parts.box("grow"), sort, compact),
                                hints,
                                earlier,
                                results,
                                more)));
    }

    /** On a narrow screen the filters are folded away. */
    private void showFacets(boolean shown) {
        facets.setClassName("shown", shown);
        filterToggle.getElement().setAttribute("aria-expanded", Boolean.toString(shown));
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        state = CatalogState.of(event.getLocation().getQueryParameters());
        box.setValue(state.text());
        show(search.search(signedIn.actor(), state.toRequest()));
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
            show(search.glance(signedIn.actor(), state.toRequest()));
        }
    }

    private void follow(CatalogState next) {
        state = next;
        UI.getCurrent().getPage().getHistory().replaceState(null, new Location("", state.toParameters()));
    }

    private void show(SearchResult result) {
        if (result.hits().isEmpty() && state.hasEarlier()) {
            follow(state.from(0));
            show(search.glance(signedIn.actor(), state.toRequest()));
            return;
        }
        sort.setValue(state.look().sort());
        compact.setIcon(Parts.icon(state.look().compact() ? "rows" : "list"));
        compact.setAriaLabel(t(state.look().compact() ? "catalog.detailed" : "catalog.compact"));
        compact.setTooltipText(t(state.look().compact() ? "catalog.detailed" : "catalog.compact"));
        filterToggle.setText(t("facet.toggle", state.conditions()));
        status.setText(t("catalog.status", result.total(), result.millis()));
        facets.show(state, result);
        boolean nothing = result.total() == 0;
        setClassName("without-facets", nothing && state.isBrowsing());
        showHints(result);
        showComparison();
        showEarlier();
        if (nothing) {
            drawn = null;
            Parts.replace(results, emptiness());
        } else {
            draw(result.hits());
        }
        showMore(result);
    }

    private void draw(List<Hit> hits) {
        var wanted = new Drawn(hits, !state.text().isBlank(), state.look());
        if (!wanted.equals(drawn)) {
            Parts.replace(results);
            add(hits);
            drawn = wanted;
        }
    }

    private void add(List<Hit> hits) {
        hits.forEach(hit -> results.add(new ResultRow(
                hit,
                !state.text().isBlank(),
                state.look().compact(),
                state.look().compared(),
                this::compare)));
    }

    /** What may have been meant, and whether there is more than the index knows yet. */
    private void showHints(SearchResult result) {
        Parts.replace(hints);
        var meant = result.hints();
        var corrected = meant.corrected();
        if (corrected != null && !isId(corrected, meant.ids())) {
            var link = Parts.link(address(state.withText(corrected)), corrected);
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
                    getElement()
                            .executeJs(
                                    "clearTimeout(this.again);"
                                            + " this.again = setTimeout(() => this.$server.lookAgain(), $0)",
                                    LOOK_AGAIN_MS);
                });
    }

    /** A mistyped id is offered as a block, and not as words as well. */
    private static boolean isId(String text, List<BlockId> ids) {
        return ids.stream().anyMatch(id -> id.value().equalsIgnoreCase(text));
    }

    /** The page asks while the index is built. */
    @ClientCallable
    public void lookAgain() {
        show(search.glance(signedIn.actor(), state.toRequest()));
    }

    /** The first block that is chosen waits for another one. */
    private void compare(BlockId id) {
        var first = state.look().compared();
        if (first.isEmpty()) {
            go(state.comparing(id.value()));
        } else if (first.equals(id.value())) {
            go(state.comparing(""));
        } else {
            UI.getCurrent().navigate(CompareView.address(new BlockId(first), id));
        }
    }

    private void showComparison() {
        var compared = state.look().compared();
        if (!compared.isEmpty()) {
            hints.add(Parts.named(
                    Parts.box(
                            "did-you-mean",
                            new Span(t("compare.with", compared)),
                            Parts.button(t("action.cancel"), "compare-cancel", () -> go(state.comparing("")))),
                    "compare-with"));
        }
    }

    private static String address(CatalogState state) {
        return "?" + state.toParameters().getQueryString();
    }

    private Component emptiness() {
        if (!state.isBrowsing()) {
            return NothingFound.panel(
                    state.text(),
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

    /** Only where the first hits are on another screen. */
    private void showEarlier() {
        Parts.replace(earlier);
        if (state.hasEarlier()) {
            earlier.add(window(
                    "catalog.earlier",
                    "show-earlier",
                    state.place().from() - CatalogState.WINDOW,
                    state.place().from()));
        }
    }

    /** The next page comes when one has scrolled to its button, or presses it; a full screen leads to the next one. */
    private void showMore(SearchResult result) {
        Parts.replace(more);
        long total = result.total();
        var next = result.next();
        if (next != null && state.hasRoom()) {
            more.add(nextPage(next));
        } else if (state.hasFurther(total)) {
            int from = state.windowEnd();
            more.add(window(
                    "catalog.further", "show-further", from, Math.min(total, (long) from + CatalogState.WINDOW)));
        }
        if (state.seen(total) < total || state.hasEarlier()) {
            more.addComponentAsFirst(Parts.hint(t("catalog.seen", state.place().from() + 1, state.seen(total), total)));
        }
        if (state.isDeepest(total) && !state.hasRoom()) {
            more.add(Parts.named(Parts.hint(t("catalog.deepest", BlockSearch.DEEPEST)), "deepest"));
        }
    }

    private Button nextPage(String cursor) {
        var button = Parts.button(t("catalog.more"), "show-more", () -> {
            var page = search.search(signedIn.actor(), state.toNextPage(cursor));
            follow(state.withMore());
            drawn = null;
            add(page.hits());
            showMore(page);
        });
        button.setDisableOnClick(true);
        button.addAttachListener(attached -> button.getElement()
                .executeJs("new IntersectionObserver((seen, watch) => {"
                        + " if (seen.some(s => s.isIntersecting)) { watch.disconnect(); this.click(); }"
                        + "}).observe(this)"));
        return button;
    }

    /** Leads to the screen with these hits. */
    private Component window(String key, String name, int from, long until) {
        return Parts.named(Parts.link(address(state.from(from)), t(key, from + 1, until)), name);
    }

    @Override
    public String getPageTitle() {
        return (state.text().isBlank() ? t("catalog.title") : state.text()) + " – Blockyard";
    }
}
