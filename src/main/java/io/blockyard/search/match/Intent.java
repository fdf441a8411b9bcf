package io.blockyard.search.match;

import io.blockyard.search.language.Language;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A need, understood.
 *
 * @param concepts in the order in which they were said
 * @param corrections mistyped words and what they were taken for
 * @param joints where one part of it may meet another, in order
 * @param small share of its words that say nothing of what it is about; a part of a need is worded as all of it is
 * @param asked whether it is worded as somebody asks, <i>which of our ...</i>, and not as a thing is named
 * @param restated the need in English, corrected, without what it excludes: what its meaning is taken from
 * @param wanted what was read as it was written, without what it excludes; empty in a part
 * @param unread the end of a text that is too long to be read; mostly empty
 */
record Intent(
        String text,
        Language language,
        List<Concept> concepts,
        List<Correction> corrections,
        List<Joint> joints,
        double small,
        boolean asked,
        String restated,
        String wanted,
        String unread) {

    record Correction(String written, String meant) {}

    /** What binds words from one place to another, both among them; empty where nothing does. */
    Set<Joint.Kind> between(int from, int to) {
        return joints.stream()
                .filter(joint -> joint.at() >= from && joint.at() <= to)
                .map(Joint::kind)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Joint.Kind.class)));
    }

    /** A need with only these concepts. */
    Intent with(List<Concept> chosen) {
        return new Intent(text, language, chosen, corrections, List.of(), small, asked, Restating.of(chosen), "", "");
    }
}
