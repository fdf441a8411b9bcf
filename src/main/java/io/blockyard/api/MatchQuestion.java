package io.blockyard.api;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A need to find blocks for.
 *
 * @param intent in words, English or French
 * @param limit how many blocks to list, 1 to 100; 10 when left out
 * @param filters {@code level}, {@code domain}, {@code type}, {@code tag} → accepted values, any of them
 */
public record MatchQuestion(
        @Nullable String intent,
        @Nullable Integer limit,
        @Nullable Map<String, List<String>> filters) {}
