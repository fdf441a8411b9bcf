package io.blockyard.search.match;

import io.blockyard.search.language.Language;
import io.blockyard.search.language.Word;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Where one part of a need may meet another.
 *
 * @param at the place of the word that binds them, or that stands behind a mark
 * @param cuts whether another need may begin there
 */
record Joint(int at, Kind kind, boolean cuts) {

    /** The marks between parts. */
    private static final String MARKS = ",;.:\n+&/";
    /** Without its accent it is <i>or</i>. */
    private static final String WHERE = "o\u00f9";

    /** How the two are bound; where several words do, the first of these holds. */
    enum Kind {
        /** Another need: <i>this <b>and then</b> that</i>. */
        ADDITION("and then plus also along afterwards or", "et puis ensuite ainsi ou aussi egalement"),
        /** What follows may be what the first is done for or with: <i>use this <b>to</b> get that</i>. */
        PURPOSE(
                "to for from by using use used based according when whenever where if because since until via through",
                "pour afin selon partir quand lorsque si grace utiliser utilisant utilise depuis parce car puisque "
                        + WHERE),
        /** The same, or another need: <i>staff the wards <b>before</b> they are full</i>. */
        CIRCUMSTANCE("so while with as before after", "avec avant apres"),
        /** A mark, which tells nothing. */
        MARK("", "");

        @SuppressWarnings("ImmutableEnumChecker") // sets made here stay as they are
        private final Set<String> english;

        @SuppressWarnings("ImmutableEnumChecker")
        private final Set<String> french;

        Kind(String english, String french) {
            this.english = Set.of(english.split(" "));
            this.french = Set.of(french.split(" "));
        }

        private boolean has(Word word, Language language) {
            return switch (language) {
                case ENGLISH -> english.contains(word.folded());
                case FRENCH -> french.contains(word.text().equalsIgnoreCase(WHERE) ? WHERE : word.folded());
            };
        }
    }

    /** What binds words to those before them, in order. */
    static List<Joint> of(List<Word> words, Language language) {
        return IntStream.range(1, words.size())
                .mapToObj(at -> at(at, words, language))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Joint> at(int at, List<Word> words, Language language) {
        var word = words.get(at);
        boolean mark = !word.joined() && word.before().chars().anyMatch(c -> MARKS.indexOf(c) >= 0);
        if (isAsWellAs(at, words)) {
            return Optional.of(new Joint(at, Kind.ADDITION, true));
        }
        return Arrays.stream(Kind.values())
                .filter(kind -> kind.has(word, language) || (mark && kind == Kind.MARK))
                .findFirst()
                .map(kind -> new Joint(at, kind, mark || kind != Kind.PURPOSE));
    }

    /** Either of its ends. */
    private static boolean isAsWellAs(int at, List<Word> words) {
        return words.get(at).folded().equals("as")
                && (words.get(at - 1).folded().equals("well")
                        || (at + 1 < words.size() && words.get(at + 1).folded().equals("well")));
    }
}
