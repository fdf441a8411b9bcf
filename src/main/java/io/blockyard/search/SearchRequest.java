package io.blockyard.search;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What to look for.
 *
 * @param text what the person typed; empty finds everything
 * @param filters facet ({@code level}, {@code domain}, {@code type}, {@code tag}, {@code source}, {@code status},
 *     {@code freshness}) → accepted values, any of them
 * @param offset of the first hit, from 0; behind the cursor when there is one
 * @param cursor of {@link SearchResult#next}, to go on behind an earlier page; null for the start
 * @param marked whether each hit says where it matched, with the passage and its marks; without, names and summaries
 *     come as they are, in about two thirds of the time
 */
public record SearchRequest(
        String text,
        Map<String, List<String>> filters,
        Sort sort,
        int offset,
        int limit,
        @Nullable String cursor,
        boolean marked) {

    public SearchRequest(String text, Map<String, List<String>> filters, Sort sort, int offset, int limit) {
        this(text, filters, sort, offset, limit, null, true);
    }

    public SearchRequest(
            String text, Map<String, List<String>> filters, Sort sort, int offset, int limit, @Nullable String cursor) {
        this(text, filters, sort, offset, limit, cursor, true);
    }

    /** The order of the hits. */
    public enum Sort {
        RELEVANCE,
        NAME,
        NEWEST
    }
}
