package io.blockyard.compose;

import io.blockyard.access.Actor;
import io.blockyard.block.BlockReference;
import io.blockyard.compose.CompositionRequest.BlockChoice;
import io.blockyard.problem.Problem;
import io.blockyard.search.match.Band;
import io.blockyard.search.match.MatchRequest;
import io.blockyard.search.match.MatchResult;
import io.blockyard.search.match.MatchResult.Match;
import io.blockyard.search.match.MatchResult.Reason;
import io.blockyard.search.match.Matching;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Blocks for an intent in words: those that the matcher proposes, each with the reason, for a person to check.
 *
 * @param notes why each was proposed, or that nothing was found
 */
record IntentProposal(List<BlockChoice> blocks, List<Problem> notes) {

    private static final int MOST_BLOCKS = 8;
    private static final int REASONS = 4;
    /** Kinds of reasons that name a word of the need. */
    private static final Set<String> WORDS = Set.of("word", "takes", "gives");

    static IntentProposal of(Matching matching, Actor actor, String intent) {
        var result = matching.match(actor, MatchRequest.of(intent, MOST_BLOCKS));
        if (result.band() == Band.NOTHING) {
            return new IntentProposal(List.of(), List.of(nothing(result)));
        }
        var blocks = result.answers().stream()
                .map(match -> new BlockChoice(
                        BlockReference.DEFAULT_REGISTRY + "/" + match.id() + "@" + match.version(), null))
                .toList();
        var notes = Stream.concat(
                        result.answers().stream().map(match -> reason(result, match)),
                        Stream.concat(result.understood().unserved().stream(), result.understood().unread().stream())
                                .map(IntentProposal::unserved))
                .toList();
        return new IntentProposal(blocks, notes);
    }

    private static Problem reason(MatchResult result, Match match) {
        var why = match.speaksFor().stream()
                .filter(reason -> WORDS.contains(reason.kind()))
                .limit(REASONS)
                .map(IntentProposal::told)
                .collect(Collectors.joining(", "));
        var what = match.need().isEmpty() ? "" : " for \u201c" + match.need() + "\u201d";
        var sure = result.band() == Band.MAYBE || match.weak() ? " It may be no match." : "";
        return Problem.warning(
                "compose.proposed",
                match.id() + " was proposed" + what + ": "
                        + (why.isEmpty() ? "it is near in meaning" : "it speaks of " + why) + "." + sure,
                "Check that it does what you need; remove it otherwise.");
    }

    private static Problem unserved(String part) {
        return Problem.warning(
                "compose.part-unserved",
                "No block was proposed for \u201c" + part + "\u201d.",
                "Say it in other words, or add a block by hand; a composition without it leaves it out.");
    }

    private static String told(Reason reason) {
        var said = "\u201c" + reason.said() + "\u201d";
        var found = reason.said().equalsIgnoreCase(reason.found()) ? said : said + " (" + reason.found() + ")";
        return reason.fields().isEmpty()
                ? found
                : found + " in its " + reason.fields().getFirst();
    }

    private static Problem nothing(MatchResult result) {
        var nearest = result.matches().stream().limit(3).map(Match::id).toList();
        return Problem.error(
                        "compose.nothing-found",
                        "No block in the catalog serves \u201c"
                                + result.intent().strip() + "\u201d.",
                        String.join(" ", result.tips()))
                .with(nearest);
    }
}
