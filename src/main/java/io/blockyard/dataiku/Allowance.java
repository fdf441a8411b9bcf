package io.blockyard.dataiku;

import io.blockyard.problem.ProblemException;
import io.blockyard.problem.ProblemException.Kind;
import java.util.concurrent.atomic.AtomicLong;

/** How much may be taken in altogether, by however many calls side by side. */
final class Allowance {

    /** The code of the refusal: it concerns what is read as a whole, and not one object of it. */
    static final String EXCEEDED = "dss.too-large";

    private final long total;
    private final AtomicLong taken = new AtomicLong();

    /** @param total in bytes */
    Allowance(long total) {
        this.total = total;
    }

    /** @throws ProblemException REMOTE when that is more than what is left */
    void take(int bytes) {
        if (taken.addAndGet(bytes) > total) {
            throw ProblemException.of(
                    Kind.REMOTE,
                    EXCEEDED,
                    "What the instance answers comes to more than " + (total >> 20) + " MiB.",
                    "No DSS project is that large without its data; check that the address is the one of a DSS instance.");
        }
    }
}
