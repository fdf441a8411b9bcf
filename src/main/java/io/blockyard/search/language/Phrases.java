package io.blockyard.search.language;

import java.util.HashMap;
import java.util.LinkedHashSet;
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
    private static final int MOST_MEANINGS = 5;

    private final List<Function<Word, String>> forms;
    private final Function<Word, Boolean> carriesNothing;
    private final List<Map<String, Entry>> byForm;

    /** @param forms of a word, the strictest first */
    Phrases(List<Function<Word, String>> forms, Function<Word, Boolean> carriesNothing) {
        this.forms = List.copyOf(forms);
        this.carriesNothing = carriesNothing;
        this.byForm = forms.stream()
                .map(form -> (Map<String, Entry>) new HashMap<String, Entry>())
                .toList();
    }

    /**
     * A phrase in a text.
     *
     * @param words how many words of the text it spans
     * @param meanings what it stands for, the best first
     */
    record Match(int words, List<String> meanings) {}

    /** What a phrase, as it is written, stands for; found under each of its forms. */
    private static final class Entry {

        private List<String> meanings;

        Entry(List<String> meanings) {
            this.meanings = meanings;
        }

        /** Takes the best of each in turn. */
        void add(List<String> others) {
            var merged = new LinkedHashSet<String>();
            for (int i = 0; i < Math.max(meanings.size(), others.size()); i++) {
                if (i < meanings.size()) {
                    merged.add(meanings.get(i));
                }
                if (i < others.size()) {
                    merged.add(others.get(i));
                }
            }
            meanings = merged.stream().limit(MOST_MEANINGS).toList();
        }
    }

    /** Keeps a phrase; the same phrase again adds meanings, or takes the place of those before, if {@code replace}. */
    void put(String phrase, List<String> meanings, boolean replace) {
        var words = Words.of(phrase);
        while (words.size() > 1 && carriesNothing.apply(words.getLast())) {
            words = words.subList(0, words.size() - 1);
        }
        var before = byForm.getFirst().get(key(words, 0, words.size(), forms.getFirst()));
        if (before != null && !replace) {
            before.add(meanings);
            return;
        }
        var entry = new Entry(meanings);
        for (int form = 0; form < forms.size(); form++) {
            var key = key(words, 0, words.size(), forms.get(form));
            if (!key.isEmpty() && (replace || form == 0)) {
                byForm.get(form).put(key, entry);
            } else if (!key.isEmpty()) {
                byForm.get(form).putIfAbsent(key, entry);
            }
        }
    }

    int size() {
        return byForm.getFirst().size();
    }

    /** The longest phrase that begins at this word of a text. */
    Optional<Match> at(List<Word> words, int start) {
        return at(words, start, LONGEST);
    }

    /** The longest phrase of at most so many words that begins at this word of a text. */
    Optional<Match> at(List<Word> words, int start, int most) {
        for (int end = Math.min(words.size(), start + most); end > start; end--) {
            if (carriesNothing.apply(words.get(end - 1))) {
                continue;
            }
            for (int form = 0; form < forms.size(); form++) {
                var entry = byForm.get(form).get(key(words, start, end, forms.get(form)));
                if (entry != null) {
                    return Optional.of(new Match(end - start, entry.meanings));
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
