package io.blockyard.search.language;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Phrases of one or several words with what they stand for, found in a text in any inflection, the longest first.
 * Articles within a phrase are read over on both sides, but not the word with which it begins.
 */
final class Phrases {

    private static final int LONGEST = 6;

    private final List<Function<Word, String>> forms;
    private final Function<Word, Boolean> carriesNothing;
    private final List<Map<String, List<String>>> byForm;

    /** @param forms of a word, the strictest first */
    Phrases(List<Function<Word, String>> forms, Function<Word, Boolean> carriesNothing) {
        this.forms = List.copyOf(forms);
        this.carriesNothing = carriesNothing;
        this.byForm = forms.stream()
                .map(form -> (Map<String, List<String>>) new HashMap<String, List<String>>())
                .toList();
    }

    /**
     * A phrase in a text.
     *
     * @param words how many words of the text it spans
     * @param meanings what it stands for, the best first
     */
    record Match(int words, List<String> meanings) {}

    /** Keeps a phrase; what was kept before it stays, unless {@code replace}. */
    void put(String phrase, List<String> meanings, boolean replace) {
        var words = Words.of(phrase);
        while (words.size() > 1 && carriesNothing.apply(words.getLast())) {
            words = words.subList(0, words.size() - 1);
        }
        for (int form = 0; form < forms.size(); form++) {
            var key = key(words, 0, words.size(), forms.get(form));
            if (key.isEmpty()) {
                continue;
            }
            if (replace) {
                byForm.get(form).put(key, meanings);
            } else {
                byForm.get(form).putIfAbsent(key, meanings);
            }
        }
    }

    int size() {
        return byForm.getFirst().size();
    }

    /** The longest phrase that begins at this word of a text. */
    Optional<Match> at(List<Word> words, int start) {
        for (int end = Math.min(words.size(), start + LONGEST); end > start; end--) {
            if (carriesNothing.apply(words.get(end - 1))) {
                continue;
            }
            for (int form = 0; form < forms.size(); form++) {
                var meanings = byForm.get(form).get(key(words, start, end, forms.get(form)));
                if (meanings != null) {
                    return Optional.of(new Match(end - start, meanings));
                }
            }
        }
        return Optional.empty();
    }

    private String key(List<Word> words, int start, int end, Function<Word, String> form) {
        var key = new StringBuilder();
        for (int i = start; i < end; i++) {
            if (i > start && endsSentence(words.get(i).before())) {
                return "";
            }
            if (i == start || !carriesNothing.apply(words.get(i))) {
                key.append(key.isEmpty() ? "" : " ").append(form.apply(words.get(i)));
            }
        }
        return key.toString();
    }

    private static boolean endsSentence(String between) {
        return between.indexOf(',') >= 0 || between.indexOf(';') >= 0 || between.indexOf(':') >= 0;
    }
}
