package io.blockyard.search.match;

import io.blockyard.search.match.Scoring.Scored;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What can be seen of whether a part of a need is a need of its own, which another block serves than the one that is
 * best for the whole: people also tell what they want something for, and where. Where the part borrows words of its
 * neighbour, its block is judged with them.
 *
 * @param sure how sure it is that the best block for the part serves it
 * @param forWhole how sure it is that this block serves the whole need
 * @param things how many things the part speaks of
 * @param taken how much of the part the best block for the whole has
 * @param fitting how well the part's block fits the whole need, of how well the best does
 * @param meaning how near in meaning it is to the part, in standard deviations
 * @param surely how much of the part it has as it was said
 * @param ahead by what share of its score it lies before the next block; below 0 where it was chosen for the whole need
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

    /** One for each of {@link #values}, and the last for none; fitted with a penalty on the parts of the needs of three catalogs. */
    private static final double[] WEIGHTS = {0.15, 0.26, 2.31, -2.46, 2.27, 2.26, 1.59, 1.94, -1.88, 0.33, -1.34, -5.45
    };

    private static final double LEAST = 1e-4;
    private static final int MANY = 5;

    /**
     * Of a part.
     *
     * @param ranked what was found for it, the one that is meant first
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
                part.things(),
                taken,
                share(fitting, best.score()),
                // a block without a vector is as near in meaning as blocks usually are that have as much of a part
                Double.isNaN(own.candidate().cosine()) ? 1.5 + 2 * own.coverage() : own.meaning(),
                surely(own),
                share(own.score() - next, own.score()),
                part.bound());
    }

    private static double surely(Scored block) {
        var concepts = block.intent().concepts();
        return IntStream.range(0, concepts.size())
                .filter(i -> isWanted(concepts.get(i)))
                .mapToDouble(i -> block.evidence().get(i).surely())
                .average()
                .orElse(0);
    }

    private static boolean isWanted(Concept concept) {
        return concept.role() != Concept.Role.EXCLUDED;
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
            is(Joint.Kind.PURPOSE) + is(Joint.Kind.CIRCUMSTANCE),
            is(Joint.Kind.ADDITION),
            is(Joint.Kind.MARK)
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
