package io.blockyard.search.evaluate;

import io.blockyard.search.match.MatchResult;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an engine said to a need.
 *
 * @param ranked ids of blocks, best first, whatever the band
 * @param answer those that it proposes
 * @param confidence grows with how sure it is that anything serves the need
 * @param nothing whether it says that nothing does
 * @param result with the explanations; null for a baseline
 */
record Answer(
        List<String> ranked,
        List<String> answer,
        double confidence,
        boolean nothing,
        double millis,
        @Nullable MatchResult result) {

    /** The same, with more blocks in order. */
    Answer ranking(List<String> all) {
        return new Answer(all, answer, confidence, nothing, millis, result);
    }

    /** The same, with the time it took. */
    Answer in(double newMillis) {
        return new Answer(ranked, answer, confidence, nothing, newMillis, result);
    }
}
