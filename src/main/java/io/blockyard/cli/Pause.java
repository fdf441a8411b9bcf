package io.blockyard.cli;

import io.blockyard.problem.ProblemException;
import java.time.Duration;

/** The time between two looks at something that the server is doing. */
final class Pause {

    static final Duration SHORT = Duration.ofMillis(250);

    private Pause() {}

    static void briefly() {
        try {
            Thread.sleep(SHORT);
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
