package io.blockyard.search;

import io.blockyard.search.index.BlockDocument;
import io.blockyard.search.index.BlockField;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.StringHelper;

/**
 * Where a query matched in the documents found: the fields, and in those that are shown the places in their text. Each
 * word is looked up once in each field of a segment, and tells both.
 */
final class MatchedPlaces {

    /** Endings of an unfinished word that are looked at. */
    private static final int MOST_ENDINGS = 64;
    /** Of one word in one field: more are in no passage that is shown. */
    private static final int MOST_PLACES = 40;

    private final IndexSearcher searcher;
    private final ReadQuery query;

    MatchedPlaces(IndexSearcher searcher, ReadQuery query) {
        this.searcher = searcher;
        this.query = query;
    }

    /**
     * Where a word, or words in quotes, stand in a text.
     *
     * @param word which of what was asked for it is, by its number
     */
    record Place(int start, int end, int word) {}

    /** What matched in one document. */
    static final class Found {

        private final Set<BlockField> fields = EnumSet.noneOf(BlockField.class);
        private final Map<BlockField, List<Place>> places = new EnumMap<>(BlockField.class);

        private void add(BlockField field, Place place) {
            places.computeIfAbsent(field, f -> new ArrayList<>()).add(place);
        }

        /** Labels of the fields, the weightiest first. */
        List<String> labels() {
            return fields.stream().map(BlockField::label).toList();
        }

        /** In no order, and a place may be there twice; empty where nothing matched, or its places are not known. */
        List<Place> in(BlockField field) {
            return places.getOrDefault(field, List.of());
        }
    }

    /** Nothing, for each of the documents, where nobody asks. */
    static List<Found> unknown(int[] documents) {
        return Arrays.stream(documents).mapToObj(document -> new Found()).toList();
    }

    /** In the order of the documents. */
    List<Found> of(int[] documents) throws IOException {
        var found = new TreeMap<Integer, Found>();
        for (int document : documents) {
            var here = new Found();
            here.fields.addAll(query.held());
            found.put(document, here);
        }
        for (var leaf : searcher.getIndexReader().leaves()) {
            var here = found.subMap(leaf.docBase, leaf.docBase + leaf.reader().maxDoc());
            if (!here.isEmpty()) {
                findWords(leaf, here);
                findPhrases(leaf, here);
            }
        }
        var inOrder = new ArrayList<Found>(documents.length);
        for (int document : documents) {
            inOrder.add(found.getOrDefault(document, new Found()));
        }
        return inOrder;
    }

    private void findWords(LeafReaderContext leaf, SortedMap<Integer, Found> found) throws IOException {
        for (var field : BlockField.values()) {
            var terms = leaf.reader().terms(field.label());
            if (terms == null) {
                continue;
            }
            var each = terms.iterator();
            int word = 0;
            for (var term : query.terms()) {
                if (each.seekExact(new BytesRef(term))) {
                    mark(field, word, leaf, each, found);
                }
                word++;
            }
            for (var beginning : query.beginnings()) {
                findEndings(field, word++, leaf, each, new BytesRef(beginning), found);
            }
        }
    }

    private static void findEndings(
            BlockField field,
            int word,
            LeafReaderContext leaf,
            TermsEnum each,
            BytesRef beginning,
            SortedMap<Integer, Found> found)
            throws IOException {
        if (each.seekCeil(beginning) == TermsEnum.SeekStatus.END) {
            return;
        }
        var term = each.term();
        for (int i = 0; i < MOST_ENDINGS && term != null && StringHelper.startsWith(term, beginning); i++) {
            mark(field, word, leaf, each, found);
            term = each.next();
        }
    }

    /** Goes through those found in their order, and so forwards through those that have the word. */
    private static void mark(
            BlockField field, int word, LeafReaderContext leaf, TermsEnum term, SortedMap<Integer, Found> found)
            throws IOException {
        boolean shown = BlockDocument.hasPlaces(field);
        var having = term.postings(null, shown ? PostingsEnum.OFFSETS : PostingsEnum.NONE);
        for (var each : found.entrySet()) {
            int document = each.getKey() - leaf.docBase;
            if (having.docID() < document) {
                having.advance(document);
            }
            if (having.docID() == document) {
                each.getValue().fields.add(field);
                for (int i = shown ? Math.min(MOST_PLACES, having.freq()) : 0; i > 0; i--) {
                    having.nextPosition();
                    each.getValue().add(field, new Place(having.startOffset(), having.endOffset(), word));
                }
            }
        }
    }

    private void findPhrases(LeafReaderContext leaf, SortedMap<Integer, Found> found) throws IOException {
        int word = query.terms().size() + query.beginnings().size();
        for (Map.Entry<BlockField, List<Query>> field : query.phrases().entrySet()) {
            for (var phrase : field.getValue()) {
                var weight = searcher.createWeight(searcher.rewrite(phrase), ScoreMode.COMPLETE_NO_SCORES, 1);
                for (var each : found.entrySet()) {
                    var matches = weight.matches(leaf, each.getKey() - leaf.docBase);
                    var places = matches == null
                            ? null
                            : matches.getMatches(field.getKey().label());
                    if (places != null) {
                        each.getValue().fields.add(field.getKey());
                        while (places.next()) {
                            if (places.startOffset() >= 0) {
                                each.getValue()
                                        .add(field.getKey(), new Place(places.startOffset(), places.endOffset(), word));
                            }
                        }
                    }
                }
                word++;
            }
        }
    }
}
