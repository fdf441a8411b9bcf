package io.blockyard.block;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.blockyard.problem.ProblemException;
import java.text.Normalizer;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The name of a block for ever: {@code ^[A-Z][A-Z0-9_]*$}, at most 64 characters. */
public record BlockId(@JsonValue String value) implements Comparable<BlockId> {

    private static final Pattern FORM = Pattern.compile("[A-Z][A-Z0-9_]{0,63}");

    @JsonCreator
    public BlockId {
        if (!FORM.matcher(value).matches()) {
            throw ProblemException.of(
                    ProblemException.Kind.INVALID,
                    "block.id",
                    "\u201c" + value + "\u201d is no block id.",
                    "A block id is upper case letters, digits and underscores, starts with a letter and has at most 64 characters.");
        }
    }

    public static boolean isValid(String text) {
        return FORM.matcher(text).matches();
    }

    /**
     * Mints an id from a zone's name: ASCII, upper snake, at most 64 characters, a leading digit prefixed with
     * {@code BLOCK_}; when taken, {@code PROJECT_ZONE}, then {@code _2}, {@code _3}, …
     */
    public static BlockId mint(String projectKey, String zoneName, Predicate<BlockId> taken) {
        var plain = new BlockId(snake(zoneName));
        if (!taken.test(plain)) {
            return plain;
        }
        var base = snake(projectKey + "_" + zoneName);
        var candidate = new BlockId(base);
        for (int n = 2; taken.test(candidate); n++) {
            var suffix = "_" + n;
            candidate = new BlockId(base.substring(0, Math.min(base.length(), 64 - suffix.length())) + suffix);
        }
        return candidate;
    }

    private static String snake(String name) {
        var ascii = Normalizer.normalize(name, Normalizer.Form.NFKD).replaceAll("\\p{M}", "");
        var upper = ascii.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]+", "_").replaceAll("^_+|_+$", "");
        if (upper.isEmpty() || Character.isDigit(upper.charAt(0))) {
            upper = upper.isEmpty() ? "BLOCK" : "BLOCK_" + upper;
        }
        return upper.length() > 64 ? upper.substring(0, 64) : upper;
    }

    @Override
    public int compareTo(BlockId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
