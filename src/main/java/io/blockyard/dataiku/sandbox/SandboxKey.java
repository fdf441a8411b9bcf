package io.blockyard.dataiku.sandbox;

import io.blockyard.problem.ProblemException;
import io.blockyard.problem.ProblemException.Kind;
import java.util.Locale;

/** An API key that the sandbox accepts, and what it may do. */
public record SandboxKey(String key, Right right) {

    /** Each right holds those before it. */
    public enum Right {
        /** Look at everything but the administration. */
        READ,
        /** Create and change projects and what they hold. */
        WRITE,
        /** Also delete projects and look at the administration. */
        ADMIN
    }

    /**
     * Reads {@code KEY} or {@code KEY:read|write|admin}; without a right it is an administrator's.
     *
     * @throws ProblemException INVALID for an empty key or another right
     */
    public static SandboxKey parse(String text) {
        var colon = text.lastIndexOf(':');
        var key = colon < 0 ? text : text.substring(0, colon);
        if (key.isBlank()) {
            throw ProblemException.of(
                    Kind.INVALID, "sandbox.key", "The API key of the sandbox is empty.", "Give a key such as DEMO.");
        }
        if (colon < 0) {
            return new SandboxKey(key, Right.ADMIN);
        }
        return switch (text.substring(colon + 1).toLowerCase(Locale.ROOT)) {
            case "read" -> new SandboxKey(key, Right.READ);
            case "write" -> new SandboxKey(key, Right.WRITE);
            case "admin" -> new SandboxKey(key, Right.ADMIN);
            case String other ->
                throw ProblemException.of(
                        Kind.INVALID,
                        "sandbox.key",
                        "There is no right \u201c" + other + "\u201d for a key of the sandbox.",
                        "Use KEY:read, KEY:write or KEY:admin.");
        };
    }

    boolean may(Right wanted) {
        return right.compareTo(wanted) >= 0;
    }

    /** Without the key itself: it may end up in a log. */
    @Override
    public String toString() {
        return "SandboxKey[" + right + "]";
    }
}
