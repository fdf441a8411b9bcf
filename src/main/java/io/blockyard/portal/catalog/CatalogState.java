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
 * @param page from 1
 */
record CatalogState(String text, Map<String, List<String>> filters, Sort sort, boolean compact, int page) {

    static final int PAGE_SIZE = 20;

    /** In the order in which they are shown. */
    static final List<String> FACETS = List.of("domain", "level", "type", "tag");

    static CatalogState of(QueryParameters parameters) {
        var filters = new LinkedHashMap<String, List<String>>();
        for (var facet : FACETS) {
            var values = parameters.getParameters(facet);
            if (!values.isEmpty()) {
                filters.put(facet, List.copyOf(values));
            }
        }
        return new CatalogState(
                parameters.getSingleParameter("q").orElse(""),
                filters,
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
        if (sort != Sort.RELEVANCE) {
            parameters.put("sort", List.of(sort.name().toLowerCase(Locale.ROOT)));
        }
        if (compact) {
            parameters.put("view", List.of("compact"));
        }
        if (page > 1) {
            parameters.put("page", List.of(Integer.toString(page)));
        }
        return new QueryParameters(parameters);
    }

    SearchRequest toRequest() {
        return new SearchRequest(text, filters, sort, (page - 1) * PAGE_SIZE, PAGE_SIZE);
    }

    /** Nothing typed and nothing chosen: the catalog as it lies there. */
    boolean isBrowsing() {
        return text.isBlank() && filters.isEmpty();
    }

    boolean isChosen(String facet, String value) {
        return filters.getOrDefault(facet, List.of()).contains(value);
    }

    CatalogState withText(String newText) {
        return new CatalogState(newText, filters, sort, compact, 1);
    }

    CatalogState withSort(Sort newSort) {
        return new CatalogState(text, filters, newSort, compact, 1);
    }

    CatalogState withCompact(boolean newCompact) {
        return new CatalogState(text, filters, sort, newCompact, page);
    }

    CatalogState withPage(int newPage) {
        return new CatalogState(text, filters, sort, compact, newPage);
    }

    CatalogState withoutFilters() {
        return new CatalogState(text, Map.of(), sort, compact, 1);
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
        return new CatalogState(text, changed, sort, compact, 1);
    }

    private static Sort sort(String name) {
        return switch (name) {
            case "name" -> Sort.NAME;
            case "newest" -> Sort.NEWEST;
            default -> Sort.RELEVANCE;
        };
    }

    private static int page(String number) {
        return number.matches("[1-9]\\d{0,4}") ? Integer.parseInt(number) : 1;
    }
}
