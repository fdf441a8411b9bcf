package io.blockyard.dataiku.code;

import java.util.Map;
import java.util.TreeMap;

/** Replacements in a text, by place; all else stays as it is. Places are what the text is counted in: bytes or chars. */
final class Edits {

    private record Edit(int end, String replacement) {}

    private final TreeMap<Integer, Edit> edits = new TreeMap<>();

    void replace(int start, int end, String replacement) {
        edits.put(start, new Edit(end, replacement));
    }

    boolean isEmpty() {
        return edits.isEmpty();
    }

    /** The text with the replacements; {@code part} gives the original between two places. */
    String apply(int length, Part part) {
        var result = new StringBuilder();
        var position = 0;
        for (Map.Entry<Integer, Edit> entry : edits.entrySet()) {
            if (entry.getKey() < position) {
                throw new IllegalStateException("two replacements at one place");
            }
            result.append(part.between(position, entry.getKey()))
                    .append(entry.getValue().replacement());
            position = entry.getValue().end();
        }
        return result.append(part.between(position, length)).toString();
    }

    /** A part of the original text. */
    @FunctionalInterface
    interface Part {
        String between(int start, int end);
    }
}
