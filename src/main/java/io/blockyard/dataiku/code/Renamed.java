package io.blockyard.dataiku.code;

import java.util.Comparator;
import java.util.List;

/**
 * A text with new names in it.
 *
 * @param code the whole text; what was not renamed is as it was, byte by byte
 * @param doubts what could not be rewritten with certainty, by line
 */
public record Renamed(String code, List<Doubt> doubts) {

    public Renamed {
        doubts = doubts.stream()
                .distinct()
                .sorted(Comparator.comparingInt(Doubt::line))
                .toList();
    }

    /**
     * A place that a person should look at.
     *
     * @param line 1-based
     */
    public record Doubt(int line, String sentence) {}
}
