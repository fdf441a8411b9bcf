package io.blockyard.search;

import io.blockyard.block.BlockId;
import io.blockyard.search.ReadQuery.Word;
import io.blockyard.search.index.BlockDocument;
import io.blockyard.search.index.Facet;
import io.blockyard.search.index.IndexedContract;
import io.blockyard.search.language.Spelling;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.FuzzyTermsEnum;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;

/** Words that the catalog spells otherwise, and ids that are nearly what was typed. */
final class DidYouMean {

    private static final int SHORTEST_WORD = 4;
    private static final int TWO_LETTERS_WRONG_FROM = 8;
    private static final int MOST_CORRECTED = 6;

    private static final int SHORTEST_ID = 5;
    private static final int LONGEST_ID = 80;
    private static final int CANDIDATES = 60;
    private static final int MOST_IDS = 3;
    private static final int MOST_WRONG = 3;

    /** The text with unknown words replaced by the nearest that the catalog has; empty when nothing is to be replaced. */
    Optional<String> corrected(IndexSearcher searcher, String text, List<Word> words) throws IOException {
        var vocabulary = MultiTerms.getTerms(searcher.getIndexReader(), BlockDocument.SPELLING);
        if (vocabulary == null) {
            return Optional.empty();
        }
        var better = new StringBuilder(text);
        boolean changed = false;
        // from behind, so that places before stay where they are
        for (var word : words.reversed().stream().limit(MOST_CORRECTED).toList()) {
            if (word.term().length() >= SHORTEST_WORD
                    && word.term().length() <= Spelling.LONGEST
                    && !stands(searcher, word.term())
                    && !isKnown(vocabulary, word)) {
                var nearest = nearest(vocabulary, word.term());
                if (nearest.isPresent()) {
                    better.replace(word.start(), word.end(), nearest.get());
                    changed = true;
                }
            }
        }
        return changed ? Optional.of(better.toString()) : Optional.empty();
    }

    /** Whether some block has the word as it is: the usual case, found in one segment. */
    private static boolean stands(IndexSearcher searcher, String word) throws IOException {
        for (var leaf : searcher.getIndexReader().leaves()) {
            if (leaf.reader().docFreq(new Term(BlockDocument.SPELLING, word)) > 0) {
                return true;
            }
        }
        return false;
    }

    private static boolean isKnown(Terms vocabulary, Word word) throws IOException {
        var terms = vocabulary.iterator();
        var status = terms.seekCeil(new BytesRef(word.term()));
        return switch (status) {
            case FOUND -> true;
            case END -> false;
            // an ending more, and the start of a longer word, are no mistakes
            case NOT_FOUND -> terms.term().utf8ToString().startsWith(word.term()) || hasOtherEnding(terms, word.term());
        };
    }

    private static boolean hasOtherEnding(TermsEnum terms, String word) throws IOException {
        return (word.endsWith("s") && terms.seekExact(new BytesRef(word.substring(0, word.length() - 1))))
                || (word.endsWith("ing") && word.length() > 6 && begins(terms, word.substring(0, word.length() - 3)))
                || (word.endsWith("ed") && word.length() > 5 && begins(terms, word.substring(0, word.length() - 2)));
    }

    private static boolean begins(TermsEnum terms, String start) throws IOException {
        return terms.seekCeil(new BytesRef(start)) != TermsEnum.SeekStatus.END
                && terms.term().utf8ToString().startsWith(start);
    }

    /** The nearest, and of equally near ones the one that most blocks have. */
    private static Optional<String> nearest(Terms vocabulary, String word) throws IOException {
        int wrong = word.length() < TWO_LETTERS_WRONG_FROM ? 1 : 2;
        var fuzzy = new FuzzyTermsEnum(vocabulary, new Term(BlockDocument.SPELLING, word), wrong, 1, true);
        record Near(String term, float likeness, int blocks) {}
        var near = new ArrayList<Near>();
        for (var term = fuzzy.next(); term != null; term = fuzzy.next()) {
            near.add(new Near(term.utf8ToString(), fuzzy.getBoost(), fuzzy.docFreq()));
        }
        return near.stream()
                .filter(n -> n.term().length() >= SHORTEST_WORD - 1)
                .max(Comparator.comparingDouble(Near::likeness)
                        .thenComparingInt(Near::blocks)
                        .thenComparing(Near::term, Comparator.reverseOrder()))
                .map(Near::term);
    }

    /**
     * Blocks whose id is nearly one word of the text that looks like an id, or nearly the whole text when nothing was
     * found; nearest first.
     */
    List<BlockId> similarIds(IndexSearcher searcher, String text, long total) throws IOException {
        var asked = Stream.of(QueryReader.clip(text).strip().split("\\s+"))
                .filter(word -> looksLikeId(word) || (total == 0 && word.equals(text.strip())))
                .findFirst()
                .map(Facet::fold)
                .filter(id -> id.length() >= SHORTEST_ID && id.length() <= LONGEST_ID);
        if (asked.isEmpty() || searcher.count(new TermQuery(new Term(BlockDocument.KEY, asked.get()))) > 0) {
            return List.of();
        }
        return nearest(searcher, asked.get());
    }

    private static boolean looksLikeId(String word) {
        return word.indexOf('_') > 0 && word.indexOf(':') < 0 && word.chars().noneMatch(c -> c == '"');
    }

    private static List<BlockId> nearest(IndexSearcher searcher, String asked) throws IOException {
        var grams = new BooleanQuery.Builder();
        for (var gram : BlockDocument.grams(asked)) {
            grams.add(new ConstantScoreQuery(new TermQuery(new Term(BlockDocument.ID_GRAMS, gram))), Occur.SHOULD);
        }
        record Near(BlockId id, int wrong) {}
        var near = new ArrayList<Near>();
        for (var hit : searcher.search(grams.build(), CANDIDATES).scoreDocs) {
            var id = IndexedContract.of(searcher, hit.doc).id();
            near.add(new Near(id, EditDistance.of(asked, Facet.fold(id.value()))));
        }
        return near.stream()
                .filter(n -> n.wrong() <= Math.min(MOST_WRONG, asked.length() / 4))
                .sorted(Comparator.comparingInt(Near::wrong).thenComparing(Near::id))
                .limit(MOST_IDS)
                .map(Near::id)
                .toList();
    }
}
