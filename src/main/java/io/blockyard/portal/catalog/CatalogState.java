package io.blockyard.portal.catalog;

import com.vaadin.flow.router.QueryParameters;
import io.blockyard.search.SearchRequest;
import io.blockyard.search.SearchRequest.Sort;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What the catalog shows, as its address says it: {@code ?q=vibration&domain=rotating_equipment&sort=name}.
 *
 * @param filters facet → chosen values
 * @param columns {@code output} or {@code input} → columns that a block must give or take
 * @param pages how many pages of results are shown, from 1
 */
record CatalogState(
        String text,
        Map<String, List<String>> filters,
        Map<String, List<String>> columns,
        Sort sort,
        boolean compact,
        int pages) {

    static final int PAGE_SIZE = 20;

    /** In the order in which they are shown. */
    static final List<String> FACETS = List.of("domain", "level", "type", "tag", "source", "status", "freshness");

    /** Which side of a block a column is on. */
    static final List<String> SIDES = List.of("output", "input");

    private static final int MOST_PAGES = 25;

    static CatalogState of(QueryParameters parameters) {
        return new CatalogState(
                parameters.getSingleParameter("q").orElse(""),
                lists(parameters, FACETS),
                lists(parameters, SIDES),
                parameters.getSingleParameter("sort").map(CatalogState::sort).orElse(Sort.RELEVANCE),
                parameters.getSingleParameter("view").filter("compact"::equals).isPresent(),
                parameters.getSingleParameter("page").map(CatalogState::page).orElse(1));
    }

    QueryParameters toParameters() {
        var parameters = new LinkedHashMap<String, List<String>>();
        if (!text.isBlank()) {
            parameters.put("q", List.of(text));
        }
        parameters.putAll(filters);
        parameters.putAll(columns);
        if (sort != Sort.RELEVANCE) {
            parameters.put("sort", List.of(sort.name().toLowerCase(Locale.ROOT)));
        }
        if (compact) {
            parameters.put("view", List.of("compact"));
        }
        if (pages > 1) {
            parameters.put("page", List.of(Integer.toString(pages)));
        }
        return new QueryParameters(parameters);
    }

    /** Everything that is shown. */
    SearchRequest toRequest() {
        return request(0, pages * PAGE_SIZE);
    }

    /** The last page that is shown. */
    SearchRequest toLastPage() {
        return request((pages - 1) * PAGE_SIZE, PAGE_SIZE);
    }

    private SearchRequest request(int offset, int limit) {
        return new SearchRequest(query(), filters, sort, offset, limit);
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
        return text.isBlank() && filters.isEmpty() && columns.isEmpty();
    }

    boolean isChosen(String facet, String value) {
        return filters.getOrDefault(facet, List.of()).contains(value);
    }

    CatalogState withText(String newText) {
        return new CatalogState(newText, filters, columns, sort, compact, 1);
    }

    CatalogState withSort(Sort newSort) {
        return new CatalogState(text, filters, columns, newSort, compact, 1);
    }

    CatalogState withCompact(boolean newCompact) {
        return new CatalogState(text, filters, columns, sort, newCompact, pages);
    }

    CatalogState withMore() {
        return new CatalogState(text, filters, columns, sort, compact, Math.min(pages + 1, MOST_PAGES));
    }

    boolean canShowMore(long total) {
        return pages < MOST_PAGES && total > (long) pages * PAGE_SIZE;
    }

    CatalogState withoutFilters() {
        return new CatalogState(text, Map.of(), Map.of(), sort, compact, 1);
    }

    CatalogState withColumns(String side, List<String> names) {
        var changed = new LinkedHashMap<>(columns);
        if (names.isEmpty()) {
            changed.remove(side);
        } else {
            changed.put(side, List.copyOf(names));
        }
        return new CatalogState(text, filters, changed, sort, compact, 1);
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
        return new CatalogState(text, changed, columns, sort, compact, 1);
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

    private static int page(String number) {
        return number.matches("[1-9]\\d{0,4}") ? Math.min(Integer.parseInt(number), MOST_PAGES) : 1;
    }
}
