package io.blockyard.dataiku;

import java.nio.file.Path;
import java.time.Duration;
import org.eclipse.jgit.lib.EmptyProgressMonitor;

/** Ends a fetch that takes too long or brings too much. */
final class GitLimits extends EmptyProgressMonitor {

    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final long LARGEST = 2L << 30;
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private final Path store;
    private final long end = System.nanoTime() + LONGEST.toNanos();
    private long nextLook = System.nanoTime() + BETWEEN_LOOKS.toNanos();
    private boolean tooMuch;

    GitLimits(Path store) {
        this.store = store;
    }

    @Override
    public boolean isCancelled() {
        var now = System.nanoTime();
        if (now - nextLook > 0) {
            nextLook = now + BETWEEN_LOOKS.toNanos();
            tooMuch = GitCache.size(store) > LARGEST;
        }
        return tooMuch || now - end > 0;
    }
}
