package io.blockyard.dataiku.sandbox;

import java.security.SecureRandom;
import java.util.function.Predicate;

/** Names of objects become names of files, and must not lead anywhere else. */
final class Names {

    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final SecureRandom RANDOM = new SecureRandom();

    private Names() {}

    static boolean isSafe(String name) {
        return !name.isBlank()
                && name.length() <= 240
                && !name.startsWith(".")
                && name.chars().noneMatch(c -> c < ' ' || c == '/' || c == '\\');
    }

    /** Libraries may hold hidden files. */
    static String requireInLibrary(String name) {
        if (name.equals(".") || name.equals("..") || !isSafe(name.startsWith(".") ? name.substring(1) : name)) {
            throw Fault.badRequest("Invalid name: " + name);
        }
        return name;
    }

    static String require(String name) {
        if (!isSafe(name)) {
            throw Fault.badRequest("Invalid name: " + name);
        }
        return name;
    }

    /** An id as DSS mints them, that is not taken yet. */
    static String mint(int length, Predicate<String> taken) {
        while (true) {
            var id = RANDOM.ints(length, 0, LETTERS.length())
                    .mapToObj(LETTERS::charAt)
                    .collect(StringBuilder::new, StringBuilder::append, StringBuilder::append)
                    .toString();
            if (!taken.test(id)) {
                return id;
            }
        }
    }
}
