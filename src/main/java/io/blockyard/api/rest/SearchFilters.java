package io.blockyard.api.rest;

import io.swagger.v3.oas.annotations.Parameter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a search is narrowed by, a parameter for each facet: any of the values of one, and all of several. */
record SearchFilters(
        @Nullable List<String> level,
        @Nullable List<String> domain,
        @Nullable List<String> tag,
        @Nullable List<String> type,
        @Nullable List<String> source,
        @Nullable List<String> status,

        @Parameter(description = "day, week, month or year: how long ago the newest version was published") @Nullable
        List<String> freshness) {

    /** Facet → values, without facets that nothing was chosen of. */
    Map<String, List<String>> chosen() {
        var chosen = new LinkedHashMap<String, List<String>>();
        put(chosen, "level", level);
        put(chosen, "domain", domain);
        put(chosen, "tag", tag);
        put(chosen, "type", type);
        put(chosen, "source", source);
        put(chosen, "status", status);
        put(chosen, "freshness", freshness);
        return chosen;
    }

    private static void put(Map<String, List<String>> chosen, String facet, @Nullable List<String> values) {
        if (values != null && !values.isEmpty()) {
            chosen.put(facet, values);
        }
    }
}
