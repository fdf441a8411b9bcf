package io.blockyard.access;

import io.blockyard.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Slows down the guessing of passwords: after ten wrong ones in a row a name rests for a minute. */
final class Attempts {

    private static final int FREE = 10;
    private static final Duration REST = Duration.ofMinutes(1);
    private static final int REMEMBERED = 10_000;

    private final Supplier<Instant> clock;
    private final Map<String, Failures> failures = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
            return size() > REMEMBERED;
        }
    };

    Attempts(Supplier<Instant> clock) {
        this.clock = clock;
    }

    /**
     * Counts as a failure until {@link #succeeded} says otherwise: however many are under way at once, no more than
     * the free ones are let through.
     *
     * @throws ProblemException of kind UNAUTHENTICATED while the name rests
     */
    synchronized void begin(String name) {
        var now = clock.get();
        var before = failures.get(name);
        if (before != null && before.count >= FREE && now.isBefore(before.last.plus(REST))) {
            throw ProblemException.of(
                    ProblemException.Kind.UNAUTHENTICATED,
                    "access.too-many-attempts",
                    "There were too many wrong passwords for “" + name + "”.",
                    "Wait a minute and try again.");
        }
        failures.merge(name, new Failures(1, now), (old, one) -> new Failures(old.count + 1, now));
    }

    synchronized void succeeded(String name) {
        failures.remove(name);
    }

    private record Failures(int count, Instant last) {}
}
