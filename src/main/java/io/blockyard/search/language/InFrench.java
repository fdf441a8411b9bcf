package io.blockyard.search.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Says in French what a block says of itself in English, by the language packs: no grammar, only the terms that French
 * people would look for.
 */
public final class InFrench {

    private static final int LONGEST_TERM = 6;
    /** Of a sentence, so much must be known before it is worth saying. */
    private static final double MOST = 0.6;

    private static final int FEWEST_TERMS = 2;

    private final LanguagePacks packs;

    public InFrench(LanguagePacks packs) {
        this.packs = packs;
    }

    /** A name, all of it; empty unless every word is known as it is written. */
    public Optional<String> name(String english) {
        return all(words(english), false);
    }

    /** The same with words that are known in the singular. */
    public Optional<String> inAnyForm(String english) {
        return all(words(english), true);
    }

    private Optional<String> all(List<String> words, boolean inAnyForm) {
        var found = new ArrayList<String>();
        for (int at = 0; at < words.size(); ) {
            var term = term(words, at, inAnyForm);
            if (term.isEmpty()) {
                return Optional.empty();
            }
            found.add(term.get().french());
            at += term.get().words();
        }
        // an English compound begins with what a French one ends with
        return found.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", found.reversed()));
    }

    /** A name, or the same in English where it cannot be said in French. */
    public String orAsItIs(String english) {
        return inAnyForm(english).orElse(english);
    }

    /** What a sentence speaks of, term by term; none when too little of it is known. */
    public List<String> terms(String sentence) {
        var words = words(sentence);
        var found = new ArrayList<String>();
        int said = 0;
        int known = 0;
        for (int at = 0; at < words.size(); ) {
            var term = StopWords.ENGLISH.contains(words.get(at)) ? Optional.<Term>empty() : term(words, at, true);
            if (term.isPresent()) {
                found.add(term.get().french());
                said += term.get().words();
                known += term.get().words();
                at += term.get().words();
            } else {
                said += StopWords.ENGLISH.contains(words.get(at)) ? 0 : 1;
                at++;
            }
        }
        var terms = found.stream().distinct().toList();
        return terms.size() >= FEWEST_TERMS && known >= MOST * said ? terms : List.of();
    }

    private record Term(String french, int words) {}

    /** The longest one that begins here. */
    private Optional<Term> term(List<String> words, int start, boolean inAnyForm) {
        for (int count = Math.min(LONGEST_TERM, words.size() - start); count > 0; count--) {
            var english = String.join(" ", words.subList(start, start + count));
            var french =
                    packs.frenchOf(english).or(() -> inAnyForm ? packs.frenchOf(singular(english)) : Optional.empty());
            if (french.isPresent()) {
                return Optional.of(new Term(french.get(), count));
            }
        }
        return Optional.empty();
    }

    private static String singular(String english) {
        if (english.endsWith("ies")) {
            return english.substring(0, english.length() - 3) + "y";
        }
        return english.endsWith("s") ? english.substring(0, english.length() - 1) : english;
    }

    private static List<String> words(String text) {
        return Words.of(text.toLowerCase(Locale.ROOT)).stream()
                .map(Word::folded)
                .toList();
    }
}
