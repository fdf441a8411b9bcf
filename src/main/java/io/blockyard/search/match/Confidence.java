package io.blockyard.search.match;

import java.util.List;

/**
 * How sure it is that a block serves a need, from what can be seen of the two: a logistic function of a few signs.
 *
 * @param weights one for each of {@link Signs#values}, and the last for none
 */
record Confidence(List<Double> weights, double certain, double possible) {

    /**
     * The signs, each about from 0 to 1.
     *
     * @param coverage how much of the need the block has
     * @param meaning nearness in meaning against the catalog's usual
     * @param cosine nearness in meaning as it is
     * @param words what words say, for each that the need has
     * @param named how much of the block's name the need speaks of
     * @param foreign share of the need's words that no block has
     * @param gap share of the weightiest thing that the need speaks of and the block has not
     * @param things how many things the need speaks of
     */
    record Signs(
            double coverage,
            double meaning,
            double cosine,
            double words,
            double named,
            double foreign,
            double gap,
            double things) {

        static final int COUNT = 8;

        double[] values() {
            return new double[] {coverage, meaning / 5, cosine, words, named, foreign, gap, Math.min(things, 8) / 8};
        }
    }

    static final Confidence USUAL =
            new Confidence(List.of(2.48, 1.79, 2.87, 1.15, 0.83, -0.31, -2.07, 3.83, -5.45), 0.62, 0.33);

    double of(Signs signs) {
        double sum = weights.get(Signs.COUNT);
        var values = signs.values();
        for (int i = 0; i < values.length; i++) {
            sum += weights.get(i) * values[i];
        }
        return 1 / (1 + Math.exp(-sum));
    }

    Band band(double probability) {
        if (probability >= certain) {
            return Band.MATCH;
        }
        return probability >= possible ? Band.MAYBE : Band.NOTHING;
    }
}
