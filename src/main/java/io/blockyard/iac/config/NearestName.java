package io.blockyard.iac.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** “Did you mean”: the known name that a mistyped one is nearest to. */
public final class NearestName {

    /** Nobody mistypes a longer name; comparing takes the square of it. */
    private static final int LONGEST = 200;

    private NearestName() {}

    /** The nearest of the names, if a person could have meant it: at most a third of the letters are wrong. */
    public static Optional<String> of(String mistyped, Collection<String> names) {
        if (mistyped.length() > LONGEST) {
            return Optional.empty();
        }
        var wanted = mistyped.toLowerCase(Locale.ROOT);
        int bound = Math.max(1, Math.max(wanted.length(), 3) / 3);
        return names.stream()
                .filter(name -> !name.equals(mistyped) && name.length() <= LONGEST)
                .filter(name -> startsAlike(wanted, name.toLowerCase(Locale.ROOT))
                        || isNear(wanted, name.toLowerCase(Locale.ROOT), bound))
                .min(Comparator.<String>comparingInt(name -> distance(wanted, name.toLowerCase(Locale.ROOT)))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** A sentence with the suggestion, or the other sentence where no name is near. */
    public static String suggest(String mistyped, Collection<String> names, String otherwise) {
        return of(mistyped, names)
                .map(name -> "Did you mean \u201c" + name + "\u201d?")
                .orElse(otherwise);
    }

    private static boolean startsAlike(String wanted, String name) {
        return wanted.length() >= 4 && name.startsWith(wanted);
    }

    private static boolean isNear(String wanted, String name, int bound) {
        return Math.abs(wanted.length() - name.length()) <= bound && distance(wanted, name) <= bound;
    }

    /** Damerau's distance: letters changed, added, left out, or two neighbours swapped. */
    private static int distance(String a, String b) {
        var cells = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            cells[i][0] = i;
        }
        for (int j = 0; j <= b.length(); j++) {
            cells[0][j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            for (int j = 1; j <= b.length(); j++) {
                int cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                int best = Math.min(Math.min(cells[i - 1][j], cells[i][j - 1]) + 1, cells[i - 1][j - 1] + cost);
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                cells[i][j] = swapped ? Math.min(best, cells[i - 2][j - 2] + 1) : best;
            }
        }
        return cells[a.length()][b.length()];
    }
}
