package io.blockyard.search.match;

import java.util.List;

/**
 * One thing that a need speaks of.
 *
 * @param said the words of the need
 * @param from its first word's place in the need
 * @param to after its last word
 * @param alternatives how a block may say it; the first is what was said, or the best translation
 * @param role whether it is what the person has, wants, or does not want
 * @param origin how the words were understood
 */
record Concept(String said, int from, int to, List<Alternative> alternatives, Role role, Origin origin) {

    /** @param weight 1 for what was said, less for what only comes near it */
    record Alternative(String text, List<String> stems, double weight) {}

    enum Role {
        ANY,
        HAVE,
        WANT,
        /** The need says that it is not this. */
        EXCLUDED
    }

    enum Origin {
        SAID,
        TRANSLATED,
        CORRECTED,
        MEASURE,
        /** A word that neither a block nor a language pack has. */
        UNKNOWN
    }

    Alternative literal() {
        return alternatives.getFirst();
    }
}
