package io.blockyard.search;

import java.util.List;
import java.util.Map;

/**
 * What to look for.
 *
 * @param text what the person typed; empty finds everything
 * @param filters facet ({@code level}, {@code domain}, {@code type}, {@code tag}) → accepted values, any of them
 * @param offset of the first hit, from 0
 */
public record SearchRequest(String text, Map<String, List<String>> filters, Sort sort, int offset, int limit) {

    /** The order of the hits. */
    public enum Sort {
        RELEVANCE,
        NAME,
        NEWEST
    }
}
