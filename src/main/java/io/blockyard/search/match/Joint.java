package io.blockyard.search.match;

import io.blockyard.search.language.Word;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * Where one part of a need may meet another.
 *
 * @param at the place of the word that binds them, or that stands behind a mark
 * @param cuts whether another need may begin there
 */
record Joint(int at, Kind kind, boolean cuts) {

    /** The marks between parts. */
    private static final String MARKS = ",;.:\n+&/";

    /** How the two are bound; where several do, the first of these holds. */
    enum Kind {
        /** What follows may be what the first is done for or with: <i>use this <b>to</b> get that</i>. */
        SERVES("to for from by using use used based according when whenever where if because"
                + " pour afin selon partir quand lorsque si grace utiliser utilisant depuis"),
        /** The same, or another need: <i>staff the wards <b>before</b> they are full</i>. */
        EXPLAINS("so while with avec as before avant after apres"),
        /** Another need: <i>this <b>and then</b> that</i>. */
        ADDS("and then plus also along afterwards et puis ensuite ainsi or ou"),
        /** A mark, which tells nothing. */
        LISTS("");

        @SuppressWarnings("ImmutableEnumChecker") // sets made here stay as they are
        private final Set<String> words;

        Kind(String words) {
            this.words = Set.of(words.split(" "));
        }
    }

    /** What binds a word to those before it, if anything does. */
    static Optional<Joint> at(int at, Word word) {
        boolean mark = !word.joined() && word.before().chars().anyMatch(c -> MARKS.indexOf(c) >= 0);
        return Arrays.stream(Kind.values())
                .filter(kind -> kind.words.contains(word.folded()) || (mark && kind == Kind.LISTS))
                .findFirst()
                .map(kind -> new Joint(at, kind, mark || kind != Kind.SERVES));
    }
}
