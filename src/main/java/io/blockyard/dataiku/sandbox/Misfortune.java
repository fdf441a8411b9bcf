package io.blockyard.dataiku.sandbox;

import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/** Brings about the trouble that was asked for; the same trouble in every run. */
final class Misfortune {

    private static final int[] STATUSES = {503, 429, 500};

    private final Trouble trouble;
    private final AtomicLong requests = new AtomicLong();
    private final Random random = new Random(42);

    Misfortune(Trouble trouble) {
        this.trouble = trouble;
    }

    /** @throws Fault when the request is to fail */
    void befall() {
        if (!trouble.latency().isZero()) {
            try {
                Thread.sleep(trouble.latency());
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw Fault.busy(503, "The sandbox is stopping");
            }
        }
        var number = requests.getAndIncrement();
        if (trouble.failAfter() >= 0 && number >= trouble.failAfter()) {
            throw Fault.busy(503, "The sandbox fails after " + trouble.failAfter() + " requests, as it was told to");
        }
        if (random.nextDouble() < trouble.failureRate()) {
            throw Fault.busy(STATUSES[random.nextInt(STATUSES.length)], "The sandbox fails now, as it was told to");
        }
    }
}
