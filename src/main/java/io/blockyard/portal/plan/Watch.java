package io.blockyard.portal.plan;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks every few seconds whether somebody else has moved what a page shows, as long as the page is there. */
final class Watch {

    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
    private static final Duration BETWEEN = Duration.ofSeconds(3);

    private volatile @Nullable Object seen;
    private volatile @Nullable Thread looking;

    /**
     * Begins, when the page is there.
     *
     * @param look reads what tells one standing from another; asked beside the page, which it must not touch
     * @param moved shows the page anew, which tells {@link #saw} in turn
     */
    void begin(UI ui, Supplier<Object> look, Runnable moved) {
        var begun = Thread.ofVirtual().name("watch").unstarted(() -> keepLooking(ui, look, moved));
        looking = begun;
        begun.start();
    }

    /**
     * Ends, when the page has gone. Whoever looks just then finishes: an interrupt inside a query would close the file of an
     * embedded database for everybody.
     */
    void end() {
        looking = null;
    }

    /** What the page shows from now on; null while it follows by itself, and nobody needs to look. */
    void saw(@Nullable Object standing) {
        seen = standing;
    }

    private void keepLooking(UI ui, Supplier<Object> look, Runnable moved) {
        var self = Thread.currentThread();
        try {
            Thread.sleep(BETWEEN);
            while (self.equals(looking) && ui.isAttached()) {
                lookOnce(self, ui, look, moved);
                Thread.sleep(BETWEEN);
            }
        } catch (InterruptedException | UIDetachedException gone) {
            // Nobody looks any more.
        }
    }

    private void lookOnce(Thread self, UI ui, Supplier<Object> look, Runnable moved) {
        var before = seen;
        if (before == null) {
            return;
        }
        try {
            if (!look.get().equals(before)) {
                var _ = ui.access(() -> {
                    // The page may have come to it by itself meanwhile, or have gone.
                    if (self.equals(looking) && before.equals(seen)) {
                        moved.run();
                    }
                });
            }
        } catch (UIDetachedException gone) {
            throw gone;
        } catch (RuntimeException unanswered) {
            LOG.debug("Nobody could look", unanswered);
        }
    }
}
