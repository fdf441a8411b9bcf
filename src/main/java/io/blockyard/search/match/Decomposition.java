package io.blockyard.search.match;

import io.blockyard.search.match.Concept.Role;
import io.blockyard.search.match.Needs.Part;
import io.blockyard.search.match.Scoring.Evidence;
import io.blockyard.search.match.Scoring.Scored;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * Which blocks serve a need that may ask for several things. A part has a block of its own only when that block serves
 * it clearly and the block for the whole need does not: the fewest blocks that leave nothing out.
 */
final class Decomposition {

    /** From this confidence a block serves a part on its own. */
    private static final double CLEAR = 0.5;
    /** A part is served by the block for the whole when that has nearly as much of it. */
    private static final double NEARLY = 0.75;

    private Decomposition() {}

    /** How parts are tried. */
    interface Trial {

        /** The blocks for a part, the best first. */
        List<Scored> rank(Intent part);

        double confidence(Scored scored);

        double importance(Concept concept);
    }

    /** A block for a part of the need. */
    record PartBlock(Scored block, double confidence, String said) {}

    /** The blocks, in the order of the parts; fewer than two when the need is one. */
    static List<PartBlock> of(List<Part> parts, Scored whole, Trial trial) {
        var found = new LinkedHashMap<String, PartBlock>();
        for (var part : parts) {
            var own = best(part, trial);
            if (own == null) {
                continue;
            }
            boolean same = own.block().id().equals(whole.id());
            boolean servedByWhole =
                    !same && covered(part.own(), whole, trial) >= NEARLY * covered(part.own(), own.block(), trial);
            if (same || servedByWhole) {
                keep(found, new PartBlock(whole, same ? own.confidence() : trial.confidence(whole), part.said()));
            } else if (own.confidence() >= CLEAR) {
                keep(found, new PartBlock(own.block(), own.confidence(), part.said()));
            }
        }
        return new ArrayList<>(found.values());
    }

    private static void keep(LinkedHashMap<String, PartBlock> found, PartBlock block) {
        found.merge(
                block.block().id(),
                block,
                (one, other) -> new PartBlock(
                        one.block(), Math.max(one.confidence(), other.confidence()), one.said() + ", " + other.said()));
    }

    private record Best(Scored block, double confidence) {}

    private static @org.jspecify.annotations.Nullable Best best(Part part, Trial trial) {
        Best best = null;
        var ways = new ArrayList<Intent>();
        ways.add(part.own());
        ways.addAll(part.borrowed());
        for (var way : ways) {
            var ranked = trial.rank(way);
            if (!ranked.isEmpty()) {
                double confidence = trial.confidence(ranked.getFirst());
                if (best == null || confidence > best.confidence()) {
                    best = new Best(ranked.getFirst(), confidence);
                }
            }
        }
        return best;
    }

    /** How much of a part a block has, from 0 to 1. */
    private static double covered(Intent part, Scored scored, Trial trial) {
        double all = 0;
        double has = 0;
        for (var concept : part.concepts()) {
            int at = scored.intent().concepts().indexOf(concept);
            if (concept.role() == Role.EXCLUDED || at < 0) {
                continue;
            }
            double importance = trial.importance(concept);
            Evidence evidence = scored.evidence().get(at);
            all += importance;
            has += importance * evidence.covered();
        }
        return all == 0 ? 0 : has / all;
    }
}
