package io.blockyard.dataiku;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How fast one instance is asked, by everybody in this program together: calls are spread so that no more than a number
 * start in a second, and all of them hold still for a while when the instance says that it is too much.
 */
final class Pace {

    /** After a pause, what was not used of this time may be made up for. */
    private static final long MADE_UP = TimeUnit.SECONDS.toNanos(1);

    private final long nanosBetween;
    private final ReentrantLock turn = new ReentrantLock();
    private long next = System.nanoTime();

    /** @param callsPerSecond at least 1 */
    Pace(int callsPerSecond) {
        this.nanosBetween = TimeUnit.SECONDS.toNanos(1) / callsPerSecond;
    }

    /** Waits until one more call may start. */
    void await() throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(reserve());
    }

    /** Nobody starts a call before the time is over. */
    void holdStill(Duration time) {
        turn.lock();
        try {
            next = later(next, System.nanoTime() + time.toNanos());
        } finally {
            turn.unlock();
        }
    }

    private long reserve() {
        turn.lock();
        try {
            var now = System.nanoTime();
            var mine = later(next, now - MADE_UP);
            next = mine + nanosBetween;
            return Math.max(0, mine - now);
        } finally {
            turn.unlock();
        }
    }

    /** The later of two readings of the clock, whose difference alone has a meaning. */
    private static long later(long one, long other) {
        return one - other > 0 ? one : other;
    }
}
