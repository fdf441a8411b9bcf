package io.blockyard.search.match;

import io.blockyard.search.language.Language;
import io.blockyard.search.language.Word;
import java.util.List;
import java.util.Set;

/**
 * Tells how somebody asks, <i>which of our pumps</i>, from how a thing is named, <i>pump failure prediction</i>. Who asks uses
 * words that blocks do not have, and means no other thing by them.
 */
final class Asking {

    private static final Set<String> ENGLISH = Set.of(
            "who",
            "whose",
            "which",
            "what",
            "when",
            "how",
            "where",
            "why",
            "i",
            "we",
            "our",
            "my",
            "is",
            "are",
            "will",
            "can",
            "could",
            "do",
            "does",
            "did",
            "have",
            "has",
            "there",
            "someone",
            "somebody",
            "everybody",
            "people",
            "folks",
            "want",
            "need",
            "let",
            "please");
    private static final Set<String> FRENCH = Set.of(
            "je",
            "nous",
            "on",
            "nos",
            "notre",
            "mon",
            "ma",
            "mes",
            "qui",
            "que",
            "quoi",
            "quel",
            "quelle",
            "quels",
            "quelles",
            "quand",
            "combien",
            "comment",
            "pourquoi",
            "ou",
            "est",
            "sont",
            "va",
            "peut",
            "savoir",
            "faut",
            "il");

    private Asking() {}

    static boolean begins(List<Word> words, Language language) {
        var asking = switch (language) {
            case ENGLISH -> ENGLISH;
            case FRENCH -> FRENCH;
        };
        return !words.isEmpty() && asking.contains(words.getFirst().folded());
    }
}
