package io.blockyard.search.match;

import io.blockyard.search.language.Language;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How much in a catalog looks like what is asked for against the catalogs that {@link Confidence#USUAL} was fitted on: the
 * more blocks there are, the nearer the best that does not serve comes. Its own asks are the yardstick, answered with
 * their block and all that are almost the same left out, so that nothing serves. Their answers lying higher than usual
 * means that as much more is asked for before a block is said to serve. The asks are plainer than what people say, so
 * that they move the border and do not set it.
 *
 * @param shifts what is taken off the log odds, by language
 */
record Calibration(Map<Language, Shift> shifts) {

    static final Calibration USUAL = new Calibration(Map.of());

    /** How the answers to asks that nothing serves usually lie, as log odds. */
    private static final Map<Language, Double> USUAL_UNSERVED = Map.of(Language.ENGLISH, -0.5, Language.FRENCH, -2.82);

    /** Fewer asks of a language say nothing about it. */
    private static final int FEWEST = 20;
    /** With so many, half is believed. */
    private static final int HALF = 40;

    private static final double MOST = 1.4;

    Calibration {
        shifts = Map.copyOf(shifts);
    }

    /** @param asks from how many it was learned */
    record Shift(double by, int asks) {}

    /**
     * An ask, answered.
     *
     * @param unserved log odds of the best block when the ask's block and those that are almost the same are not there
     */
    record Trial(Language language, double unserved) {}

    static Calibration of(List<Trial> trials) {
        var shifts = new EnumMap<Language, Shift>(Language.class);
        for (var language : Language.values()) {
            var own = trials.stream()
                    .filter(trial -> trial.language() == language)
                    .toList();
            if (own.size() >= FEWEST) {
                double higher = median(own.stream().mapToDouble(Trial::unserved).toArray())
                        - USUAL_UNSERVED.getOrDefault(language, 0.0);
                double believed = (double) own.size() / (own.size() + HALF);
                shifts.put(language, new Shift(Math.clamp(believed * higher, -MOST, MOST), own.size()));
            }
        }
        return new Calibration(shifts);
    }

    Confidence confidence(Language language) {
        var shift = shifts.get(language);
        return shift == null ? Confidence.USUAL : Confidence.USUAL.less(shift.by());
    }

    /** One line, as {@link #read} takes it. */
    String written() {
        return shifts.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(each -> String.format(
                        Locale.ROOT,
                        "%s %.4f %d",
                        each.getKey().code(),
                        each.getValue().by(),
                        each.getValue().asks()))
                .collect(Collectors.joining(";"));
    }

    /** What was written; empty when it is none. */
    static Optional<Calibration> read(String written) {
        var shifts = new EnumMap<Language, Shift>(Language.class);
        try {
            for (var part : written.split(";")) {
                var words = part.split(" ");
                for (var language : Language.values()) {
                    if (words.length == 3 && language.code().equals(words[0])) {
                        shifts.put(language, new Shift(Double.parseDouble(words[1]), Integer.parseInt(words[2])));
                    }
                }
            }
            return Optional.of(new Calibration(shifts));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }
}
