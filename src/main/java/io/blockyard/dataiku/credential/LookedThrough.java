package io.blockyard.dataiku.credential;

import java.util.LinkedHashSet;

/**
 * What was looked through before and holds nothing like a credential, by its fingerprint, so that it is not looked
 * through again. What was not met for longest is forgotten first, and a restart forgets all.
 */
public final class LookedThrough {

    /** Some 15 MB. */
    private static final int MOST = 100_000;

    private final LinkedHashSet<String> prints = new LinkedHashSet<>();

    synchronized boolean holdsNothing(String print) {
        if (!prints.contains(print)) {
            return false;
        }
        prints.addLast(print);
        return true;
    }

    synchronized void heldNothing(String print) {
        prints.addLast(print);
        if (prints.size() > MOST) {
            prints.removeFirst();
        }
    }
}
