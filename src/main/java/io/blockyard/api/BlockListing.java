package io.blockyard.api;

import io.blockyard.search.SearchResult;
import java.util.List;
import java.util.Map;

/**
 * A page of blocks found.
 *
 * @param total how many there are, the other pages' included
 * @param facets facet ({@code level}, {@code domain}, {@code type}, {@code tag}) → values with counts, most first
 * @param millis how long the search took on the server
 */
public record BlockListing(
        List<SearchResult.Hit> items,
        long total,
        int offset,
        int limit,
        Map<String, List<SearchResult.FacetValue>> facets,
        double millis) {}
