package io.blockyard.search.language;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Words in which a mistyped one is looked up: the first letter is rarely wrong, except that it may be the second. */
final class WordList {

    private final Set<String> words = new HashSet<>();
    private final Map<Character, List<String>> byFirst = new HashMap<>();

    void add(String word) {
        if (words.add(word) && word.length() >= Spelling.SHORTEST) {
            byFirst.computeIfAbsent(word.charAt(0), first -> new ArrayList<>()).add(word);
        }
    }

    boolean has(String word) {
        return words.contains(word);
    }

    /** The nearest word, if it is within the slips that are forgiven a word of this length. */
    Optional<String> nearest(String word) {
        int limit = Spelling.slips(word);
        if (limit == 0) {
            return Optional.empty();
        }
        var best = nearest(word, word.charAt(0), limit, null);
        return Optional.ofNullable(nearest(word, word.charAt(1), limit, best));
    }

    private @Nullable String nearest(String word, char first, int limit, @Nullable String before) {
        var best = before;
        double bestCost = before == null ? limit + 0.5 : Spelling.cost(word, before, limit);
        for (var candidate : byFirst.getOrDefault(first, List.of())) {
            if (Math.abs(candidate.length() - word.length()) <= limit) {
                double cost = Spelling.cost(word, candidate, limit);
                if (cost < bestCost) {
                    bestCost = cost;
                    best = candidate;
                }
            }
        }
        return best;
    }
}
