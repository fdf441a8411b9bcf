package io.blockyard.search.match;

import io.blockyard.search.index.BlockIndex;
import io.blockyard.search.index.IndexFollower;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.lucene.store.AlreadyClosedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a matcher learn from the catalog beside the requests: its words whenever it changed, and how sure to be only from
 * an index that holds all blocks with their vectors. What half a catalog teaches would be believed long after the other
 * half came.
 */
final class Learning {

    private static final Logger LOG = LoggerFactory.getLogger(Learning.class);

    /** What was learned goes with the signs and weights of {@link Confidence}: others want another name. */
    private static final String NOTE = "sureness-4";

    private final IndexFollower follower;
    private final MatchEngine engine;
    private final Executor beside;
    private final AtomicBoolean busy = new AtomicBoolean();
    /** The last state that is whole, the one whose words are known, and the one by which is known how sure to be. */
    private volatile @Nullable State whole;

    private volatile @Nullable State words;
    private volatile @Nullable State sureness;

    Learning(IndexFollower follower, MatchEngine engine) {
        this(
                follower,
                engine,
                work -> Thread.ofPlatform().daemon().name("match-learning").start(work));
    }

    /** @param beside where it learns, which takes seconds */
    Learning(IndexFollower follower, MatchEngine engine, Executor beside) {
        this.follower = follower;
        this.engine = engine;
        this.beside = beside;
    }

    /** One state of one index; an index that is built anew begins to count anew. */
    private record State(BlockIndex index, long sequence) {

        static State of(BlockIndex index) {
            return new State(index, index.sequence());
        }
    }

    /** A need was matched: if the catalog changed since, there is something to learn. */
    void asked() {
        follower.open().ifPresent(open -> learn(State.of(open)));
    }

    /** An index holds everything now. */
    void whole(BlockIndex index) {
        var now = State.of(index);
        whole = now;
        learn(now);
    }

    private void learn(State now) {
        if (!isNews(now) || !busy.compareAndSet(false, true)) {
            return;
        }
        beside.execute(() -> {
            boolean learned = false;
            try {
                engine.learn(now.index());
                words = now;
                calibrate(now.index());
                learned = true;
            } catch (IOException | AlreadyClosedException e) {
                LOG.debug("The index was closed while it was learned from.", e);
            } catch (RuntimeException | LinkageError e) {
                // vectors cannot be made, or the application stops; matching goes on with what it knows
                LOG.debug("The catalog's words were not learned.", e);
            } finally {
                busy.set(false);
            }
            var ready = whole;
            if (learned && ready != null && !ready.equals(now) && !ready.equals(sureness)) {
                // told meanwhile
                learn(ready);
            }
        });
    }

    private boolean isNews(State now) {
        var ready = whole;
        boolean isUntried = ready != null && ready.index() == now.index() && !ready.equals(sureness);
        return isUntried || !now.equals(words);
    }

    /** Only when a tenth of the catalog changed since; what was learned lies with the index and outlives a restart. */
    private void calibrate(BlockIndex open) throws IOException {
        var ready = whole;
        if (ready == null || ready.index() != open || ready.equals(sureness)) {
            return;
        }
        var before = Learned.read(open.note(NOTE));
        if (before.isEmpty()
                || Math.abs(ready.sequence() - before.get().sequence()) > open.documents() / 10
                || !engine.calibrated(before.get().calibration())) {
            var calibration = engine.calibrate(open);
            follower.note(open, NOTE, new Learned(ready.sequence(), calibration).written());
            LOG.debug("Learned how sure to be of a match: {}", calibration);
        }
        sureness = ready;
    }

    /** What was learned, and from which state of the catalog. */
    private record Learned(long sequence, String calibration) {

        String written() {
            return sequence + ":" + calibration;
        }

        static Optional<Learned> read(String written) {
            var parts = written.split(":", 2);
            return parts.length == 2 && parts[0].matches("\\d{1,18}")
                    ? Optional.of(new Learned(Long.parseLong(parts[0]), parts[1]))
                    : Optional.empty();
        }
    }
}
