package io.blockyard.search.match;

import io.blockyard.search.language.Language;
import io.blockyard.search.language.Word;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
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
        ADDITION("and then also along afterwards et puis ensuite ainsi aussi egalement", "plus or", "ou"),
        /** What follows may be what the first is done for or with: <i>use this <b>to</b> get that</i>. */
        PURPOSE(
                "to for from by using use used based according when whenever where because since until via through"
                        + " afin selon partir quand lorsque grace utiliser utilisant utilise depuis parce puisque "
                        + WHERE,
                "if",
                "pour si car"),
        /** The same, or another need: <i>staff the wards <b>before</b> they are full</i>. */
        CIRCUMSTANCE("so while with before after avec avant apres", "as", ""),
        /** A mark, which tells nothing. */
        MARK("", "", "");

        @SuppressWarnings("ImmutableEnumChecker") // sets made here stay as they are
        private final Map<Language, Set<String>> words;

        /** @param words of whatever language the rest is in: people mix them */
        Kind(String words, String english, String french) {
            this.words = Map.of(
                    Language.ENGLISH, Set.of((words + " " + english).strip().split(" ")),
                    Language.FRENCH, Set.of((words + " " + french).strip().split(" ")));
        }

        private boolean has(Word word, Language language) {
            return words.getOrDefault(language, Set.of())
                    .contains(word.text().equalsIgnoreCase(WHERE) ? WHERE : word.folded());
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
        if (are(words, at, "as", "well", "as") || are(words, at - 2, "as", "well", "as")) {
            return Optional.of(new Joint(at, Kind.ADDITION, true));
        }
        if (are(words, at, "so", "that")) {
            return Optional.of(new Joint(at, Kind.PURPOSE, true));
        }
        return Arrays.stream(Kind.values())
                .filter(kind -> kind.has(word, language) || (mark && kind == Kind.MARK))
                .findFirst()
                .map(kind -> new Joint(at, kind, mark || kind != Kind.PURPOSE));
    }

    private static boolean are(List<Word> words, int from, String... expected) {
        return from >= 0
                && from + expected.length <= words.size()
                && IntStream.range(0, expected.length)
                        .allMatch(i -> words.get(from + i).folded().equals(expected[i]));
    }
}
