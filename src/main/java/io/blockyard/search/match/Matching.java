package io.blockyard.search.match;

import io.blockyard.access.Actor;
import io.blockyard.access.Right;
import io.blockyard.problem.ProblemException;
import io.blockyard.search.index.IndexFollower;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.lucene.store.AlreadyClosedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the blocks of the catalog that serve a need. */
public class Matching {

    private static final Logger LOG = LoggerFactory.getLogger(Matching.class);

    private static final int LONGEST_INTENT = 2_000;
    private static final int MOST_LISTED = 100;
    private static final Duration READ_YOUR_WRITES = Duration.ofSeconds(2);

    private final IndexFollower follower;
    private final MatchEngine engine;
    private final AtomicBoolean learning = new AtomicBoolean();
    private volatile long learned = -1;

    public Matching(IndexFollower follower, MatchEngine engine) {
        this.follower = follower;
        this.engine = engine;
    }

    /**
     * The blocks that serve a need, or the nearest ones with the word that none does.
     *
     * @throws ProblemException INVALID for an empty or very long need; SETTINGS while there is no index
     */
    public MatchResult match(Actor actor, MatchRequest request) {
        actor.require(Right.READ);
        if (request.intent().isBlank() || request.intent().length() > LONGEST_INTENT) {
            throw ProblemException.of(
                    ProblemException.Kind.INVALID,
                    "match.intent",
                    "An intent has 1 to " + LONGEST_INTENT + " characters; this one has "
                            + request.intent().strip().length() + ".",
                    "Say in a sentence what you need.");
        }
        follower.awaitAnnounced(READ_YOUR_WRITES);
        var limited =
                new MatchRequest(request.intent(), Math.clamp(request.limit(), 1, MOST_LISTED), request.filters());
        try {
            var result = engine.match(follower.index(), limited);
            learnInBackground();
            return result;
        } catch (IOException e) {
            follower.damaged(e);
            throw follower.beingRebuilt();
        } catch (AlreadyClosedException e) {
            throw follower.beingRebuilt();
        }
    }

    /** Learns the catalog's words again when it changed since; matching goes on meanwhile. */
    private void learnInBackground() {
        var index = follower.index();
        long now = index.sequence();
        if (now == learned || !learning.compareAndSet(false, true)) {
            return;
        }
        Thread.ofPlatform().daemon().name("match-learning").start(() -> {
            try {
                engine.learn(index);
                learned = now;
            } catch (IOException | AlreadyClosedException e) {
                LOG.debug("The index was closed while its words were learned.", e);
            } finally {
                learning.set(false);
            }
        });
    }
}
