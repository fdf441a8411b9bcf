package io.blockyard.search.language;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;

/** What the words of a text mean, by the language packs and by the words that a catalog has. */
public final class Lexicon {

    /** Endings by which French and English words are cognates. */
    private static final List<List<String>> ENDINGS = List.of(
            List.of("iques", "ic", "ics", "ical"),
            List.of("ique", "ic", "ics", "ical"),
            List.of("ites", "ity"),
            List.of("ite", "ity"),
            List.of("aires", "ary", "ar"),
            List.of("aire", "ary", "ar"),
            List.of("eurs", "or", "er"),
            List.of("eur", "or", "er"),
            List.of("euses", "or", "er", "ous"),
            List.of("euse", "or", "er", "ous"),
            List.of("eux", "ous"),
            List.of("elles", "al"),
            List.of("elle", "al"),
            List.of("els", "al"),
            List.of("el", "al"),
            List.of("isations", "ization"),
            List.of("isation", "ization"),
            List.of("iser", "ize"),
            List.of("ifier", "ify"),
            List.of("er", "e", "ate", ""),
            List.of("ees", "ed", "y"),
            List.of("ee", "ed", "y"),
            List.of("ies", "y"),
            List.of("ie", "y"),
            List.of("ifs", "ive"),
            List.of("if", "ive"),
            List.of("ives", "ive"),
            List.of("ances", "ance"),
            List.of("es", "", "s"),
            List.of("e", ""),
            List.of("s", ""));

    private static final int SHORTEST_COGNATE = 5;
    private static final int SHORTEST_PLURAL = 3;

    private final LanguagePacks packs;
    private final ToIntFunction<String> frequency;
    private final Nearest nearest;

    /** Finds the catalog's word that is nearest to a mistyped one. */
    @FunctionalInterface
    public interface Nearest {
        Optional<String> nearest(String word, int slips);
    }

    /** @param frequency English stem → how many blocks have it */
    public Lexicon(LanguagePacks packs, ToIntFunction<String> frequency, Nearest nearest) {
        this.packs = packs;
        this.frequency = frequency;
        this.nearest = nearest;
    }

    /**
     * A term of a text.
     *
     * @param words how many words it spans
     * @param meanings in English, the best first
     * @param synonyms what comes near, in English
     */
    public record Term(Kind kind, int words, List<String> meanings, List<String> synonyms) {

        /** How it was understood. */
        public enum Kind {
            /** A word that says nothing of what the text is about. */
            SMALL,
            SAID,
            TRANSLATED,
            CORRECTED,
            /** In no vocabulary, and near no word of one. */
            UNKNOWN
        }
    }

    public Language language(String text, List<Word> words) {
        return Language.of(text, words, packs);
    }

    public boolean isSmall(Word word, Language language) {
        return small(language).contains(word.folded());
    }

    /** The longest term that begins at this word. */
    public Term at(List<Word> words, int start, Language language) {
        return switch (language) {
            case ENGLISH -> english(words, start);
            case FRENCH -> french(words, start);
        };
    }

    private Term english(List<Word> words, int start) {
        var word = words.get(start);
        var phrase = packs.english(words, start);
        boolean small = isSmall(word, Language.ENGLISH) || isAsWellAs(words, start);
        if (phrase.isPresent() && (phrase.get().words() > 1 || !small)) {
            var match = phrase.get();
            var literal = literal(words, start, match.words());
            return new Term(Term.Kind.SAID, match.words(), List.of(literal), match.meanings());
        }
        if (small) {
            return new Term(Term.Kind.SMALL, 1, List.of(), List.of());
        }
        if (isKnown(word.folded())) {
            return said(word.folded());
        }
        if (isPluralOfShort(word.folded())) {
            return said(word.folded().substring(0, word.folded().length() - 1));
        }
        var french = packs.french(words, start);
        if (french.isPresent()) {
            return translated(french.get());
        }
        return corrected(words, start).orElseGet(() -> unknown(word.folded()));
    }

    /** {@code CVs}, {@code PCBs}: what has no vowel keeps its ending when it is stemmed. */
    private boolean isPluralOfShort(String folded) {
        return folded.length() >= SHORTEST_PLURAL
                && folded.endsWith("s")
                && frequency.applyAsInt(Stems.english(folded.substring(0, folded.length() - 1))) > 0;
    }

    private static boolean isAsWellAs(List<Word> words, int at) {
        return words.get(at).folded().equals("well")
                && at > 0
                && words.get(at - 1).folded().equals("as");
    }

    /** "\u00e0 partir de"; by itself, <i>partir</i> is to leave. */
    private static boolean isStartingFrom(List<Word> words, int at) {
        return words.get(at).folded().equals("partir")
                && at > 0
                && words.get(at - 1).folded().equals("a");
    }

