package io.blockyard.search.evaluate;

import java.util.List;

/**
 * A need with the blocks that serve it.
 *
 * @param expect the blocks' ids; none when no block serves the need
 * @param lang ISO 639-1
 * @param style how it was worded, such as {@code plain} or {@code typo}; free
 * @param set where it comes from; free
 */
public record LabelledIntent(
        String id, String intent, List<String> expect, Kind kind, String lang, String style, String set) {

    public LabelledIntent {
        expect = List.copyOf(expect);
    }

    /** How many blocks a need takes. */
    public enum Kind {
        SINGLE,
        MULTI,
        NONE
    }
}
