package io.blockyard.search.index;

import io.blockyard.search.language.Stems;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;

/**
 * Reads texts to words just as {@link BlockAnalyzer} does, once for everything that a document makes of them. The texts
 * of a catalog use the same words over and over, so that what stands between two spaces is analysed once and then known.
 * Safe for many threads.
 */
final class TextReader {

    /** A catalog's everyday words; a word takes some hundred bytes. */
    private static final int MOST_KNOWN = 20_000;

    private static final int LONGEST_KNOWN = 40;

    private static final Analyzer APART = BlockAnalyzer.folded(false);
    private static final Analyzer JOINED = BlockAnalyzer.folded(true);

    private final Map<String, Piece> pieces = new ConcurrentHashMap<>();
    private final Map<String, String> englishStems = new ConcurrentHashMap<>();

    /**
     * A term where it stands in a text.
     *
     * @param step places behind the word before: more than 1 where stop words stood between, 0 for the stem of a word
     */
    record Token(String term, int start, int end, int step) {
        private Token moved(int places, int steps) {
            return new Token(term, start + places, end + places, step == 0 ? 0 : step + steps);
        }
    }

    /**
     * A text that was read.
     *
     * @param tokens its words, each with its stems behind it
     * @param joined the same without places, and the parts of a word also as one; each as often as it stands there
     */
    record Read(List<Token> tokens, List<String> joined) {}

    /** @param left how many places at its end hold nothing that is searched */
    private record Piece(List<Token> tokens, int left, List<String> joined) {}

    Read read(String text) {
        var tokens = new ArrayList<Token>();
        var joined = new ArrayList<String>();
        int left = 0;
        int at = 0;
        while (at < text.length()) {
            int start = at;
            while (at < text.length() && !Character.isWhitespace(text.codePointAt(at))) {
                at += Character.charCount(text.codePointAt(at));
            }
            if (at > start) {
                var piece = piece(text.substring(start, at));
                boolean first = true;
                for (var token : piece.tokens()) {
                    tokens.add(token.moved(start, first ? left : 0));
                    first = false;
                }
                left = piece.tokens().isEmpty() ? left + piece.left() : piece.left();
                joined.addAll(piece.joined());
            } else {
                at += Character.charCount(text.codePointAt(at));
            }
        }
        return new Read(tokens, joined);
    }

    /** {@link Stems#english}, remembered. */
    String englishStem(String word) {
        var known = englishStems.get(word);
        if (known == null) {
            known = Stems.english(word);
            if (englishStems.size() < MOST_KNOWN && word.length() <= LONGEST_KNOWN) {
                englishStems.put(word, known);
            }
        }
        return known;
    }

    /** Gives back the memory; what comes later is analysed anew. */
    void forget() {
        pieces.clear();
        englishStems.clear();
    }

    private Piece piece(String text) {
        var known = pieces.get(text);
        if (known == null) {
            known = analysed(text);
            if (pieces.size() < MOST_KNOWN && text.length() <= LONGEST_KNOWN) {
                pieces.put(text, known);
            }
        }
        return known;
    }

    private static Piece analysed(String text) {
        var tokens = new ArrayList<Token>();
        var apart = parts(APART, text);
        // what holds no word takes a place nevertheless
        int left = apart.isEmpty() ? 1 : 0;
        for (var part : apart) {
            left += part.step();
            if (!BlockAnalyzer.isStopWord(part.term())) {
                tokens.add(new Token(part.term(), part.start(), part.end(), left));
                left = 0;
                for (var stem : WordStems.of(part.term())) {
                    if (!stem.equals(part.term())) {
                        tokens.add(new Token(stem, part.start(), part.end(), 0));
                    }
                }
            }
        }
        var joined = new ArrayList<String>();
        for (var part : parts(JOINED, text)) {
            if (!BlockAnalyzer.isStopWord(part.term())) {
                joined.add(part.term());
                WordStems.of(part.term()).stream()
                        .filter(stem -> !stem.equals(part.term()))
                        .forEach(joined::add);
            }
        }
        return new Piece(List.copyOf(tokens), left, List.copyOf(joined));
    }

    private static List<Token> parts(Analyzer analyzer, String text) {
        var parts = new ArrayList<Token>();
        try (var stream = analyzer.tokenStream("", text)) {
            var term = stream.addAttribute(CharTermAttribute.class);
            var place = stream.addAttribute(OffsetAttribute.class);
            var step = stream.addAttribute(PositionIncrementAttribute.class);
            stream.reset();
            while (stream.incrementToken()) {
                parts.add(new Token(
                        term.toString(), place.startOffset(), place.endOffset(), step.getPositionIncrement()));
            }
            stream.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return parts;
    }
}
