package io.blockyard.search.match;

import io.blockyard.search.language.Language;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A need to find blocks for.
 *
 * @param intent in words, English or French
 * @param limit how many blocks to list at most; those that are the answer are listed in any case
 * @param filters facet ({@code level}, {@code domain}, {@code type}, {@code tag}, {@code source}, {@code status}) →
 *     accepted values, any of them
 * @param reader of whoever reads the tips; null when that is the language of the need
 */
public record MatchRequest(
        String intent,
        int limit,
        Map<String, List<String>> filters,
        @Nullable Language reader) {

    public MatchRequest {
        filters = Map.copyOf(filters);
    }

    public MatchRequest(String intent, int limit, Map<String, List<String>> filters) {
        this(intent, limit, filters, null);
    }

    MatchRequest withLimit(int most) {
        return new MatchRequest(intent, most, filters, reader);
    }

    /** With no filter. */
    public static MatchRequest of(String intent, int limit) {
        return new MatchRequest(intent, limit, Map.of());
    }
}
