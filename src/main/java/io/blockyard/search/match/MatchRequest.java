package io.blockyard.search.match;

import java.util.List;
import java.util.Map;

/**
 * A need to find blocks for.
 *
 * @param intent in words, English or French
 * @param limit how many blocks to list at most; those that are the answer are listed in any case
 * @param filters facet ({@code level}, {@code domain}, {@code type}, {@code tag}, {@code source}, {@code status}) →
 *     accepted values, any of them
 */
public record MatchRequest(String intent, int limit, Map<String, List<String>> filters) {

    public MatchRequest {
        filters = Map.copyOf(filters);
    }

    /** With no filter. */
    public static MatchRequest of(String intent, int limit) {
        return new MatchRequest(intent, limit, Map.of());
    }
}
