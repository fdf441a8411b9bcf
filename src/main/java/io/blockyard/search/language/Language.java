package io.blockyard.search.language;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The languages in which needs are understood. */
public enum Language {
    ENGLISH("en"),
    FRENCH("fr");

    /** Words that both languages write alike say nothing of which it is. */
    private static final Set<String> OF_BOTH = Set.of(
            "a", "on", "me", "or", "sans", "par", "son", "ton", "pour", "tes", "but", "est", "plus", "as", "car", "si",
            "ai", "mine", "comment", "sous", "entre", "fait", "main", "dont", "font", "chose", "put", "en", "vs",
            "non");

    private final String code;

    Language(String code) {
        this.code = code;
    }

    /** ISO 639-1. */
    public String code() {
        return code;
    }

    /** The one with this ISO 639-1 code; empty for others. */
    public static Optional<Language> coded(String code) {
        return Arrays.stream(values())
                .filter(language -> language.code.equals(code))
                .findFirst();
    }

    /** The language of a text: by its small words, its accents, and in doubt by which pack has its words. */
    public static Language of(String text, LanguagePacks packs) {
        return of(text, Words.of(text), packs);
    }

    static Language of(String text, List<Word> words, LanguagePacks packs) {
        double french = 0;
        var lower = text.toLowerCase(Locale.ROOT).replace('\u2019', '\'');
        for (var elision : List.of("l'", "d'", "qu'", "n'", "s'", "j'")) {
            if (lower.startsWith(elision) || lower.contains(" " + elision)) {
                french += 2;
            }
        }
        for (var word : words) {
            french += vote(word, packs);
        }
        return french > 0 ? FRENCH : ENGLISH;
    }

    private static double vote(Word word, LanguagePacks packs) {
        var folded = word.folded();
        boolean both = OF_BOTH.contains(folded);
        boolean frenchSmall = StopWords.FRENCH.contains(folded) && !both;
        boolean englishSmall = StopWords.ENGLISH.contains(folded) && !both;
        if (frenchSmall != englishSmall) {
            return frenchSmall ? 1 : -1;
        }
        if (!word.text().equals(folded)) {
            return 0.8;
        }
        boolean english = GeneralEnglish.get().knows(folded) || packs.knowsEnglish(folded);
        boolean known = packs.knowsFrench(folded);
        if (known == english) {
            return 0;
        }
        return known ? 0.5 : -0.3;
    }
}
