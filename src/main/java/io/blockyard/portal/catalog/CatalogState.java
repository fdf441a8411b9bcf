package io.blockyard.portal.catalog;

import com.vaadin.flow.router.QueryParameters;
import io.blockyard.search.BlockSearch;
import io.blockyard.search.SearchRequest;
import io.blockyard.search.SearchRequest.Sort;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the catalog shows, as its address says it: {@code ?q=vibration&domain=rotating_equipment&sort=name}.
 *
 * @param filters facet → chosen values
 * @param columns {@code output} or {@code input} → columns that a block must give or take
 */
record CatalogState(
        String text, Map<String, List<String>> filters, Map<String, List<String>> columns, Look look, Place place) {

    static final int PAGE_SIZE = 20;

    private static final int MOST_PAGES = 25;

    /** How many hits one screen holds at most; further ones are on a screen of their own. */
    static final int WINDOW = MOST_PAGES * PAGE_SIZE;

    /** In the order in which they are shown. */
    static final List<String> FACETS = List.of("domain", "level", "type", "tag", "source", "status", "freshness");

    /** Which side of a block a column is on. */
    static final List<String> SIDES = List.of("output", "input");

    /**
     * How the hits are shown.
     *
     * @param compared the id of a block that another is to be compared with; empty for none
     */
    record Look(Sort sort, boolean compact, String compared) {

        static final Look USUAL = new Look(Sort.RELEVANCE, false, "");
    }

    /**
     * Which of the hits are shown.
     *
     * @param from how many hits come before them, a multiple of {@link #WINDOW}
     * @param pages how many pages, from 1
     */
    record Place(int from, int pages) {

        static final Place START = new Place(0, 1);
    }

    static CatalogState of(QueryParameters parameters) {
        return new CatalogState(
                single(parameters, "q"),
                lists(parameters, FACETS),
                lists(parameters, SIDES),
                new Look(
                        sort(single(parameters, "sort")),
                        single(parameters, "view").equals("compact"),
                        single(parameters, "compare")),
                new Place(from(single(parameters, "from")), page(single(parameters, "page"))));
    }

    QueryParameters toParameters() {
        var parameters = new LinkedHashMap<String, List<String>>();
        if (!text.isBlank()) {
            parameters.put("q", List.of(text));
        }
        parameters.putAll(filters);
        parameters.putAll(columns);
        if (look.sort() != Sort.RELEVANCE) {
            parameters.put("sort", List.of(look.sort().name().toLowerCase(Locale.ROOT)));
        }
        if (look.compact()) {
            parameters.put("view", List.of("compact"));
        }
        if (!look.compared().isEmpty()) {
            parameters.put("compare", List.of(look.compared()));
        }
        if (place.from() > 0) {
            parameters.put("from", List.of(Integer.toString(place.from())));
        }
        if (place.pages() > 1) {
            parameters.put("page", List.of(Integer.toString(place.pages())));
        }
        return new QueryParameters(parameters);
    }

    /** Everything that is shown. */
    SearchRequest toRequest() {
        return new SearchRequest(query(), filters, look.sort(), place.from(), place.pages() * PAGE_SIZE);
    }

    /** The page behind the one that ended with this cursor. */
    SearchRequest toNextPage(String cursor) {
        return new SearchRequest(query(), filters, look.sort(), 0, PAGE_SIZE, cursor);
    }

    /** Columns stand in front, so that the last word stays the one that is being typed. */
    private String query() {
        var query = new StringBuilder();
        columns.forEach((side, names) -> names.forEach(
                name -> query.append(side).append(":\"").append(name).append("\" ")));
        return query.append(text).toString();
    }

    /** Nothing typed and nothing chosen: the catalog as it lies there. */
    boolean isBrowsing() {
        return text.isBlank() && conditions() == 0;
    }

    /** How many values are chosen. */
    int conditions() {
        return Stream.of(filters, columns)
                .flatMap(each -> each.values().stream())
                .mapToInt(List::size)
                .sum();
    }

    boolean isChosen(String facet, String value) {
        return filters.getOrDefault(facet, List.of()).contains(value);
    }

    CatalogState withText(String newText) {
        return new CatalogState(newText, filters, columns, look, Place.START);
    }

    CatalogState withSort(Sort sort) {
        return new CatalogState(text, filters, columns, new Look(sort, look.compact(), look.compared()), Place.START);
    }

    CatalogState withCompact(boolean compact) {
        return new CatalogState(text, filters, columns, new Look(look.sort(), compact, look.compared()), place);
    }

    /** With a block that another one is to be compared with; with none when it is empty. */
    CatalogState comparing(String id) {
        return new CatalogState(text, filters, columns, new Look(look.sort(), look.compact(), id), place);
    }

    CatalogState withMore() {
        return new CatalogState(
                text, filters, columns, look, new Place(place.from(), Math.min(place.pages() + 1, MOST_PAGES)));
    }

    /** The screen that begins behind so many hits. */
    CatalogState from(int hits) {
        return new CatalogState(text, filters, columns, look, new Place(hits, 1));
    }

    CatalogState withoutFilters() {
        return new CatalogState(text, Map.of(), Map.of(), look, Place.START);
    }

    CatalogState withColumns(String side, List<String> names) {
        var changed = new LinkedHashMap<>(columns);
        if (names.isEmpty()) {
            changed.remove(side);
        } else {
            changed.put(side, List.copyOf(names));
        }
        return new CatalogState(text, filters, changed, look, Place.START);
    }

    CatalogState toggled(String facet, String value) {
        var changed = new LinkedHashMap<>(filters);
        var values = new ArrayList<>(filters.getOrDefault(facet, List.of()));
        if (!values.remove(value)) {
            values.add(value);
        }
        if (values.isEmpty()) {
            changed.remove(facet);
        } else {
            changed.put(facet, List.copyOf(values));
        }
        return new CatalogState(text, changed, columns, look, Place.START);
    }

    /** Whether this screen takes another page. */
    boolean hasRoom() {
        return place.pages() < MOST_PAGES;
    }

    /** How many of the hits are on this screen or before it. */
    long seen(long total) {
        return Math.min(total, (long) place.from() + (long) place.pages() * PAGE_SIZE);
    }

    boolean hasEarlier() {
        return place.from() > 0;
    }

    /** Whether another screen follows this one, once it is full. */
    boolean hasFurther(long total) {
        return total > windowEnd() && windowEnd() < BlockSearch.DEEPEST;
    }

    /** Whether there are hits that one does not come to by going on. */
    boolean isDeepest(long total) {
        return total > windowEnd() && windowEnd() >= BlockSearch.DEEPEST;
    }

    /** How many hits come before the screen that follows this one. */
    int windowEnd() {
        return place.from() + WINDOW;
    }

    private static String single(QueryParameters parameters, String name) {
        return parameters.getSingleParameter(name).orElse("");
    }

    private static Map<String, List<String>> lists(QueryParameters parameters, List<String> names) {
        var lists = new LinkedHashMap<String, List<String>>();
        for (var name : names) {
            var values = parameters.getParameters(name);
            if (!values.isEmpty()) {
                lists.put(name, List.copyOf(values));
            }
        }
        return lists;
    }

    private static Sort sort(String name) {
        return switch (name) {
            case "name" -> Sort.NAME;
            case "newest" -> Sort.NEWEST;
            default -> Sort.RELEVANCE;
        };
    }

    private static int from(String number) {
        int hits = number.matches("\\d{1,6}") ? Integer.parseInt(number) : 0;
        return Math.min(hits / WINDOW * WINDOW, BlockSearch.DEEPEST - WINDOW);
    }

    private static int page(String number) {
        return number.matches("[1-9]\\d{0,4}") ? Math.min(Integer.parseInt(number), MOST_PAGES) : 1;
    }
}
