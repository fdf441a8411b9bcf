package io.blockyard.search.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Horizons and granularities, in one form however they are written: <i>next 14 days</i>, <i>two weeks</i> and
 * <i>quinze jours</i> are a length of time, <i>hourly</i>, <i>per hour</i> and <i>horaire</i> a step. <i>Every 15
 * minutes</i> is a length of time, too: what tells one from the other is not looked at.
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

    private static final int HOUR = 60;
    private static final int DAY = 24 * HOUR;

    /** Unit → how many minutes it has, about. */
    private static final Map<String, Integer> UNITS = Map.ofEntries(
            Map.entry("min", 1),
            Map.entry("mins", 1),
            Map.entry("mn", 1),
            Map.entry("minute", 1),
            Map.entry("minutes", 1),
            Map.entry("h", HOUR),
            Map.entry("hr", HOUR),
            Map.entry("hrs", HOUR),
            Map.entry("hour", HOUR),
            Map.entry("hours", HOUR),
            Map.entry("heure", HOUR),
            Map.entry("heures", HOUR),
            Map.entry("d", DAY),
            Map.entry("day", DAY),
            Map.entry("days", DAY),
            Map.entry("jour", DAY),
            Map.entry("jours", DAY),
            Map.entry("j", DAY),
            Map.entry("week", 7 * DAY),
            Map.entry("weeks", 7 * DAY),
            Map.entry("semaine", 7 * DAY),
            Map.entry("semaines", 7 * DAY),
            Map.entry("fortnight", 14 * DAY),
            Map.entry("fortnights", 14 * DAY),
            Map.entry("month", 30 * DAY),
            Map.entry("months", 30 * DAY),
            Map.entry("mois", 30 * DAY),
            Map.entry("quarter", 90 * DAY),
            Map.entry("quarters", 90 * DAY),
            Map.entry("trimestre", 90 * DAY),
            Map.entry("trimestres", 90 * DAY),
            Map.entry("year", 360 * DAY),
            Map.entry("years", 360 * DAY),
            Map.entry("an", 360 * DAY),
            Map.entry("ans", 360 * DAY),
            Map.entry("annee", 360 * DAY),
            Map.entry("annees", 360 * DAY));

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
            Map.entry("hebdomadairement", "week"),
            Map.entry("fortnightly", "fortnight"),
            Map.entry("monthly", "month"),
            Map.entry("mensuel", "month"),
            Map.entry("mensuelle", "month"),
            Map.entry("mensuels", "month"),
            Map.entry("mensuelles", "month"),
            Map.entry("mensuellement", "month"),
            Map.entry("quarterly", "quarter"),
            Map.entry("trimestriel", "quarter"),
            Map.entry("trimestrielle", "quarter"),
            Map.entry("trimestriels", "quarter"),
            Map.entry("trimestrielles", "quarter"),
            Map.entry("yearly", "year"),
            Map.entry("annual", "year"),
            Map.entry("annually", "year"),
            Map.entry("annuel", "year"),
            Map.entry("annuelle", "year"),
            Map.entry("annuels", "year"),
            Map.entry("annuelles", "year"),
            Map.entry("annuellement", "year"),
            Map.entry("minutely", "minute"));

    /** What French people call a fortnight. */
    private static final String FIFTEEN = "quinze";

    private static final int FORTNIGHT = 14;

    private static final Map<Integer, String> UNIT_NAMES = Map.of(
            1,
            "minute",
            HOUR,
            "hour",
            DAY,
            "day",
            7 * DAY,
            "week",
            14 * DAY,
            "fortnight",
            30 * DAY,
            "month",
            90 * DAY,
            "quarter",
            360 * DAY,
            "year");

    /** Of a step, in French. */
    private static final Map<String, String> EACH_IN_FRENCH = Map.of(
            "minute",
            "chaque minute",
            "hour",
            "chaque heure",
            "day",
            "chaque jour",
            "week",
            "chaque semaine",
            "fortnight",
            "tous les quinze jours",
            "month",
            "chaque mois",
            "quarter",
            "chaque trimestre",
            "year",
            "chaque ann\u00e9e");

    private static final String EACH_TERM = "~each-";

    private static final Set<String> EACH_FRENCH = Set.of("par", "chaque");
    private static final Set<String> EACH = Set.of("per", "each", "every", "by", "par", "chaque");
    /** A year in French, and nothing that is counted in English: <i>caused by an overload</i>. */
    private static final String YEAR_OR_ARTICLE = "an";

    private static final Pattern DIGITS = Pattern.compile("\\d{1,4}");
    private static final Pattern NUMBER_AND_UNIT = Pattern.compile("(\\d{1,4})(h|hr|hrs|d|j|min|mins|mn)");

    private Measures() {}

    /**
     * A measure in a text.
     *
     * @param term such as {@code ~14d}, {@code ~5h} or {@code ~15min} for a length of time, {@code ~each-day} for a step
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
            return new Measure(EACH_TERM + STEPS.get(word), i, i + 1);
        }
        var together = NUMBER_AND_UNIT.matcher(word);
        if (together.matches()) {
            return length(Integer.parseInt(together.group(1)), together.group(2), i, i + 1);
        }
        if (i + 1 >= words.size()) {
            return null;
        }
        var next = words.get(i + 1).folded();
        var minutes = UNITS.get(next);
        var each = next.equals(YEAR_OR_ARTICLE) ? EACH_FRENCH : EACH;
        if (minutes != null && each.contains(word) && next.length() > 1) {
            return new Measure(EACH_TERM + UNIT_NAMES.get(minutes), i, i + 2);
        }
        // "day by day"
        if (UNITS.containsKey(word)
                && word.length() > 1
                && i + 2 < words.size()
                && EACH.contains(next)
                && words.get(i + 2).folded().equals(word)) {
            return new Measure(EACH_TERM + UNIT_NAMES.get(UNITS.get(word)), i, i + 3);
        }
        if (word.equals(FIFTEEN) && next.equals("jours")) {
            return length(FORTNIGHT, next, i, i + 2);
        }
        if (minutes != null && next.length() > 1) {
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
        long minutes = (long) number * UNITS.getOrDefault(unit, 1);
        return new Measure(term(minutes), from, to);
    }

    private static String term(long minutes) {
        if (minutes % DAY == 0) {
            return "~" + minutes / DAY + "d";
        }
        return minutes % HOUR == 0 ? "~" + minutes / HOUR + "h" : "~" + minutes + "min";
    }

    /** A term of a {@link Measure}, as people say it: <i>14 days</i>, <i>chaque heure</i>. */
    public static String spoken(String term, Language language) {
        if (term.startsWith(EACH_TERM)) {
            var step = term.substring(EACH_TERM.length());
            return switch (language) {
                case ENGLISH -> "each " + step;
                case FRENCH -> EACH_IN_FRENCH.getOrDefault(step, step);
            };
        }
        var number = term.replaceAll("\\D", "");
        var unit = switch (language) {
            case ENGLISH -> term.endsWith("d") ? "day" : term.endsWith("h") ? "hour" : "minute";
            case FRENCH -> term.endsWith("d") ? "jour" : term.endsWith("h") ? "heure" : "minute";
        };
        return number + " " + unit + (number.equals("1") ? "" : "s");
    }
}
