package io.blockyard.search.evaluate;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.blockyard.search.evaluate.LabelledIntent.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * How well a set of intents was answered; shares from 0 to 1, null where there was nothing to count.
 *
 * @param hit1 share of single needs whose block came first, whatever the band
 * @param hit1Low lower end of the Wilson interval of 95 % of it
 * @param mrr mean of one over the rank
 * @param setPrecision over multi needs, macro-averaged, of the blocks returned as the answer
 * @param setExact share of multi needs that got exactly their blocks
 * @param noneRecall share of needs that nothing serves that were told so
 * @param falseAbstention share of the other needs that were told so
 * @param auc how well the confidence tells the two apart
 * @param calibrationError mean distance of the confidence from how often the first block was right, in ten bins; null
 *     for a baseline, whose points are no probability
 * @param msP50 milliseconds of the whole path
 */
public record Figures(
        @Nullable Double hit1,
        @Nullable Double hit1Low,
        @Nullable Double hit1High,
        @Nullable Double hit3,
        @Nullable Double hit5,
        @Nullable Double mrr,
        @Nullable Double setPrecision,
        @Nullable Double setRecall,
        @Nullable Double setF1,
        @Nullable Double setExact,
        @Nullable Double noneRecall,
        @Nullable Double falseAbstention,
        @Nullable Double auc,
        @Nullable Double calibrationError,
        @Nullable Double msP50,
        @Nullable Double msP99,
        @JsonProperty("n_single") int single,
        @JsonProperty("n_multi") int multi,
        @JsonProperty("n_none") int none) {

    private static final double Z = 1.959964;
    private static final int BINS = 10;

    static Figures of(List<Outcome> outcomes) {
        var single = of(outcomes, Kind.SINGLE);
        var multi = of(outcomes, Kind.MULTI);
        var none = of(outcomes, Kind.NONE);
        var served = new ArrayList<>(single);
        served.addAll(multi);
        var hit1 = mean(single, o -> o.rank() == 1 ? 1 : 0);
        var interval = hit1 == null ? null : wilson(hit1, single.size());
        var times =
                outcomes.stream().mapToDouble(o -> o.answer().millis()).sorted().toArray();
        return new Figures(
                hit1,
                interval == null ? null : interval[0],
                interval == null ? null : interval[1],
                mean(single, o -> o.rank() >= 1 && o.rank() <= 3 ? 1 : 0),
                mean(single, o -> o.rank() >= 1 && o.rank() <= 5 ? 1 : 0),
                mean(single, o -> o.rank() >= 1 ? 1.0 / o.rank() : 0),
                mean(multi, Figures::precision),
                mean(multi, Figures::recall),
                mean(multi, Figures::f1),
                mean(multi, o -> f1(o) == 1 ? 1 : 0),
                mean(none, o -> o.answer().nothing() ? 1 : 0),
                mean(served, o -> o.answer().nothing() ? 1 : 0),
                auc(served, none),
                calibrationError(outcomes),
                quantile(times, 0.5),
                quantile(times, 0.99),
                single.size(),
                multi.size(),
                none.size());
    }

    private static List<Outcome> of(List<Outcome> outcomes, Kind kind) {
        return outcomes.stream().filter(o -> o.expected().kind() == kind).toList();
    }

    private static @Nullable Double mean(List<Outcome> outcomes, ToDoubleFunction<Outcome> of) {
        return outcomes.isEmpty()
                ? null
                : outcomes.stream().mapToDouble(of).average().orElseThrow();
    }

    private static double precision(Outcome outcome) {
        int found = outcome.answer().answer().size();
        return found == 0 ? 0 : (double) right(outcome) / found;
    }

    private static double recall(Outcome outcome) {
        return (double) right(outcome) / outcome.expected().expect().size();
    }

    private static double f1(Outcome outcome) {
        int both =
                outcome.answer().answer().size() + outcome.expected().expect().size();
        return 2.0 * right(outcome) / both;
    }

    private static int right(Outcome outcome) {
        var right = new HashSet<>(outcome.answer().answer());
        right.retainAll(outcome.expected().expect());
        return right.size();
    }

    private static double[] wilson(double share, int n) {
        double square = Z * Z;
        double middle = (share + square / (2 * n)) / (1 + square / n);
        double half = Z / (1 + square / n) * Math.sqrt(share * (1 - share) / n + square / (4.0 * n * n));
        return new double[] {Math.max(0, middle - half), Math.min(1, middle + half)};
    }

    /** The chance that a served need has more confidence than one that nothing serves; ties count half. */
    private static @Nullable Double auc(List<Outcome> served, List<Outcome> none) {
        if (served.isEmpty() || none.isEmpty()) {
            return null;
        }
        double wins = 0;
        for (var one : served) {
            for (var other : none) {
                int order =
                        Double.compare(one.answer().confidence(), other.answer().confidence());
                wins += order > 0 ? 1 : order == 0 ? 0.5 : 0;
            }
        }
        return wins / ((double) served.size() * none.size());
    }

    private static @Nullable Double calibrationError(List<Outcome> outcomes) {
        if (outcomes.isEmpty()
                || outcomes.stream().anyMatch(outcome -> outcome.answer().result() == null)) {
            return null;
        }
        double[] sure = new double[BINS];
        double[] right = new double[BINS];
        int[] count = new int[BINS];
        for (var outcome : outcomes) {
            int bin = Math.clamp((int) (outcome.answer().confidence() * BINS), 0, BINS - 1);
            sure[bin] += outcome.answer().confidence();
            var first = outcome.answer().ranked().isEmpty()
                    ? ""
                    : outcome.answer().ranked().getFirst();
            right[bin] += outcome.expected().expect().contains(first) ? 1 : 0;
            count[bin]++;
        }
        double error = 0;
        for (int bin = 0; bin < BINS; bin++) {
            error += Math.abs(sure[bin] - right[bin]);
        }
        return error / outcomes.size();
    }

    private static @Nullable Double quantile(double[] sorted, double share) {
        return sorted.length == 0
                ? null
                : sorted[Math.clamp((int) Math.ceil(share * sorted.length) - 1, 0, sorted.length - 1)];
    }

    /** The same order everywhere: the most asked first, then by name. */
    static List<String> labels(List<Outcome> outcomes, java.util.function.Function<LabelledIntent, String> label) {
        return outcomes.stream()
                .map(o -> label.apply(o.expected()))
                .filter(name -> !name.isEmpty())
                .distinct()
                .sorted(Comparator.naturalOrder())
                .toList();
    }
}
