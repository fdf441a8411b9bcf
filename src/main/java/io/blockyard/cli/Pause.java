package io.blockyard.cli;

import io.blockyard.problem.ProblemException;
import java.time.Duration;

/** The time between two looks at something that the server is doing. */
final class Pause {

    static final Duration SHORT = Duration.ofMillis(250);
    private static final Duration LONG = Duration.ofSeconds(2);

    private Pause() {}

    static void briefly() {
        pause(SHORT);
    }

    /** For what takes minutes rather than moments. */
    static void aWhile() {
        pause(LONG);
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw ProblemException.of(
                    ProblemException.Kind.REMOTE,
                    "cli.interrupted",
                    "Interrupted while waiting.",
                    "The server goes on.");
        }
    }
}