    private Term french(List<Word> words, int start) {
        var word = words.get(start);
        var phrase = frenchPhrase(words, start);
        boolean small = isSmall(word, Language.FRENCH) || isStartingFrom(words, start);
        if (phrase.isPresent() && (phrase.get().words() > 1 || !small)) {
            return translated(phrase.get());
        }
        if (small) {
            return new Term(Term.Kind.SMALL, 1, List.of(), List.of());
        }
        if (frequency.applyAsInt(Stems.english(word.folded())) > 0) {
            return said(word.folded());
        }
        var cognate = cognate(word.folded());
        if (cognate.isPresent()) {
            return new Term(Term.Kind.TRANSLATED, 1, List.of(cognate.get()), List.of());
        }
        var meant = packs.frenchWords().nearest(word.folded());
        if (meant.isPresent()) {
            var corrected = Words.of(meant.get());
            var match = packs.french(corrected, 0);
            if (match.isPresent()) {
                return new Term(Term.Kind.CORRECTED, 1, match.get().meanings(), List.of());
            }
        }
        if (GeneralEnglish.get().knows(word.folded())) {
            return said(word.folded());
        }
        return corrected(words, start).orElseGet(() -> unknown(word.folded()));
    }

    /** The longest phrase that the catalog can say in English; the longest of all when it can say none. */
    private Optional<Phrases.Match> frenchPhrase(List<Word> words, int start) {
        var longest = packs.french(words, start);
        var phrase = longest;
        while (phrase.isPresent() && phrase.get().words() > 1) {
            if (phrase.get().meanings().stream().anyMatch(this::isOfCatalog)) {
                return phrase;
            }
            phrase = packs.french(words, start, phrase.get().words() - 1);
        }
        return phrase.isPresent() && phrase.get().meanings().stream().anyMatch(this::isOfCatalog) ? phrase : longest;
    }

    private boolean isOfCatalog(String english) {
        return Words.of(english).stream()
                .filter(word -> !isSmall(word, Language.ENGLISH))
                .allMatch(word -> frequency.applyAsInt(Stems.english(word.folded())) > 0);
    }

    private Term said(String word) {
        return new Term(Term.Kind.SAID, 1, List.of(word), List.of());
    }

    private Term unknown(String word) {
        return new Term(Term.Kind.UNKNOWN, 1, List.of(word), List.of());
    }

    private Term translated(Phrases.Match match) {
        return new Term(
                Term.Kind.TRANSLATED,
                match.words(),
                match.meanings(),
                synonyms(match.meanings().getFirst()));
    }

    private List<String> synonyms(String english) {
        var words = Words.of(english);
        return packs.english(words, 0)
                .filter(match -> match.words() == words.size())
                .map(Phrases.Match::meanings)
                .orElse(List.of());
    }

    private boolean isKnown(String folded) {
        return folded.length() < 3
                || folded.chars().anyMatch(Character::isDigit)
                || frequency.applyAsInt(Stems.english(folded)) > 0
                || packs.knowsEnglish(folded)
                || GeneralEnglish.get().knows(folded);
    }

    /** A word of the catalog or of English that differs only as the two languages' endings do. */
    private Optional<String> cognate(String folded) {
        if (folded.length() < SHORTEST_COGNATE) {
            return Optional.empty();
        }
        for (var ending : ENDINGS) {
            if (folded.endsWith(ending.getFirst())) {
                var base =
                        folded.substring(0, folded.length() - ending.getFirst().length());
                for (var english : ending.subList(1, ending.size())) {
                    var candidate = base + english;
                    if (candidate.length() >= SHORTEST_COGNATE - 1 && isKnown(candidate)) {
                        return Optional.of(candidate);
                    }
                }
            }
        }
        return nearest.nearest(folded, 2).filter(word -> Spelling.cognates(folded, word));
    }

    private Optional<Term> corrected(List<Word> words, int start) {
        var word = words.get(start).folded();
        int slips = Spelling.slips(word);
        if (slips == 0) {
            return Optional.empty();
        }
        var meant = nearest.nearest(word, slips);
        var inPacks = packs.englishWords().nearest(word);
        if (inPacks.isPresent()
                && (meant.isEmpty()
                        || Spelling.cost(word, inPacks.get(), slips) < Spelling.cost(word, meant.get(), slips))) {
            meant = inPacks;
        }
        return meant.map(found -> new Term(Term.Kind.CORRECTED, 1, List.of(found), synonyms(found)));
    }

    private static String literal(List<Word> words, int start, int count) {
        var literal = new StringBuilder();
        for (int i = start; i < start + count; i++) {
            literal.append(i > start ? " " : "").append(words.get(i).folded());
        }
        return literal.toString();
    }

    private static Set<String> small(Language language) {
        return switch (language) {
            case ENGLISH -> StopWords.ENGLISH;
            case FRENCH -> StopWords.FRENCH;
        };
    }
}
