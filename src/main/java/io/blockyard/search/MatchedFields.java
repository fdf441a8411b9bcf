package io.blockyard.search;

import io.blockyard.search.index.BlockField;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.StringHelper;

/** Says in which fields of the documents found a query matched, weightiest first. */
final class MatchedFields {

    /** Endings of an unfinished word that are looked at. */
    private static final int MOST_ENDINGS = 64;

    private final IndexSearcher searcher;
    private final ReadQuery query;

    MatchedFields(IndexSearcher searcher, ReadQuery query) {
        this.searcher = searcher;
        this.query = query;
    }

    /** In the order of the documents. */
    List<List<String>> of(int[] documents) throws IOException {
        var matched = new TreeMap<Integer, Set<BlockField>>();
        for (int document : documents) {
            matched.put(document, new TreeSet<>(query.held()));
        }
        for (var leaf : searcher.getIndexReader().leaves()) {
            var here = matched.subMap(leaf.docBase, leaf.docBase + leaf.reader().maxDoc());
            if (!here.isEmpty()) {
                markWords(leaf, here);
                markPhrases(leaf, here);
            }
        }
        return Arrays.stream(documents)
                .mapToObj(document -> labels(matched.getOrDefault(document, Set.of())))
                .toList();
    }

    private void markWords(LeafReaderContext leaf, Map<Integer, Set<BlockField>> found) throws IOException {
        for (var field : BlockField.values()) {
            var terms = leaf.reader().terms(field.label());
            if (terms == null) {
                continue;
            }
            var each = terms.iterator();
            PostingsEnum postings = null;
            for (var term : query.terms()) {
                if (each.seekExact(new BytesRef(term))) {
                    postings = each.postings(postings, PostingsEnum.NONE);
                    mark(field, leaf, postings, found);
                }
            }
            for (var word : query.beginnings()) {
                markEndings(field, leaf, each, new BytesRef(word), found);
            }
        }
    }

    private static void markEndings(
            BlockField field,
            LeafReaderContext leaf,
            TermsEnum each,
            BytesRef beginning,
            Map<Integer, Set<BlockField>> found)
            throws IOException {
        if (each.seekCeil(beginning) == TermsEnum.SeekStatus.END) {
            return;
        }
        var term = each.term();
        for (int i = 0; i < MOST_ENDINGS && term != null && StringHelper.startsWith(term, beginning); i++) {
            mark(field, leaf, each.postings(null, PostingsEnum.NONE), found);
            term = each.next();
        }
    }

    private void markPhrases(LeafReaderContext leaf, Map<Integer, Set<BlockField>> found) throws IOException {
        for (Map.Entry<BlockField, List<Query>> field : query.phrases().entrySet()) {
            for (var phrase : field.getValue()) {
                var weight = searcher.createWeight(searcher.rewrite(phrase), ScoreMode.COMPLETE_NO_SCORES, 1);
                var scorer = weight.scorer(leaf);
                if (scorer != null) {
                    mark(field.getKey(), leaf, scorer.iterator(), found);
                }
            }
        }
    }

    /** Goes through those found in their order, and so forwards through what the field has. */
    private static void mark(
            BlockField field, LeafReaderContext leaf, DocIdSetIterator having, Map<Integer, Set<BlockField>> found)
            throws IOException {
        for (var each : found.entrySet()) {
            int document = each.getKey() - leaf.docBase;
            if (having.docID() < document) {
                having.advance(document);
            }
            if (having.docID() == document) {
                each.getValue().add(field);
            }
        }
    }

    private static List<String> labels(Set<BlockField> fields) {
        var labels = new ArrayList<String>();
        Arrays.stream(BlockField.values()).filter(fields::contains).forEach(field -> labels.add(field.label()));
        return labels;
    }
}
