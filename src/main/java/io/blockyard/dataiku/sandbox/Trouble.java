package io.blockyard.dataiku.sandbox;

import io.blockyard.problem.ProblemException;
import io.blockyard.problem.ProblemException.Kind;
import java.time.Duration;

/**
 * What goes wrong on purpose, for those who test what they do with an instance that is slow or fails. A request that is
 * failed so has no effect.
 *
 * @param latency what every answer waits
 * @param failureRate the share of requests, 0 to 1, that are answered 429, 500 or 503 instead
 * @param failAfter how many requests are answered before all others fail with 503; negative for no limit
 */
public record Trouble(Duration latency, double failureRate, long failAfter) {

    public Trouble {
        if (latency.isNegative() || !(failureRate >= 0 && failureRate <= 1)) {
            throw ProblemException.of(
                    Kind.INVALID,
                    "sandbox.trouble",
                    "A latency of " + latency.toMillis() + " ms with a failure rate of " + failureRate
                            + " makes no sense.",
                    "The latency is 0 ms or more, the failure rate lies between 0 and 1.");
        }
    }

    /** Everything works, at once. */
    public static Trouble none() {
        return new Trouble(Duration.ZERO, 0, -1);
    }

    /** Slow, but sound. */
    public static Trouble slow(Duration latency) {
        return new Trouble(latency, 0, -1);
    }
}
