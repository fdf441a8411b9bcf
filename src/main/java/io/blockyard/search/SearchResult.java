package io.blockyard.search;

import io.blockyard.block.BlockId;
import java.util.List;
import java.util.Map;

/**
 * @param facets facet → its values with counts, most first; each facet counted without its own filter
 * @param millis how long the search took
 */
public record SearchResult(List<Hit> hits, long total, Map<String, List<FacetValue>> facets, double millis) {

    /**
     * One block found.
     *
     * @param titleHtml the name, matches in {@code <mark>}, everything else escaped
     * @param snippetHtml the passage that matched, likewise
     * @param matchedIn fields that matched, such as {@code name}, {@code columns}
     */
    public record Hit(
            BlockId id,
            String version,
            String name,
            String type,
            String level,
            String domain,
            List<String> tags,
            List<String> inputs,
            List<String> outputs,
            String summary,
            String titleHtml,
            String snippetHtml,
            List<String> matchedIn,
            float score) {}

    /** A value of a facet and how many of the hits have it. */
    public record FacetValue(String value, long count) {}
}
