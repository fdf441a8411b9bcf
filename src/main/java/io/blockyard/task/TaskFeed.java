package io.blockyard.task;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells followers what a task said. The stored events are the only source, so nothing is lost or told twice;
 * a signal from a task on this node makes followers look at once, and a look every half second finds what
 * other nodes wrote.
 */
final class TaskFeed implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TaskFeed.class);
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);
    private static final int BATCH = 500;

    private final TaskStore store;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition signalled = lock.newCondition();
    private long signals;
    private volatile boolean closed;

    TaskFeed(TaskStore store) {
        this.store = store;
    }

    Tasks.Subscription follow(UUID id, Consumer<TaskEvent> listener) {
        var follower = new Follower(id, listener);
        Thread.ofVirtual().name("task-follower-" + id).start(follower);
        return follower;
    }

    /** Something was written on this node. */
    void signal() {
        lock.lock();
        try {
            signals++;
            signalled.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** How many signals there were; what {@link #awaitSignal} compares with. */
    long signalCount() {
        lock.lock();
        try {
            return signals;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for a signal after {@code seen}, at most half a second. Returns whether to go on looking. */
    boolean awaitSignal(long seen, Duration atMost) {
        lock.lock();
        try {
            var nanos = Math.min(LOOK_EVERY.toNanos(), atMost.toNanos());
            while (signals == seen && !closed && nanos > 0) {
                nanos = signalled.awaitNanos(nanos);
            }
            return !closed;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        closed = true;
        signal();
    }

    private final class Follower implements Runnable, Tasks.Subscription {
        private final UUID id;
        private final Consumer<TaskEvent> listener;
        private volatile boolean unsubscribed;

        Follower(UUID id, Consumer<TaskEvent> listener) {
            this.id = id;
            this.listener = listener;
        }

        @Override
        public void run() {
            var last = 0L;
            var going = true;
            while (going && !unsubscribed) {
                var seen = signalCount();
                try {
                    for (var event : store.events(id, last, BATCH)) {
                        if (unsubscribed) {
                            return;
                        }
                        last = event.sequence();
                        listener.accept(event);
                        if (event.endsTask()) {
                            return;
                        }
                    }
                } catch (RuntimeException failure) {
                    if (!closed) {
                        LOG.warn("A follower of task {} failed", id, failure);
                    }
                    return;
                }
                going = awaitSignal(seen, Duration.ofNanos(TimeUnit.SECONDS.toNanos(1)));
            }
        }

        @Override
        public void close() {
            unsubscribed = true;
            signal();
        }
    }
}
