package io.blockyard.search;

import io.blockyard.search.BlockRelatives.Similar;
import io.blockyard.search.index.BlockAnalyzer;
import io.blockyard.search.index.BlockDocument;
import io.blockyard.search.index.BlockField;
import io.blockyard.search.index.IndexedContract;
import java.io.IOException;
import java.io.StringReader;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.queries.mlt.MoreLikeThis;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryRescorer;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TotalHits;
import org.apache.lucene.util.VectorUtil;
import org.jspecify.annotations.Nullable;

/** How much blocks are like one, by the words that set it apart and by the meaning of its text. */
final class Likeness {

    private static final int CANDIDATES = 40;
    private static final int WORDS = 25;
    /** Texts that have nothing to do with each other are about this near. */
    private static final float UNRELATED = 0.25f;
    /** Below this it is no likeness that a person would see. */
    private static final double VISIBLE = 0.15;

    private Likeness() {}

    static List<Similar> to(IndexSearcher searcher, int block, int limit) throws IOException {
        var words = words(searcher, block);
        var vector = vector(searcher, block);
        var candidates = candidates(searcher, words, vector);
        candidates.add(block);
        var byWords = scores(searcher, words, candidates);
        float self = Math.max(byWords.getOrDefault(block, 0f), Float.MIN_NORMAL);
        var own = IndexedContract.of(searcher, block);
        var similar = new java.util.ArrayList<Similar>();
        for (int other : candidates) {
            if (other != block) {
                double score = Math.min(1, byWords.getOrDefault(other, 0f) / self);
                var otherVector = vector == null ? null : vector(searcher, other);
                if (vector != null && otherVector != null) {
                    score = (score + meaning(vector, otherVector)) / 2;
                }
                similar.add(similar(own, IndexedContract.of(searcher, other), score));
            }
        }
        return similar.stream()
                .filter(s -> s.score() >= VISIBLE)
                .sorted(Comparator.comparingDouble(Similar::score).reversed().thenComparing(Similar::id))
                .limit(limit)
                .toList();
    }

    private static Similar similar(IndexedContract block, IndexedContract other, double score) {
        var shared = outputColumns(block);
        shared.retainAll(outputColumns(other));
        return new Similar(
                other.id(),
                other.version().toString(),
                other.name(),
                other.domain(),
                other.level(),
                Math.round(score * 1_000) / 1_000.0,
                List.copyOf(shared));
    }

    private static Set<String> outputColumns(IndexedContract block) {
        return block.outputs().stream()
                .flatMap(port -> port.columns().stream())
                .map(column -> column.name())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static double meaning(float[] one, float[] other) {
        return Math.max(0, (VectorUtil.dotProduct(one, other) - UNRELATED) / (1 - UNRELATED));
    }

    private static Query words(IndexSearcher searcher, int block) throws IOException {
        var document = searcher.storedFields().document(block);
        var text = Stream.of(
                        BlockDocument.stored(document, BlockField.NAME.label()),
                        String.join(" ", BlockDocument.storedAll(document, "shown_tag")),
                        BlockDocument.stored(document, BlockField.DESCRIPTION.label()))
                .collect(Collectors.joining(" "));
        var like = new MoreLikeThis(searcher.getIndexReader());
        like.setAnalyzer(BlockAnalyzer.ofFields());
        like.setMinTermFreq(1);
        like.setMinDocFreq(2);
        like.setMaxQueryTerms(WORDS);
        return searcher.rewrite(like.like(BlockDocument.ALL, new StringReader(text)));
    }

    private static Set<Integer> candidates(IndexSearcher searcher, Query words, float @Nullable [] vector)
            throws IOException {
        var found = new LinkedHashSet<Integer>();
        for (var hit : searcher.search(words, CANDIDATES).scoreDocs) {
            found.add(hit.doc);
        }
        if (vector != null) {
            var near = new KnnFloatVectorQuery(BlockDocument.VECTOR, vector, CANDIDATES);
            for (var hit : searcher.search(near, CANDIDATES).scoreDocs) {
                found.add(hit.doc);
            }
        }
        return found;
    }

    private static Map<Integer, Float> scores(IndexSearcher searcher, Query query, Set<Integer> documents)
            throws IOException {
        var each = documents.stream().map(doc -> new ScoreDoc(doc, 0)).toArray(ScoreDoc[]::new);
        var scored = QueryRescorer.rescore(
                searcher,
                new TopDocs(new TotalHits(each.length, TotalHits.Relation.EQUAL_TO), each),
                query,
                1,
                each.length);
        var scores = new HashMap<Integer, Float>();
        Stream.of(scored.scoreDocs).forEach(hit -> scores.put(hit.doc, hit.score));
        return scores;
    }

    private static float @Nullable [] vector(IndexSearcher searcher, int document) throws IOException {
        var leaves = searcher.getIndexReader().leaves();
        var leaf = leaves.get(ReaderUtil.subIndex(document, leaves));
        var values = leaf.reader().getFloatVectorValues(BlockDocument.VECTOR);
        if (values == null) {
            return null;
        }
        var each = values.iterator();
        return each.advance(document - leaf.docBase) == document - leaf.docBase
                ? values.vectorValue(each.index()).clone()
                : null;
    }
}
