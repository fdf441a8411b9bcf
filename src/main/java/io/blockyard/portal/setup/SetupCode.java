package io.blockyard.portal.setup;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What proves that somebody reads the server's console: a code of this start, which sets up the administrator from
 * wherever it is typed. It is worth nothing once there is an administrator.
 */
public final class SetupCode {

    /** Without vowels, so that no word comes of it, and without what is easily mistaken. */
    private static final String ALPHABET = "BCDFGHJKMNPQRSTVWXZ23456789";

    private static final int GROUPS = 3;
    private static final int IN_GROUP = 4;
    private static final int MOST_TRIES = 20;

    private final String code;
    private final AtomicInteger tries = new AtomicInteger();

    public SetupCode() {
        this(minted());
    }

    SetupCode(String code) {
        this.code = code;
    }

    private static String minted() {
        var random = new SecureRandom();
        var text = new StringBuilder();
        for (int i = 0; i < GROUPS * IN_GROUP; i++) {
            text.append(i > 0 && i % IN_GROUP == 0 ? "-" : "")
                    .append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return text.toString();
    }

    /** As it stands on the console, such as {@code BKRT-2Q7M-XVD9}. */
    public String text() {
        return code;
    }

    /**
     * Whether this is the code. After too many wrong ones none is any more, until the server starts again; the right one
     * counts as no try, since a password beside it may still be refused.
     */
    boolean isProvenBy(String typed) {
        if (tries.getAndIncrement() >= MOST_TRIES || !MessageDigest.isEqual(bytes(typed), bytes(code))) {
            return false;
        }
        tries.decrementAndGet();
        return true;
    }

    /** Whether somebody has guessed too often. */
    boolean isSpent() {
        return tries.get() >= MOST_TRIES;
    }

    private static byte[] bytes(String text) {
        return text.replaceAll("[^A-Za-z0-9]", "").toUpperCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
    }
}
