package io.blockyard.search.match;

import java.util.ArrayList;
import java.util.List;

/**
 * How sure it is that a block serves a need, from what can be seen of the two: a logistic function of a few signs.
 *
 * @param weights one for each of {@link Signs#values}, and the last for none
 * @param certain from here on a block is a match
 * @param possible below, nothing serves the need
 */
record Confidence(List<Double> weights, double certain, double possible) {

    static final Confidence USUAL = new Confidence(
            List.of(9.95, 4.89, 0.32, -3.86, 1.06, 4.75, 2.35, 2.37, -0.56, 3.78, 1.13, -9.3), 0.5, 0.33);

    /** From 0 to 1. */
    double of(Signs signs) {
        return 1 / (1 + Math.exp(-logOdds(signs)));
    }

    double logOdds(Signs signs) {
        double sum = weights.get(Signs.COUNT);
        var values = signs.values();
        for (int i = 0; i < values.length; i++) {
            sum += weights.get(i) * values[i];
        }
        return sum;
    }

    /** The same with some log odds taken off whatever is seen. */
    Confidence less(double logOdds) {
        var shifted = new ArrayList<>(weights);
        shifted.set(Signs.COUNT, weights.get(Signs.COUNT) - logOdds);
        return new Confidence(List.copyOf(shifted), certain, possible);
    }

    Band band(double probability) {
        if (probability >= certain) {
            return Band.MATCH;
        }
        return probability >= possible ? Band.MAYBE : Band.NOTHING;
    }
}
