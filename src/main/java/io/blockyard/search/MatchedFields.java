package io.blockyard.search;

import io.blockyard.search.index.BlockField;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Weight;
import org.jspecify.annotations.Nullable;

/** Says in which fields of the documents found a query matched, weightiest first. */
final class MatchedFields {

    private final IndexSearcher searcher;
    private final ReadQuery query;

    MatchedFields(IndexSearcher searcher, ReadQuery query) {
        this.searcher = searcher;
        this.query = query;
    }

    /** In the order of the documents. */
    List<List<String>> of(int[] documents) throws IOException {
        var matched = Stream.generate(() -> new TreeSet<BlockField>(query.held()))
                .limit(documents.length)
                .toList();
        // each field's postings are gone through once, forwards
        int[] places = IntStream.range(0, documents.length)
                .boxed()
                .sorted((one, other) -> Integer.compare(documents[one], documents[other]))
                .mapToInt(Integer::intValue)
                .toArray();
        for (Map.Entry<BlockField, Query> field : query.fields().entrySet()) {
            var weight = searcher.createWeight(searcher.rewrite(field.getValue()), ScoreMode.COMPLETE_NO_SCORES, 1);
            mark(field.getKey(), weight, documents, places, matched);
        }
        return matched.stream().map(MatchedFields::labels).toList();
    }

    private void mark(
            BlockField field, Weight weight, int[] documents, int[] places, List<? extends Set<BlockField>> matched)
            throws IOException {
        var leaves = searcher.getIndexReader().leaves();
        int current = -1;
        DocIdSetIterator hits = DocIdSetIterator.empty();
        for (int place : places) {
            int leaf = ReaderUtil.subIndex(documents[place], leaves);
            if (leaf != current) {
                hits = hits(weight.scorer(leaves.get(leaf)));
                current = leaf;
            }
            int document = documents[place] - leaves.get(leaf).docBase;
            if (hits.docID() < document) {
                hits.advance(document);
            }
            if (hits.docID() == document) {
                matched.get(place).add(field);
            }
        }
    }

    private static DocIdSetIterator hits(org.apache.lucene.search.@Nullable Scorer scorer) {
        return scorer == null ? DocIdSetIterator.empty() : scorer.iterator();
    }

    private static List<String> labels(Set<BlockField> fields) {
        var labels = new ArrayList<String>();
        Arrays.stream(BlockField.values()).filter(fields::contains).forEach(field -> labels.add(field.label()));
        return labels;
    }
}
