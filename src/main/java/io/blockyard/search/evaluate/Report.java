package io.blockyard.search.evaluate;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.blockyard.search.match.MatchResult;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an evaluation came to.
 *
 * @param total over all intents
 * @param by {@code lang}, {@code kind}, {@code style} and {@code set} → label → figures
 * @param baselines by name
 */
public record Report(
        @JsonUnwrapped Figures total,
        Map<String, Map<String, Figures>> by,
        Map<String, Figures> baselines,
        int blocks) {

    /**
     * One intent, for {@code --details}.
     *
     * @param expect the blocks that serve it
     * @param rank of the first of them, from 1; null when it was not listed
     * @param found what was listed first, with scores
     * @param answer the blocks that were proposed
     * @param right whether it was answered as it should be
     */
    public record Detail(
            String id,
            String intent,
            String kind,
            String lang,
            String style,
            String set,
            List<String> expect,
            @Nullable Integer rank,
            String band,
            double confidence,
            boolean right,
            List<String> answer,
            List<Found> found,
            MatchResult.@Nullable Understood understood) {}

    /** A block that was listed. */
    public record Found(
            String id,
            double score,
            double confidence,
            List<MatchResult.Reason> speaksFor,
            List<MatchResult.Reason> speaksAgainst) {}
}
