package io.blockyard.search.index;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.lucene.store.LockObtainFailedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The indexes of this node that are open: the one that is searched, and the one that is written. They are the same, except
 * while one of another model answers until the new one holds everything. Whoever opens or closes them holds one lock.
 */
final class OpenIndexes {

    private static final Logger LOG = LoggerFactory.getLogger(OpenIndexes.class);

    private final BlockFeed feed;
    private final IndexHome home;
    private final Duration retry;
    private volatile @Nullable BlockIndex searched;
    private volatile @Nullable BlockIndex written;
    private volatile String trouble = "The search index is not open yet.";
    /** Whether indexes of other formats were removed, as far as they can be. */
    private boolean alone;

    /** @param retry how often it is tried to open an index that cannot be opened now, for the log */
    OpenIndexes(BlockFeed feed, IndexHome home, Duration retry) {
        this.feed = feed;
        this.home = home;
        this.retry = retry;
    }

    /** What is searched; null while there is none. */
    @Nullable
    BlockIndex searched() {
        return searched;
    }

    /** What is written; null while there is none. */
    @Nullable
    BlockIndex written() {
        return written;
    }

    /** Why there is none, in a sentence. */
    String trouble() {
        return trouble;
    }

    /** Says in a sentence why there will be none any more. */
    void stop(String why) {
        trouble = why;
    }

    /** Says why there is none, once in the log, and to everybody who searches until it is over. */
    void report(String what) {
        var newTrouble = "The search index in " + home.folder() + " " + what;
        if (!newTrouble.equals(trouble)) {
            LOG.warn("{} It is tried again every {} s.", newTrouble, retry.toSeconds());
        }
        trouble = newTrouble;
    }

    /** Opens what is not open, or is gone; false when it cannot be opened now. */
    boolean ensureOpen() {
        var open = written;
        try {
            if (open != null && open.exists()) {
                return true;
            }
            if (open != null) {
                LOG.warn("The search index is gone and is built anew.");
                startOver();
            }
            open();
            return true;
        } catch (LockObtainFailedException e) {
            report("is in use by another Blockyard process.");
            return false;
        } catch (IOException e) {
            report("cannot be opened: " + e.getMessage() + ".");
            return false;
        }
    }

    private void open() throws IOException {
        var target = home.open();
        written = target;
        searched = target;
        if (isNewerThanFeed(target)) {
            LOG.info("The search index is newer than the catalog and is built anew.");
            startOver();
            target = home.open();
            written = target;
            searched = target;
        }
        if (!target.isComplete()) {
            searched = home.openOther().orElse(target);
        }
    }

    /** A database restored from a backup can be older than the index; then the index tells of blocks that are not. */
    private boolean isNewerThanFeed(BlockIndex open) {
        return home.folder() != null
                && open.sequence() != 0
                && feed.changesAfter(open.sequence() - 1, 1).isEmpty();
    }

    /** The index that was built holds everything: it answers from now on, and others go. */
    void finish(BlockIndex target) throws IOException {
        target.markComplete();
        var former = searched;
        searched = target;
        if (former != null && former != target) {
            IndexHome.close(former);
        }
        if (!alone) {
            alone = true;
            home.deleteOthers();
        }
        target.settle();
    }

    /** Throws away what is written, so that it is built anew. */
    void startOver() {
        close();
        try {
            home.delete();
        } catch (IOException e) {
            LOG.warn("The search index in {} cannot be removed: {}", home.folder(), e.toString());
        }
    }

    /** Closes what is open. */
    void close() {
        Stream.of(Optional.ofNullable(searched), Optional.ofNullable(written))
                .flatMap(Optional::stream)
                .distinct()
                .forEach(IndexHome::close);
        searched = null;
        written = null;
    }
}
