package io.blockyard.search.index;

import io.blockyard.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.lucene.store.AlreadyClosedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps this node's index in step with the catalog: on start, when told that something changed, and by looking where
 * the feed ends, since other nodes publish too. Words are indexed at once; vectors follow on a thread of their own. An index that is
 * gone or damaged is built anew from the feed; one that another process holds is tried again; one of another model
 * answers until the new one holds everything.
 */
public final class IndexFollower implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(IndexFollower.class);

    private static final int BATCH = 500;
    /** So many blocks become visible at once, and then always a tenth more: fewer pieces are written faster. */
    private static final int SHOWN_AT_ONCE = 2_000;

    private static final int SHARE_SHOWN = 10;

    /** How often it looks whether another node changed something: one row is read. */
    private static final Duration LOOK = Duration.ofMillis(300);

    /** How often it looks through everything, so that an index which is gone or was held by another comes back. */
    private static final Duration CHECK = Duration.ofSeconds(2);

    /** How long an announced change may take to be committed by who announced it. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Duration RETRY = Duration.ofMillis(20);

    private final BlockFeed feed;
    private final @Nullable BlockVectors vectors;
    private final Duration look;
    private final Duration check;
    private final LinkedBlockingQueue<Boolean> wakes = new LinkedBlockingQueue<>();
    private final AtomicLong announced = new AtomicLong();
    private final OpenIndexes indexes;
    private volatile boolean closed;
    private @Nullable Thread wordThread;
    private final @Nullable VectorFollower vectorFollower;

    /**
     * @param folder that holds the index; null to keep it in memory
     * @param vectors null for words alone
     */
    public IndexFollower(BlockFeed feed, @Nullable Path folder, @Nullable BlockVectors vectors) {
        this(feed, folder, vectors, LOOK, CHECK);
    }

    IndexFollower(
            BlockFeed feed, @Nullable Path folder, @Nullable BlockVectors vectors, Duration look, Duration check) {
        this.feed = feed;
        this.look = look;
        this.check = check;
        this.vectors = vectors;
        this.indexes = new OpenIndexes(
                feed, new IndexHome(folder, IndexFormat.of(vectors == null ? "" : vectors.model())), check);
        this.vectorFollower = vectors == null ? null : new VectorFollower(feed, vectors, indexes::written, this);
    }

    /** Opens the index and follows the feed on threads of its own until closed. */
    public synchronized void start() {
        if (wordThread == null && !closed) {
            indexes.ensureOpen();
            wordThread = Thread.ofPlatform().daemon().name("search-index").start(this::follow);
            if (vectorFollower != null) {
                vectorFollower.start();
            }
        }
    }

    /** Says that the feed has grown so far; returns at once. */
    public void changed(long sequence) {
        announced.accumulateAndGet(sequence, Math::max);
        wakes.offer(true);
    }

    /** The highest sequence that was announced and is not yet indexed; 0 when there is none. */
    public long announced() {
        return announced.get();
    }

    /** Has something done with the index, on the thread that makes vectors, whenever all are made after a change. */
    public void whenWhole(Consumer<BlockIndex> listener) {
        if (vectorFollower != null) {
            vectorFollower.whenWhole(listener);
        }
    }

    /** Keeps with an index what was worked out from it; does nothing when that is not written any more. */
    public synchronized void note(BlockIndex noted, String name, String value) {
        if (noted != indexes.written()) {
            return;
        }
        try {
            noted.note(name, value);
        } catch (IOException | AlreadyClosedException e) {
            LOG.debug("The search index was closed while something was noted.", e);
        }
    }

    /** Whether something was announced on this node, or was there before, that cannot be found yet. */
    public boolean isBehind() {
        var open = indexes.searched();
        return open != null && (!open.isComplete() || open.sequence() < announced.get());
    }

    /** Waits shortly for what was announced on this node, so that one who published finds it. */
    public void awaitAnnounced(Duration most) {
        long wanted = announced.get();
        long deadline = System.nanoTime() + most.toNanos();
        var open = indexes.searched();
        // one that answers while another is built does not grow
        while (open != null
                && open == indexes.written()
                && open.sequence() < wanted
                && wanted - open.sequence() <= BATCH
                && announced.get() != 0
                && System.nanoTime() < deadline) {
            Waiting.pause(Duration.ofMillis(2));
            open = indexes.searched();
        }
    }

    /** Brings the words of the index up to date before it returns, as far as it can be opened. */
    public synchronized void catchUp() {
        if (closed || !indexes.ensureOpen()) {
            return;
        }
        try {
            readFeed();
        } catch (IOException | AlreadyClosedException e) {
            LOG.warn("The search index cannot be written and is built anew: {}", e.toString());
            indexes.startOver();
            if (indexes.ensureOpen()) {
                readFeedAgain();
            }
        }
    }

    /** Makes the vectors that are missing before it returns; 250 texts a second, about. */
    public void catchUpVectors() {
        if (vectorFollower != null) {
            vectorFollower.catchUp();
        }
    }

    /**
     * The open index.
     *
     * @throws ProblemException SETTINGS when there is none now, with the reason
     */
    public BlockIndex index() {
        var open = indexes.searched();
        if (open == null) {
            throw Unavailable.because(indexes.trouble());
        }
        return open;
    }

    /** The index as far as it is open. */
    public Optional<BlockIndex> open() {
        return Optional.ofNullable(indexes.searched());
    }

    /** Whether the index that is written does not hold everything yet. */
    public boolean isBuilding() {
        var target = indexes.written();
        return target != null && !target.isComplete();
    }

    /** Whether no pieces of the index that is written are being joined, as they are in the background after a build. */
    public boolean isSettled() {
        var target = indexes.written();
        return target != null && target.isSettled();
    }

    /** How far the index is; null when there is none now. */
    public @Nullable IndexProgress progress() {
        var open = indexes.searched();
        var target = indexes.written();
        if (open == null || target == null) {
            return null;
        }
        try {
            return IndexProgress.of(target, open, feed.size(), vectors != null);
        } catch (IOException | AlreadyClosedException e) {
            LOG.debug("The search index was closed while it was looked at.", e);
            return null;
        }
    }

    /** What to tell somebody whose search met an index that is being replaced. */
    public ProblemException beingRebuilt() {
        return Unavailable.because(
                indexes.searched() == null
                        ? indexes.trouble()
                        : "The search index was damaged and is being built anew.");
    }

    /** Throws the index away after a reading failed; the feed brings it back. */
    public void damaged(IOException cause) {
        LOG.warn("The search index cannot be read and is built anew: {}", cause.toString());
        synchronized (this) {
            indexes.startOver();
            wakes.offer(true);
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            indexes.stop("The search index is closed, since Blockyard is stopping.");
        }
        wakes.offer(true);
        Waiting.join(wordThread);
        if (vectorFollower != null) {
            vectorFollower.close();
        }
        synchronized (this) {
            indexes.close();
        }
    }

    private void follow() {
        while (!closed) {
            try {
                long end = feed.end();
                catchUp();
                waitForAnnounced();
                waitForMore(end);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException | Error e) {
                // An error too: nobody makes another thread that follows.
                LOG.warn("The search index could not follow the catalog and will try again.", e);
                Waiting.pause(check);
            }
        }
    }

    /**
     * Until it is told of something, the feed ends elsewhere, or it is time to look through everything. It pauses before
     * it looks: what others publish one by one is shown together.
     */
    private void waitForMore(long end) throws InterruptedException {
        long deadline = System.nanoTime() + check.toNanos();
        boolean told;
        do {
            told = wakes.poll(look.toMillis(), TimeUnit.MILLISECONDS) != null;
        } while (!closed && !told && feed.end() == end && System.nanoTime() < deadline);
        wakes.clear();
    }

    /** An announcement can come before its transaction is committed. */
    private void waitForAnnounced() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        long wanted = announced.get();
        var open = indexes.written();
        while (!closed && open != null && open.sequence() < wanted && System.nanoTime() < deadline) {
            Waiting.pause(RETRY);
            catchUp();
            open = indexes.written();
        }
        // answered, or given up: the poll sees what comes later
        announced.compareAndSet(wanted, 0);
    }

    private void readFeed() throws IOException {
        var target = indexes.written();
        if (target == null) {
            return;
        }
        long read = target.sequence();
        long waiting = 0;
        var batch = feed.changesAfter(read, BATCH);
        while (!closed && !batch.isEmpty()) {
            var texts = feed.texts(batch);
            target.write(texts, vectors == null ? Map.of() : vectors.known(texts));
            read = batch.getLast().changeSequence();
            waiting += batch.size();
            if (batch.size() < BATCH || waiting >= Math.max(SHOWN_AT_ONCE, target.documents() / SHARE_SHOWN)) {
                show(target, read);
                waiting = 0;
            }
            batch = feed.changesAfter(read, BATCH);
        }
        if (!closed && read > target.sequence()) {
            show(target, read);
        }
        if (!closed) {
            finish(target);
        }
    }

    private void show(BlockIndex target, long read) throws IOException {
        target.show(read);
        if (vectorFollower != null) {
            vectorFollower.wake();
        }
    }

    private void finish(BlockIndex target) throws IOException {
        boolean built = !target.isComplete();
        indexes.finish(target);
        if (built && vectorFollower != null) {
            vectorFollower.wake();
        }
    }

    private void readFeedAgain() {
        try {
            readFeed();
        } catch (IOException e) {
            indexes.report("cannot be written: " + e.getMessage() + ".");
            indexes.close();
        }
    }
}
