package io.blockyard.search;

import io.blockyard.search.index.BlockField;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Weight;

/** Says in which fields of a document a query matched, weightiest first. */
final class MatchedFields {

    private final IndexSearcher searcher;
    private final Weight weight;

    MatchedFields(IndexSearcher searcher, Query query) throws IOException {
        this.searcher = searcher;
        this.weight = searcher.createWeight(searcher.rewrite(query), ScoreMode.COMPLETE_NO_SCORES, 1);
    }

    List<String> of(int document) throws IOException {
        var leaves = searcher.getIndexReader().leaves();
        var leaf = leaves.get(ReaderUtil.subIndex(document, leaves));
        var matches = weight.matches(leaf, document - leaf.docBase);
        if (matches == null) {
            return List.of();
        }
        var labels = new ArrayList<String>();
        for (var field : BlockField.values()) {
            if (field != BlockField.ALL && matches.getMatches(field.label()) != null) {
                labels.add(field.label());
            }
        }
        return labels;
    }
}
