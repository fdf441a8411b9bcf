package io.blockyard.search.index;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Waiting that ends at once, and says so to the thread, when the thread is interrupted. */
final class Waiting {

    /** How long a thread that was told to end is waited for. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private Waiting() {}

    /** Waits until a thread that was told to end has ended, but not for ever. */
    static void join(@Nullable Thread ending) {
        if (ending == null) {
            return;
        }
        try {
            ending.join(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
