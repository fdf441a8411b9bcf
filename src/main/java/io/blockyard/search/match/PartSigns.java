package io.blockyard.search.match;

import io.blockyard.search.match.Scoring.Evidence;
import io.blockyard.search.match.Scoring.Scored;
import java.util.List;
import java.util.Optional;

/**
 * What can be seen of whether a part of a need is a need of its own, which another block serves than the one that is best for the whole: people also tell what
 * they want something for, and where.
 *
 * @param sure how sure it is that the best block for the part serves it
 * @param forWhole how sure it is that this block serves the whole need
 * @param things how many things the part speaks of
 * @param taken how much of the part the best block for the whole has
 * @param fitting how well the part's block fits the whole need, of how well the best does
 * @param meaning how near in meaning it is to the part, in standard deviations
 * @param surely how much of the part it has as it was said
 * @param ahead by what share of its score it lies before the next block
 * @param bound how the part is bound to the one before it; empty for the first
 */
record PartSigns(
        double sure,
        double forWhole,
        int things,
        double taken,
        double fitting,
        double meaning,
        double surely,
        double ahead,
        Optional<Joint.Kind> bound) {

    /** One for each of {@link #values}, and the last for none; fitted with a penalty on the parts of 920 needs of three catalogs. */
    private static final double[] WEIGHTS = {0.16, 0.26, 2.14, -2.63, 2.2, 2.1, 1.7, 1.81, -1.16, 0.29, -1.1, -5.39};

    private static final double LEAST = 1e-4;
    private static final int MANY = 5;

    /**
     * Of a part.
     *
     * @param ranked what was found for it, the best first
     * @param best the block that is best for the whole need
     * @param fitting how well the part's block fits the whole need
     */
    static PartSigns of(
            Needs.Part part, List<Scored> ranked, Scored best, double fitting, double sure, double forWhole) {
        var own = ranked.getFirst();
        double next = ranked.size() > 1 ? ranked.get(1).score() : 0;
        double taken = ranked.stream()
                .filter(scored -> scored.id().equals(best.id()))
                .mapToDouble(Scored::coverage)
                .findFirst()
                .orElse(0);
        return new PartSigns(
                sure,
                forWhole,
                part.own().concepts().size(),
                taken,
                share(fitting, best.score()),
                own.meaning(),
                own.evidence().stream().mapToDouble(Evidence::surely).average().orElse(0),
                share(own.score() - next, own.score()),
                part.bound());
    }

    /** How sure it is that the part is a need of its own, from 0 to 1. */
    double ofItsOwn() {
        double sum = WEIGHTS[WEIGHTS.length - 1];
        var values = values();
        for (int i = 0; i < values.length; i++) {
            sum += WEIGHTS[i] * values[i];
        }
        return 1 / (1 + Math.exp(-sum));
    }

    double[] values() {
        return new double[] {
            logOdds(sure),
            logOdds(forWhole),
            (double) Math.min(things, MANY) / MANY,
            taken,
            fitting,
            meaning / 4,
            surely,
            ahead,
            is(Joint.Kind.SERVES) + is(Joint.Kind.EXPLAINS),
            is(Joint.Kind.ADDS),
            is(Joint.Kind.LISTS)
        };
    }

    private double is(Joint.Kind kind) {
        return bound.filter(kind::equals).isPresent() ? 1 : 0;
    }

    private static double logOdds(double probability) {
        double sure = Math.clamp(probability, LEAST, 1 - LEAST);
        return Math.log(sure / (1 - sure));
    }

    private static double share(double part, double all) {
        return Math.clamp(part / Math.max(all, 0.1), -1, 1);
    }
}
