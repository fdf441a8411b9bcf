package io.blockyard.dataiku;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Names that look like one that does not exist. */
public final class SimilarNames {

    private static final int SUGGESTIONS = 5;

    private SimilarNames() {}

    /** At most five, the most similar first; names with nothing in common are left out. */
    public static List<String> of(String wanted, Collection<String> existing) {
        var target = wanted.toLowerCase(Locale.ROOT);
        return existing.stream()
                .filter(name -> distance(target, name.toLowerCase(Locale.ROOT)) <= tolerance(target, name)
                        || containsEither(target, name.toLowerCase(Locale.ROOT)))
                .sorted(Comparator.comparingInt((String name) -> distance(target, name.toLowerCase(Locale.ROOT)))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(SUGGESTIONS)
                .toList();
    }

    /** A sentence that offers the similar names, or tells some that exist. */
    static String remedy(String wanted, Collection<String> existing) {
        var similar = of(wanted, existing);
        if (!similar.isEmpty()) {
            return "Did you mean " + String.join(" or ", similar) + "?";
        }
        if (existing.isEmpty()) {
            return "There are no projects to be seen there at all.";
        }
        var shown = existing.stream().sorted().limit(SUGGESTIONS).toList();
        var more = existing.size() > shown.size() ? " and " + (existing.size() - shown.size()) + " more" : "";
        return "There is " + String.join(", ", shown) + more + ".";
    }

    private static int tolerance(String wanted, String name) {
        return Math.max(2, Math.max(wanted.length(), name.length()) / 3);
    }

    private static boolean containsEither(String wanted, String name) {
        return (wanted.length() >= 3 && name.contains(wanted)) || (name.length() >= 3 && wanted.contains(name));
    }

    /** Levenshtein's distance. */
    private static int distance(String left, String right) {
        var previous = new int[right.length() + 1];
        for (var column = 0; column <= right.length(); column++) {
            previous[column] = column;
        }
        for (var row = 1; row <= left.length(); row++) {
            var current = new int[right.length() + 1];
            current[0] = row;
            for (var column = 1; column <= right.length(); column++) {
                var substitution = previous[column - 1] + (left.charAt(row - 1) == right.charAt(column - 1) ? 0 : 1);
                current[column] = Math.min(substitution, 1 + Math.min(previous[column], current[column - 1]));
            }
            previous = current;
        }
        return previous[right.length()];
    }
}
