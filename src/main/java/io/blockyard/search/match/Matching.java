package io.blockyard.search.match;

import io.blockyard.access.Actor;
import io.blockyard.access.Right;
import io.blockyard.block.BlockId;
import io.blockyard.problem.ProblemException;
import io.blockyard.search.index.Facet;
import io.blockyard.search.index.IndexFollower;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.lucene.store.AlreadyClosedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the blocks of the catalog that serve a need. */
public class Matching {

    /** How many characters a need has at most. */
    public static final int LONGEST_INTENT = 2_000;

    private static final Logger LOG = LoggerFactory.getLogger(Matching.class);

    private static final int MOST_LISTED = 100;
    private static final Duration READ_YOUR_WRITES = Duration.ofSeconds(2);

    private final IndexFollower follower;
    private final MatchEngine engine;
    private final SecondOpinion opinion;
    private final Learning learning;

    public Matching(IndexFollower follower, MatchEngine engine) {
        this(follower, engine, SecondOpinion.NONE);
    }

    /** @param opinion asked when the engine is in doubt */
    public Matching(IndexFollower follower, MatchEngine engine, SecondOpinion opinion) {
        this.follower = follower;
        this.engine = engine;
        this.opinion = opinion;
        this.learning = new Learning(follower, engine);
        follower.whenWhole(learning::whole);
    }

    /** What was learned of how sure to be, by language; empty until then, and for a catalog of few blocks. */
    public List<LearnedSureness> sureness(Actor actor) {
        actor.require(Right.READ);
        return engine.calibration().shifts().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(each -> new LearnedSureness(
                        each.getKey().code(),
                        each.getValue().by(),
                        each.getValue().asks()))
                .toList();
    }

    /**
     * How much more than usual is asked for before a block is said to serve a need, in this catalog.
     *
     * @param language ISO 639-1, of the need
     * @param logOdds taken off; below zero less is asked for
     * @param asks from how many of the catalog's asks it was learned
     */
    public record LearnedSureness(String language, double logOdds, int asks) {}

    /**
     * The blocks that serve a need, or the nearest ones with the word that none does. Those that are the answer are all
     * listed, whatever the limit.
     *
     * @throws ProblemException INVALID for an empty or very long need, and for a filter that is no facet; SETTINGS while there is no index
     */
    public MatchResult match(Actor actor, MatchRequest request) {
        var limited = request.withLimit(Math.clamp(request.limit(), 1, MOST_LISTED));
        var result = matchMany(actor, limited);
        return result.band() == Band.MAYBE ? secondOpinion(result) : result;
    }

    private MatchResult secondOpinion(MatchResult doubtful) {
        try {
            var said = opinion.on(doubtful);
            var listed = doubtful.matches().stream().map(MatchResult.Match::id).collect(Collectors.toSet());
            boolean known = said.matches().stream().allMatch(match -> listed.contains(match.id()));
            return known ? said : doubtful;
        } catch (RuntimeException e) {
            LOG.warn("The second opinion on a doubtful need failed: {}", e.toString());
            return doubtful;
        }
    }

    /**
     * Which part of an intent each of the blocks served that a person kept for it, without what the intent excludes. Blocks
     * of which that is not clear are left out, and all of them while there is no index to ask.
     */
    public Map<BlockId, String> servedNeeds(Actor actor, String intent, List<BlockId> kept) {
        actor.require(Right.READ);
        if (intent.isBlank() || intent.length() > LONGEST_INTENT || kept.isEmpty()) {
            return Map.of();
        }
        try {
            var proposed = matchMany(actor, MatchRequest.of(intent, ServedNeeds.NEAR));
            return ServedNeeds.of(proposed, engine.wanted(follower.index(), intent), kept);
        } catch (ProblemException | IOException | AlreadyClosedException e) {
            LOG.debug("What each block served was not learned: {}", e.getMessage());
            return Map.of();
        }
    }

    /** The same with any number of blocks, for somebody who measures; each costs some microseconds. */
    public MatchResult matchMany(Actor actor, MatchRequest request) {
        actor.require(Right.READ);
        if (request.intent().isBlank() || request.intent().length() > LONGEST_INTENT) {
            throw ProblemException.of(
                    ProblemException.Kind.INVALID,
                    "match.intent",
                    "An intent has 1 to " + LONGEST_INTENT + " characters; this one has "
                            + request.intent().strip().length() + ".",
                    "Say in a sentence what you need.");
        }
        requireFacets(request);
        follower.awaitAnnounced(READ_YOUR_WRITES);
        try {
            var result = engine.match(follower.index(), request);
            learning.asked();
            return result;
        } catch (IOException e) {
            follower.damaged(e);
            throw follower.beingRebuilt();
        } catch (AlreadyClosedException e) {
            throw follower.beingRebuilt();
        }
    }

    /** A filter that is none would leave every block in, unnoticed. */
    private static void requireFacets(MatchRequest request) {
        request.filters().keySet().stream()
                .filter(name -> Facet.labelled(name).isEmpty())
                .sorted()
                .findFirst()
                .ifPresent(name -> {
                    throw ProblemException.of(
                            ProblemException.Kind.INVALID,
                            "match.filter",
                            "\u201c" + name + "\u201d is nothing that blocks can be filtered by.",
                            "Filter by "
                                    + Arrays.stream(Facet.values())
                                            .map(Facet::label)
                                            .collect(Collectors.joining(", "))
                                    + ".");
                });
    }
}
