package io.blockyard.search.match;

import io.blockyard.search.language.Language;
import java.util.List;

/**
 * A need, understood.
 *
 * @param concepts in the order in which they were said
 * @param corrections mistyped words and what they were taken for
 * @param cuts places of words where another need may begin
 * @param words how many words the need has
 * @param restated the need in English, corrected, without what it excludes: what its meaning is taken from
 */
record Intent(
        String text,
        Language language,
        List<Concept> concepts,
        List<Correction> corrections,
        List<Integer> cuts,
        int words,
        String restated) {

    record Correction(String written, String meant) {}

    /** The part between two places of words, as a need of its own. */
    Intent part(int from, int to) {
        var inside = concepts.stream()
                .filter(concept -> concept.from() >= from && concept.to() <= to)
                .toList();
        return with(inside);
    }

    /** A need with only these concepts. */
    Intent with(List<Concept> chosen) {
        return new Intent(text, language, chosen, corrections, List.of(), words, Restating.of(chosen));
    }
}
