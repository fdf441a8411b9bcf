package io.blockyard.access;

import io.blockyard.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/** Passwords as BCrypt digests, which the database keeps in their place. */
final class Passwords {

    static final int SHORTEST = 8;
    private static final int LONGEST_BYTES = 72;
    private static final int STRENGTH = 10;
    private static final int MARK_BYTES = 16;
    /** The digest, of the same strength, of random bytes that were thrown away. */
    private static final String NOBODYS = "$2a$10$Sl74i6zHTi7ILQrLiZwsveLQSEz2Hkb1VhfJdd.hOThZONrNFxE0e";

    private final BCryptPasswordEncoder encoder = new BCryptPasswordEncoder(STRENGTH);

    /** @throws ProblemException of kind INVALID when the password is too short or longer than BCrypt can take */
    String digest(String password) {
        if (password.codePointCount(0, password.length()) < SHORTEST || password.isBlank()) {
            throw ProblemException.of(
                    ProblemException.Kind.INVALID,
                    "access.short-password",
                    "The password is too short.",
                    "Take at least " + SHORTEST + " characters; a few unrelated words are easy to remember.");
        }
        if (password.getBytes(StandardCharsets.UTF_8).length > LONGEST_BYTES) {
            throw ProblemException.of(
                    ProblemException.Kind.INVALID,
                    "access.long-password",
                    "The password is too long.",
                    "Take at most " + LONGEST_BYTES + " bytes.");
        }
        return encoder.encode(password);
    }

    /** A text that is another for each digest, and from which none can be had. */
    static String mark(String digest) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(digest.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, MARK_BYTES);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("SHA-256 is part of every Java platform", impossible);
        }
    }

    /** Takes the same time whether there is a digest to compare with or not, so that names cannot be guessed. */
    boolean matches(String password, @Nullable String digest) {
        if (password.getBytes(StandardCharsets.UTF_8).length > LONGEST_BYTES) {
            return false;
        }
        return encoder.matches(password, digest == null ? NOBODYS : digest) && digest != null;
    }
}
