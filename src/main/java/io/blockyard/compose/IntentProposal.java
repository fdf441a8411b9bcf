package io.blockyard.compose;

import io.blockyard.access.Actor;
import io.blockyard.block.BlockReference;
import io.blockyard.compose.CompositionRequest.BlockChoice;
import io.blockyard.problem.Problem;
import io.blockyard.search.BlockSearch;
import io.blockyard.search.SearchRequest;
import io.blockyard.search.SearchResult.Hit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Blocks for an intent in words: the best of the catalog's search, each with the reason, for a person to check.
 *
 * @param notes why each was proposed, or that nothing was found
 */
record IntentProposal(List<BlockChoice> blocks, List<Problem> notes) {

    private static final int MOST_BLOCKS = 4;
    /** A block that fits less than this share as well as the best one is more likely noise than part of the answer. */
    private static final double NEAR_THE_BEST = 0.55;

    static IntentProposal of(BlockSearch search, Actor actor, String intent) {
        var hits = search.search(
                        actor,
                        // the space says that the last word is finished
                        new SearchRequest(intent.strip() + " ", Map.of(), SearchRequest.Sort.RELEVANCE, 0, MOST_BLOCKS))
                .hits();
        if (hits.isEmpty()) {
            return new IntentProposal(List.of(), List.of(nothing(intent)));
        }
        float best = hits.getFirst().score();
        var blocks = new ArrayList<BlockChoice>();
        var notes = new ArrayList<Problem>();
        for (var hit : hits) {
            if (hit.score() >= NEAR_THE_BEST * best) {
                blocks.add(
                        new BlockChoice(BlockReference.DEFAULT_REGISTRY + "/" + hit.id() + "@" + hit.version(), null));
                notes.add(reason(hit));
            }
        }
        return new IntentProposal(List.copyOf(blocks), List.copyOf(notes));
    }

    private static Problem reason(Hit hit) {
        return Problem.warning(
                "compose.proposed",
                hit.id() + " was proposed because words of your intent stand in its "
                        + String.join(", ", hit.matchedIn()) + ".",
                "Check that it does what you need; remove it otherwise.");
    }

    private static Problem nothing(String intent) {
        return Problem.error(
                "compose.nothing-found",
                "No block in the catalog has anything to do with \u201c" + intent.strip() + "\u201d.",
                "Say it with the equipment, the data or the result you want, browse the catalog by domain, or crawl the"
                        + " project that has it.");
    }
}
