package io.blockyard.dataiku.code;

import java.util.List;

/**
 * Code with other names in it.
 *
 * @param code the text, unchanged but for the names
 * @param doubts places where a name may be meant, but nobody can be sure
 */
public record Renamed(String code, List<Doubt> doubts) {

    public Renamed {
        doubts = List.copyOf(doubts);
    }

    /** A place that a person has to look at; {@code line} from 1. */
    public record Doubt(int line, String sentence) {}
}
