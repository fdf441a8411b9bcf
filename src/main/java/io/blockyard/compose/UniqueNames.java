package io.blockyard.compose;

import java.text.Normalizer;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Names that are each given once; upper and lower case make no difference, as on many file systems. */
final class UniqueNames {

    private final Set<String> taken = new HashSet<>();

    /** Marks a name as in use; false when it was already. */
    boolean take(String name) {
        return taken.add(name.toLowerCase(Locale.ROOT));
    }

    /** The name, or the name with {@code _2}, {@code _3}, … */
    String free(String wanted) {
        return free(wanted, "_");
    }

    /** The name, or the name with the separator and a number from 2. */
    String free(String wanted, String separator) {
        var name = wanted;
        for (int n = 2; !take(name); n++) {
            name = wanted + separator + n;
        }
        return name;
    }

    /** Lower case ASCII letters, digits and underscores, as the names of instances and datasets are by custom. */
    static String custom(String text) {
        var name = custom(text, "n_");
        return name.isEmpty() ? "data" : name;
    }

    /** The same, with a prefix where it would begin with a digit; empty when nothing is left of the text. */
    static String custom(String text, String beforeDigit) {
        var plain = Normalizer.normalize(text, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}", "")
                .replaceAll("[^A-Za-z0-9]+", "_")
                .replaceAll("^_+|_+$", "")
                .toLowerCase(Locale.ROOT);
        return !plain.isEmpty() && Character.isDigit(plain.charAt(0)) ? beforeDigit + plain : plain;
    }
}
