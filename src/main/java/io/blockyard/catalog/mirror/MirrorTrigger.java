package io.blockyard.catalog.mirror;

import io.blockyard.catalog.CatalogChanged;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;

/**
 * Has the mirrors written a moment after the catalog changed, so that what changes together is one change there too, and
 * now and then without a change, so that edits made there come in.
 */
final class MirrorTrigger implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(MirrorTrigger.class);
    private static final Duration MOMENT = Duration.ofSeconds(2);
    private static final Duration EVERY = Duration.ofHours(1);

    private final Mirrors mirrors;
    private final AtomicBoolean due = new AtomicBoolean();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("mirrors").factory());

    MirrorTrigger(Mirrors mirrors) {
        this.mirrors = mirrors;
    }

    void start() {
        var _ = clock.scheduleWithFixedDelay(this::run, EVERY.toMinutes(), EVERY.toMinutes(), TimeUnit.MINUTES);
    }

    @EventListener
    void changed(CatalogChanged event) {
        if (due.compareAndSet(false, true)) {
            var _ = clock.schedule(this::run, MOMENT.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void run() {
        due.set(false);
        try {
            mirrors.runAll();
        } catch (RuntimeException failure) {
            LOG.warn("The mirrors could not be queued; the next change tries again", failure);
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
