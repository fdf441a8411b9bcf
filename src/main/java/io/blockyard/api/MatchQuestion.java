package io.blockyard.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A need to find blocks for.
 *
 * @param intent in words, English or French
 * @param limit how many blocks to list, 1 to 100; 10 when left out; those that are the answer are listed in any case
 * @param filters {@code level}, {@code domain}, {@code type}, {@code tag} → accepted values, any of them; what is null
 *     in it filters nothing
 */
public record MatchQuestion(
        @Nullable String intent,
        @Nullable Integer limit,
        @Nullable Map<String, List<String>> filters) {

    public MatchQuestion {
        filters = filters == null ? null : withoutNulls(filters);
    }

    private static Map<String, List<String>> withoutNulls(Map<String, List<String>> filters) {
        var given = new LinkedHashMap<String, List<String>>();
        filters.forEach((facet, values) -> given.put(
                facet,
                Objects.requireNonNullElse(values, List.<String>of()).stream()
                        .filter(Objects::nonNull)
                        .toList()));
        return given;
    }
}
