package io.blockyard.search.index;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.util.AttributeSource;
import org.tartarus.snowball.SnowballStemmer;
import org.tartarus.snowball.ext.EnglishStemmer;
import org.tartarus.snowball.ext.FrenchStemmer;

/**
 * Puts a word's English and French stems beside it, each once. A catalog mixes both languages in one text, often in
 * one sentence, so that no field knows its language.
 */
final class WordStems extends TokenFilter {

    /** What is asked for uses the same words over and over, and a stem takes microseconds. */
    private static final Map<String, List<String>> STEMS = new ConcurrentHashMap<>();

    private static final int MOST_STEMS = 10_000;

    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
    private final PositionIncrementAttribute increment = addAttribute(PositionIncrementAttribute.class);
    private final boolean keepWord;
    private final Deque<String> waiting = new ArrayDeque<>();
    private AttributeSource.State word;

    /** @param keepWord whether the word itself stays, or only its stems */
    WordStems(TokenStream input, boolean keepWord) {
        super(input);
        this.keepWord = keepWord;
        this.word = captureState();
    }

    @Override
    public boolean incrementToken() throws IOException {
        if (!waiting.isEmpty()) {
            restoreState(word);
            increment.setPositionIncrement(0);
            term.setEmpty().append(waiting.pop());
            return true;
        }
        if (!input.incrementToken()) {
            return false;
        }
        var text = term.toString();
        var stems = of(text);
        if (keepWord) {
            waiting.add(text);
            for (var stem : stems) {
                if (!stem.equals(text)) {
                    waiting.add(stem);
                }
            }
        } else {
            waiting.addAll(stems);
        }
        term.setEmpty().append(waiting.pop());
        if (!waiting.isEmpty()) {
            word = captureState();
        }
        return true;
    }

    @Override
    public void reset() throws IOException {
        super.reset();
        waiting.clear();
    }

    /** The English stem of a folded word, then the French one where it is another. */
    static List<String> of(String word) {
        var known = STEMS.get(word);
        if (known == null) {
            known = Stream.of(stem(new EnglishStemmer(), word), stem(new FrenchStemmer(), word))
                    .distinct()
                    .toList();
            if (STEMS.size() >= MOST_STEMS) {
                STEMS.clear();
            }
            STEMS.put(word, known);
        }
        return known;
    }

    private static String stem(SnowballStemmer stemmer, String text) {
        stemmer.setCurrent(text);
        stemmer.stem();
        return stemmer.getCurrent();
    }
}
