package io.blockyard.search.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.StopFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.core.FlattenGraphFilter;
import org.apache.lucene.analysis.core.WhitespaceTokenizer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.miscellaneous.PerFieldAnalyzerWrapper;
import org.apache.lucene.analysis.miscellaneous.WordDelimiterGraphFilter;
import org.apache.lucene.analysis.miscellaneous.WordDelimiterIterator;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;

/**
 * Text to words as people and data teams write them: {@code rollingStats}, {@code ROLLING_STATS} and
 * {@code rolling-stats} are two words and also one; case, accents, English and French endings do not matter.
 */
public final class BlockAnalyzer extends Analyzer {

    private static final int WORD_PARTS = WordDelimiterGraphFilter.GENERATE_WORD_PARTS
            | WordDelimiterGraphFilter.GENERATE_NUMBER_PARTS
            | WordDelimiterGraphFilter.SPLIT_ON_CASE_CHANGE
            | WordDelimiterGraphFilter.STEM_ENGLISH_POSSESSIVE;

    private static final CharArraySet STOP_WORDS = stopWords();

    /** What is kept of a word. */
    public enum Form {
        /** The word and its stems side by side, so that both whole words and beginnings are found. */
        INDEXED,
        /** The same, and the parts of a word also joined; its offsets are too coarse to highlight. */
        JOINED,
        /** The stems alone, the English one first: how a finished word is looked up. */
        STEM,
        /** The word as it stands: how an unfinished word is looked up. */
        WORD
    }

    private final Form form;

    public BlockAnalyzer(Form form) {
        this.form = form;
    }

    @Override
    protected TokenStreamComponents createComponents(String fieldName) {
        var tokenizer = new WhitespaceTokenizer();
        TokenStream words = new StopFilter(folded(tokenizer, form == Form.JOINED), STOP_WORDS);
        words = switch (form) {
            case INDEXED, JOINED -> new WordStems(words, true);
            case STEM -> new WordStems(words, false);
            case WORD -> words;
        };
        return new TokenStreamComponents(tokenizer, words);
    }

    /** The parts of words, lower case and without accents, stop words among them. */
    private static TokenStream folded(Tokenizer tokenizer, boolean joined) {
        TokenStream parts = joined
                ? new FlattenGraphFilter(split(tokenizer, WORD_PARTS | WordDelimiterGraphFilter.CATENATE_ALL))
                : split(tokenizer, WORD_PARTS);
        return new ASCIIFoldingFilter(new LowerCaseFilter(parts));
    }

    /** The same, for whoever sees to stop words and stems himself. */
    static Analyzer folded(boolean joined) {
        return new Analyzer() {
            @Override
            protected TokenStreamComponents createComponents(String fieldName) {
                var tokenizer = new WhitespaceTokenizer();
                return new TokenStreamComponents(tokenizer, folded(tokenizer, joined));
            }
        };
    }

    static boolean isStopWord(String folded) {
        return STOP_WORDS.contains(folded);
    }

    /** Parts of a word keep offsets of their own, so that a highlight marks the part alone. */
    private static TokenStream split(TokenStream words, int flags) {
        return new WordDelimiterGraphFilter(words, true, WordDelimiterIterator.DEFAULT_WORD_DELIM_TABLE, flags, null);
    }

    /** How each field of the index is analysed. */
    public static Analyzer ofFields() {
        return new PerFieldAnalyzerWrapper(
                new BlockAnalyzer(Form.INDEXED),
                Map.of(
                        BlockDocument.ALL,
                        new BlockAnalyzer(Form.JOINED),
                        BlockDocument.SPELLING,
                        new BlockAnalyzer(Form.WORD)));
    }

    /**
     * Words that carry no meaning in either language. French words that mean something in English or on a plant stay:
     * {@code ai}, {@code on}, {@code son}, {@code pas}, {@code sans}.
     */
    private static CharArraySet stopWords() {
        var words = new CharArraySet(EnglishAnalyzer.getDefaultStopSet(), true);
        words.addAll(List.of(
                "au", "aux", "avec", "ce", "ces", "cette", "dans", "de", "des", "dont", "du", "elle", "elles", "est",
                "et", "il", "ils", "la", "le", "les", "leur", "leurs", "nos", "notre", "nous", "ou", "par", "pour",
                "que", "qui", "quoi", "sont", "sur", "un", "une", "vos", "votre", "vous", "d", "j", "l", "qu"));
        return CharArraySet.unmodifiableSet(words);
    }

    /** The words of a text, in order. */
    public List<String> words(String text) {
        return tokens(text).stream().map(Token::term).toList();
    }

    /** A word and where it stands in the text. */
    public record Token(String term, int start, int end) {}

    /** The words of a text with their places, in order. */
    public List<Token> tokens(String text) {
        var found = new ArrayList<Token>();
        try (var stream = tokenStream("", text)) {
            var term = stream.addAttribute(CharTermAttribute.class);
            var place = stream.addAttribute(OffsetAttribute.class);
            stream.reset();
            while (stream.incrementToken()) {
                found.add(new Token(term.toString(), place.startOffset(), place.endOffset()));
            }
            stream.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    /** The same, forms of one word together: for {@code STEM} the English and the French stem, once when the same. */
    public List<List<String>> forms(String text) {
        var found = new ArrayList<List<String>>();
        try (var stream = tokenStream("", text)) {
            var term = stream.addAttribute(CharTermAttribute.class);
            var increment = stream.addAttribute(PositionIncrementAttribute.class);
            stream.reset();
            while (stream.incrementToken()) {
                if (increment.getPositionIncrement() > 0 || found.isEmpty()) {
                    found.add(new ArrayList<>());
                }
                found.getLast().add(term.toString());
            }
            stream.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }
}
