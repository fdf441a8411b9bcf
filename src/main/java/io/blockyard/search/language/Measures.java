package io.blockyard.search.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Horizons and granularities, in one form however they are written: <i>next 14 days</i>, <i>two weeks</i> and
 * <i>quinze jours</i> are a length of time, <i>hourly</i>, <i>per hour</i> and <i>horaire</i> a step.
 */
public final class Measures {

    private static final Map<String, Integer> NUMBERS = Map.ofEntries(
            Map.entry("a", 1),
            Map.entry("an", 1),
            Map.entry("one", 1),
            Map.entry("un", 1),
            Map.entry("une", 1),
            Map.entry("two", 2),
            Map.entry("deux", 2),
            Map.entry("three", 3),
            Map.entry("trois", 3),
            Map.entry("four", 4),
            Map.entry("quatre", 4),
            Map.entry("five", 5),
            Map.entry("cinq", 5),
            Map.entry("six", 6),
            Map.entry("seven", 7),
            Map.entry("sept", 7),
            Map.entry("eight", 8),
            Map.entry("huit", 8),
            Map.entry("ten", 10),
            Map.entry("dix", 10),
            Map.entry("twelve", 12),
            Map.entry("douze", 12),
            Map.entry("fifteen", 15),
            Map.entry("quinze", 15),
            Map.entry("twenty", 20),
            Map.entry("thirty", 30),
            Map.entry("trente", 30),
            Map.entry("sixty", 60),
            Map.entry("ninety", 90));

    /** Unit → how many hours it has, about. */
    private static final Map<String, Integer> UNITS = Map.ofEntries(
            Map.entry("h", 1),
            Map.entry("hour", 1),
            Map.entry("hours", 1),
            Map.entry("heure", 1),
            Map.entry("heures", 1),
            Map.entry("d", 24),
            Map.entry("day", 24),
            Map.entry("days", 24),
            Map.entry("jour", 24),
            Map.entry("jours", 24),
            Map.entry("j", 24),
            Map.entry("week", 168),
            Map.entry("weeks", 168),
            Map.entry("semaine", 168),
            Map.entry("semaines", 168),
            Map.entry("month", 720),
            Map.entry("months", 720),
            Map.entry("mois", 720),
            Map.entry("year", 8_640),
            Map.entry("years", 8_640),
            Map.entry("an", 8_640),
            Map.entry("ans", 8_640),
            Map.entry("annee", 8_640),
            Map.entry("annees", 8_640));

    private static final Map<String, String> STEPS = Map.ofEntries(
            Map.entry("hourly", "hour"),
            Map.entry("horaire", "hour"),
            Map.entry("horaires", "hour"),
            Map.entry("daily", "day"),
            Map.entry("quotidien", "day"),
            Map.entry("quotidienne", "day"),
            Map.entry("quotidiens", "day"),
            Map.entry("quotidiennes", "day"),
            Map.entry("quotidiennement", "day"),
            Map.entry("journalier", "day"),
            Map.entry("journaliere", "day"),
            Map.entry("journaliers", "day"),
            Map.entry("journalieres", "day"),
            Map.entry("weekly", "week"),
            Map.entry("hebdomadaire", "week"),
            Map.entry("hebdomadaires", "week"),
            Map.entry("hebdo", "week"),
            Map.entry("monthly", "month"),
            Map.entry("mensuel", "month"),
            Map.entry("mensuelle", "month"),
            Map.entry("mensuels", "month"),
            Map.entry("mensuelles", "month"),
            Map.entry("quarterly", "quarter"),
            Map.entry("trimestriel", "quarter"),
            Map.entry("trimestrielle", "quarter"),
            Map.entry("yearly", "year"),
            Map.entry("annual", "year"),
            Map.entry("annually", "year"),
            Map.entry("annuel", "year"),
            Map.entry("annuelle", "year"),
            Map.entry("minutely", "minute"));

    /** What French people call a fortnight. */
    private static final String FIFTEEN = "quinze";

    private static final int FORTNIGHT = 14;

    private static final Map<Integer, String> UNIT_NAMES =
            Map.of(1, "hour", 24, "day", 168, "week", 720, "month", 8_640, "year");

    private static final Set<String> EACH = Set.of("per", "each", "every", "by", "par", "chaque");
    private static final Pattern DIGITS = Pattern.compile("\\d{1,4}");
    private static final Pattern NUMBER_AND_UNIT = Pattern.compile("(\\d{1,4})(h|d|j)");

    private Measures() {}

    /**
     * A measure in a text.
     *
     * @param term such as {@code ~14d} for a length of time, {@code ~each-day} for a step
     * @param from the first word, by its place
     * @param to after the last word
     */
    public record Measure(String term, int from, int to) {}

    /** The measures of a text, in order. */
    public static List<Measure> of(List<Word> words) {
        var found = new ArrayList<Measure>();
        for (int i = 0; i < words.size(); i++) {
            var here = at(words, i);
            if (here != null) {
                found.add(here);
                i = here.to() - 1;
            }
        }
        return found;
    }

    private static @org.jspecify.annotations.Nullable Measure at(List<Word> words, int i) {
        var word = words.get(i).folded();
        if (STEPS.containsKey(word)) {
            return new Measure("~each-" + STEPS.get(word), i, i + 1);
        }
        var together = NUMBER_AND_UNIT.matcher(word);
        if (together.matches()) {
            return length(Integer.parseInt(together.group(1)), together.group(2), i, i + 1);
        }
        if (i + 1 >= words.size()) {
            return null;
        }
        var next = words.get(i + 1).folded();
        var hours = UNITS.get(next);
        if (hours != null && EACH.contains(word) && next.length() > 1) {
            return new Measure("~each-" + UNIT_NAMES.get(hours), i, i + 2);
        }
        // "day by day"
        if (UNITS.containsKey(word)
                && word.length() > 1
                && i + 2 < words.size()
                && EACH.contains(next)
                && words.get(i + 2).folded().equals(word)) {
            return new Measure("~each-" + UNIT_NAMES.get(UNITS.get(word)), i, i + 3);
        }
        if (word.equals(FIFTEEN) && next.equals("jours")) {
            return length(FORTNIGHT, next, i, i + 2);
        }
        if (hours != null && next.length() > 1) {
            return number(word) > 0 && !(word.equals("a") || word.equals("an") || word.startsWith("un"))
                    ? length(number(word), next, i, i + 2)
                    : null;
        }
        return null;
    }

    private static int number(String word) {
        return DIGITS.matcher(word).matches() ? Integer.parseInt(word) : NUMBERS.getOrDefault(word, 0);
    }

    private static Measure length(int number, String unit, int from, int to) {
        int hours = number * UNITS.getOrDefault(unit, 1);
        var term = hours % 24 == 0 ? "~" + hours / 24 + "d" : "~" + hours + "h";
        return new Measure(term, from, to);
    }
}
