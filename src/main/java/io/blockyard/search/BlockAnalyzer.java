package io.blockyard.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.StopFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.core.FlattenGraphFilter;
import org.apache.lucene.analysis.core.WhitespaceTokenizer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.miscellaneous.KeywordRepeatFilter;
import org.apache.lucene.analysis.miscellaneous.PerFieldAnalyzerWrapper;
import org.apache.lucene.analysis.miscellaneous.RemoveDuplicatesTokenFilter;
import org.apache.lucene.analysis.miscellaneous.WordDelimiterGraphFilter;
import org.apache.lucene.analysis.miscellaneous.WordDelimiterIterator;
import org.apache.lucene.analysis.snowball.SnowballFilter;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/**
 * Text to words as people and data teams write them: {@code rollingStats}, {@code ROLLING_STATS} and
 * {@code rolling-stats} are two words and also one; case, accents and English endings do not matter.
 */
final class BlockAnalyzer extends Analyzer {

    private static final int WORD_PARTS = WordDelimiterGraphFilter.GENERATE_WORD_PARTS
            | WordDelimiterGraphFilter.GENERATE_NUMBER_PARTS
            | WordDelimiterGraphFilter.SPLIT_ON_CASE_CHANGE
            | WordDelimiterGraphFilter.STEM_ENGLISH_POSSESSIVE;

    /** What is kept of a word. */
    enum Form {
        /** The word and its stem side by side, so that both whole words and beginnings are found. */
        INDEXED,
        /** The same, and the parts of a word also joined; its offsets are too coarse to highlight. */
        JOINED,
        /** The stem alone: how a finished word is looked up. */
        STEM,
        /** The word as it stands: how an unfinished word is looked up. */
        WORD
    }

    private final Form form;

    BlockAnalyzer(Form form) {
        this.form = form;
    }

    @Override
    protected TokenStreamComponents createComponents(String fieldName) {
        var tokenizer = new WhitespaceTokenizer();
        TokenStream words = form == Form.JOINED
                ? new FlattenGraphFilter(split(tokenizer, WORD_PARTS | WordDelimiterGraphFilter.CATENATE_ALL))
                : split(tokenizer, WORD_PARTS);
        words = new StopFilter(new ASCIIFoldingFilter(new LowerCaseFilter(words)), EnglishAnalyzer.getDefaultStopSet());
        words = switch (form) {
            case INDEXED, JOINED ->
                new RemoveDuplicatesTokenFilter(new SnowballFilter(new KeywordRepeatFilter(words), "English"));
            case STEM -> new SnowballFilter(words, "English");
            case WORD -> words;
        };
        return new TokenStreamComponents(tokenizer, words);
    }

    /** Parts of a word keep offsets of their own, so that a highlight marks the part alone. */
    private static TokenStream split(TokenStream words, int flags) {
        return new WordDelimiterGraphFilter(words, true, WordDelimiterIterator.DEFAULT_WORD_DELIM_TABLE, flags, null);
    }

    /** How each field of the index is analysed. */
    static Analyzer ofFields() {
        return new PerFieldAnalyzerWrapper(
                new BlockAnalyzer(Form.INDEXED), Map.of(BlockField.ALL.label(), new BlockAnalyzer(Form.JOINED)));
    }

    /** The words of a text, in order. */
    List<String> words(String text) {
        var found = new ArrayList<String>();
        try (var stream = tokenStream("", text)) {
            var term = stream.addAttribute(CharTermAttribute.class);
            stream.reset();
            while (stream.incrementToken()) {
                found.add(term.toString());
            }
            stream.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }
}
