package io.blockyard.api;

import io.blockyard.search.SearchResult;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A page of blocks found.
 *
 * @param next the cursor of the next page; null behind the last hit
 * @param hints what may have been meant
 * @param total how many there are, the other pages' included
 * @param facets facet ({@code level}, {@code domain}, {@code type}, {@code tag}, {@code source}, {@code status},
 *     {@code freshness}) → values with counts, most first
 * @param catchingUp whether something that was published is still being indexed, and may be missing here
 * @param millis how long the search took on the server
 */
public record BlockListing(
        List<SearchResult.Hit> items,
        long total,
        int offset,
        int limit,
        Map<String, List<SearchResult.FacetValue>> facets,
        @Nullable String next,
        SearchResult.Hints hints,
        boolean catchingUp,
        double millis) {}
