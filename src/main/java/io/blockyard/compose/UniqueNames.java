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
        var plain = Normalizer.normalize(text, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}", "")
                .replaceAll("[^A-Za-z0-9]+", "_")
                .replaceAll("^_+|_+$", "")
                .toLowerCase(Locale.ROOT);
        if (plain.isEmpty()) {
            return "data";
        }
        return Character.isDigit(plain.charAt(0)) ? "n_" + plain : plain;
    }
}
