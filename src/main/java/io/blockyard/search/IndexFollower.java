package io.blockyard.search;

import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.LockObtainFailedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps this node's index in step with the catalog: on start, when told that something changed, and by a slow poll,
 * since other nodes publish too. An index that is gone or damaged is built anew from the feed; one that another
 * process holds is tried again.
 */
public final class IndexFollower implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(IndexFollower.class);

    private static final int BATCH = 500;
    private static final Duration POLL = Duration.ofSeconds(2);
    /** How long an announced change may take to be committed by who announced it. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Duration RETRY = Duration.ofMillis(20);

    private final BlockFeed feed;
    private final @Nullable Path home;
    private final LinkedBlockingQueue<Boolean> wakes = new LinkedBlockingQueue<>();
    private final AtomicLong announced = new AtomicLong();
    private volatile @Nullable BlockIndex index;
    private volatile String trouble = "The search index is not open yet.";
    private volatile boolean closed;
    private @Nullable Thread thread;

    /** @param home the folder that holds the index; null to keep it in memory */
    public IndexFollower(BlockFeed feed, @Nullable Path home) {
        this.feed = feed;
        this.home = home;
    }

    /** Opens the index and follows the feed on a thread of its own until closed. */
    public synchronized void start() {
        if (thread == null && !closed) {
            ensureOpen();
            thread = Thread.ofPlatform().daemon().name("search-index").start(this::follow);
        }
    }

    /** Says that the feed has grown up to this sequence; returns at once. */
    public void changed(long sequence) {
        announced.accumulateAndGet(sequence, Math::max);
        wakes.offer(true);
    }

    /** The highest sequence that was announced and is not yet indexed; 0 when there is none. */
    long announced() {
        return announced.get();
    }

    /** Brings the index up to date before it returns, as far as it can be opened. */
    public synchronized void catchUp() {
        if (closed || !ensureOpen()) {
            return;
        }
        try {
            readFeed();
        } catch (IOException | AlreadyClosedException e) {
            LOG.warn("The search index cannot be written and is built anew: {}", e.toString());
            startOver();
            if (ensureOpen()) {
                readFeedAgain();
            }
        }
    }

    /**
     * The open index.
     *
     * @throws ProblemException SETTINGS when there is none now, with the reason
     */
    BlockIndex index() {
        var open = index;
        if (open == null) {
            throw unavailable(trouble);
        }
        return open;
    }

    /** What to tell somebody whose search met an index that is being replaced. */
    ProblemException beingRebuilt() {
        return unavailable(index == null ? trouble : "The search index was damaged and is being built anew.");
    }

    private static ProblemException unavailable(String why) {
        return new ProblemException(
                ProblemException.Kind.SETTINGS,
                Problem.error(
                        "search.unavailable",
                        why,
                        "Searching comes back by itself as soon as the index can be opened; everything else works."));
    }

    /** Throws the index away after a reading failed; the feed brings it back. */
    void damaged(IOException cause) {
        LOG.warn("The search index cannot be read and is built anew: {}", cause.toString());
        synchronized (this) {
            startOver();
            wakes.offer(true);
        }
    }

    @Override
    public void close() {
        Thread running;
        synchronized (this) {
            closed = true;
            trouble = "The search index is closed, since Blockyard is stopping.";
            running = thread;
        }
        wakes.offer(true);
        if (running != null) {
            try {
                running.join(PATIENCE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        synchronized (this) {
            closeIndex();
        }
    }

    private void follow() {
        while (!closed) {
            try {
                catchUp();
                waitForAnnounced();
                if (wakes.poll(POLL.toMillis(), TimeUnit.MILLISECONDS) != null) {
                    wakes.clear();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                LOG.warn("The search index could not follow the catalog and will try again.", e);
                pause(POLL);
            }
        }
    }

    /** An announcement can come before its transaction is committed. */
    private void waitForAnnounced() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        long wanted = announced.get();
        var open = index;
        while (!closed && open != null && open.sequence() < wanted && System.nanoTime() < deadline) {
            pause(RETRY);
            catchUp();
            open = index;
        }
        // answered, or given up: the poll sees what comes later
        announced.compareAndSet(wanted, 0);
    }

    private boolean ensureOpen() {
        var open = index;
        try {
            if (open != null && open.exists()) {
                return true;
            }
            if (open != null) {
                LOG.warn("The search index is gone and is built anew.");
                startOver();
            }
            openIndex();
            return true;
        } catch (LockObtainFailedException e) {
            report("The search index in " + home + " is in use by another Blockyard process.");
            return false;
        } catch (IOException e) {
            report("The search index in " + home + " cannot be opened: " + e.getMessage() + ".");
            return false;
        }
    }

    /** Said in the log once, and to everybody who searches until it is over. */
    private void report(String newTrouble) {
        if (!newTrouble.equals(trouble)) {
            LOG.warn("{} It is tried again every {} s.", newTrouble, POLL.toSeconds());
        }
        trouble = newTrouble;
    }

    private void openIndex() throws IOException {
        if (home == null) {
            index = BlockIndex.inMemory();
            return;
        }
        try {
            index = BlockIndex.open(home);
        } catch (LockObtainFailedException e) {
            throw e;
        } catch (IOException | IllegalArgumentException | IllegalStateException e) {
            LOG.warn("The search index in {} is damaged and is built anew: {}", home, e.toString());
            BlockIndex.delete(home);
            index = BlockIndex.open(home);
        }
        startOverWhenFeedIsShorter();
    }

    /** A database restored from a backup can be older than the index; then the index tells of blocks that are not. */
    private void startOverWhenFeedIsShorter() throws IOException {
        var open = index;
        if (home == null || open == null || open.sequence() == 0) {
            return;
        }
        if (feed.changesAfter(open.sequence() - 1, 1).isEmpty()) {
            LOG.info("The search index is newer than the catalog and is built anew.");
            startOver();
            index = BlockIndex.open(home);
        }
    }

    private void readFeed() throws IOException {
        var open = index;
        while (open != null && !closed) {
            var batch = feed.changesAfter(open.sequence(), BATCH);
            if (batch.isEmpty()) {
                break;
            }
            open.apply(batch, feed, batch.getLast().changeSequence());
            LOG.debug("Indexed {} blocks up to change {}.", batch.size(), open.sequence());
        }
        if (home != null && !closed) {
            BlockIndex.deleteOthers(home);
        }
    }

    private void readFeedAgain() {
        try {
            readFeed();
        } catch (IOException e) {
            report("The search index in " + home + " cannot be written: " + e.getMessage() + ".");
            closeIndex();
        }
    }

    private void startOver() {
        closeIndex();
        try {
            if (home != null) {
                BlockIndex.delete(home);
            }
        } catch (IOException e) {
            LOG.warn("The search index in {} cannot be removed: {}", home, e.toString());
        }
    }

    private void closeIndex() {
        var open = index;
        index = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException | RuntimeException e) {
                LOG.debug("The search index did not close cleanly.", e);
            }
        }
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
