package io.blockyard.catalog.mirror;

import java.util.List;

/**
 * Why the registry changed.
 *
 * @param author whose change it is; Blockyard itself when it is several people's
 * @param lines one for each change: which block, what, why
 */
record ChangeMessage(String author, List<String> lines) {

    private static final int LONGEST_TITLE = 100;

    /** The first line says all when there is one change, and how many when there are more. */
    String text() {
        return switch (lines.size()) {
            case 0 -> "Registry written anew\n";
            case 1 -> shortened(lines.getFirst()) + "\n";
            default -> lines.size() + " changes of the catalog\n\n- " + String.join("\n- ", lines) + "\n";
        };
    }

    private static String shortened(String line) {
        return line.length() <= LONGEST_TITLE ? line : line.substring(0, LONGEST_TITLE - 1) + "\u2026\n\n" + line;
    }
}
