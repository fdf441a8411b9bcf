package io.blockyard.search.index;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.lucene.store.AlreadyClosedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings vectors into an index behind its words. It asks the index itself which blocks have none, so that it can be
 * stopped at any moment; the index is held only while some are written.
 */
final class VectorFollower implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(VectorFollower.class);

    private static final int AT_ONCE = 48;
    /** One in so many blocks, and one of fewer, may be without a vector in an index that counts as whole. */
    private static final int FEW = 100;

    private static final Duration RETRY = Duration.ofMinutes(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration LOOK = Duration.ofMillis(500);

    private final BlockFeed feed;
    private final BlockVectors vectors;
    private final Supplier<@Nullable BlockIndex> written;
    /** Held by whoever writes to the index. */
    private final Object writing;

    private final LinkedBlockingQueue<Boolean> wakes = new LinkedBlockingQueue<>(1);
    private final List<Consumer<BlockIndex>> whole = new CopyOnWriteArrayList<>();
    private volatile boolean closed;
    private long trimmed = System.nanoTime() - DAY.toNanos();
    private @Nullable Thread thread;

    VectorFollower(BlockFeed feed, BlockVectors vectors, Supplier<@Nullable BlockIndex> written, Object writing) {
        this.feed = feed;
        this.vectors = vectors;
        this.written = written;
        this.writing = writing;
    }

    void start() {
        thread = Thread.ofPlatform().daemon().name("search-vectors").start(this::follow);
    }

    /** Says that there may be blocks without a vector; returns at once. */
    void wake() {
        wakes.offer(true);
    }

    /** Has something done with the index when every block in it has its vector, at first and after each change. */
    void whenWhole(Consumer<BlockIndex> listener) {
        whole.add(listener);
        wake();
    }

    /** Makes all that are missing before it returns. */
    void catchUp() {
        try {
            while (!closed && addSome()) {
                Thread.onSpinWait();
            }
        } catch (IOException | AlreadyClosedException e) {
            LOG.debug("The search index was closed while vectors were made.", e);
        }
    }

    @Override
    public void close() {
        closed = true;
        wake();
        Waiting.join(thread);
    }

    private void follow() {
        while (!closed) {
            try {
                catchUp();
                tellWhole();
                trim();
                wakes.poll(RETRY.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException | Error e) {
                LOG.warn("Blocks are found by their words alone, since vectors cannot be made: {}", e.toString());
                rest();
            }
        }
    }

    private void tellWhole() {
        var target = written.get();
        if (target != null && !closed && isWhole(target)) {
            whole.forEach(listener -> listener.accept(target));
        }
    }

    /** A few that no vector can be made of must not keep all others from being learned from. */
    private static boolean isWhole(BlockIndex target) {
        try {
            return target.isComplete() && target.countWithoutVector() <= Math.max(1, target.documents() / FEW);
        } catch (IOException | AlreadyClosedException e) {
            LOG.debug("The search index was closed while its vectors were counted.", e);
            return false;
        }
    }

    /** Once a day, when every block has its vector. */
    private void trim() {
        var target = written.get();
        if (closed || target == null || !target.isComplete() || System.nanoTime() - trimmed < DAY.toNanos()) {
            return;
        }
        trimmed = System.nanoTime();
        try {
            int removed = vectors.trim(target.vectorHashes());
            LOG.debug("Removed {} vectors that no block has any more.", removed);
        } catch (IOException | AlreadyClosedException e) {
            LOG.debug("The search index was closed while vectors were looked through.", e);
        }
    }

    /** Says whether there may be more. */
    private boolean addSome() throws IOException {
        var target = written.get();
        if (target == null) {
            return false;
        }
        var missing = target.withoutVector(AT_ONCE);
        if (missing.isEmpty()) {
            return false;
        }
        var texts = feed.texts(feed.blocks(missing));
        var made = vectors.make(texts);
        synchronized (writing) {
            if (closed || target != written.get()) {
                return false;
            }
            var now = feed.texts(feed.blocks(missing));
            var valid = BlockVectors.stillValid(texts, now, made);
            long before = target.countWithoutVector();
            target.addVectors(now, valid);
            // of a block that none can be made of there is no more
            return target.countWithoutVector() < before;
        }
    }

    /** After a failure; a change of the catalog is no reason to try sooner. */
    private void rest() {
        for (long rested = 0; !closed && rested < RETRY.toMillis(); rested += LOOK.toMillis()) {
            Waiting.pause(LOOK);
        }
    }
}
