package io.blockyard.search;

import io.blockyard.search.index.BlockField;
import java.io.IOException;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.uhighlight.DefaultPassageFormatter;
import org.apache.lucene.search.uhighlight.LengthGoalBreakIterator;
import org.apache.lucene.search.uhighlight.UnifiedHighlighter;
import org.apache.lucene.search.uhighlight.WholeBreakIterator;
import org.jspecify.annotations.Nullable;

/** Where a query matched, as HTML: matches in {@code <mark>}, everything else escaped. */
final class Highlights {

    private static final DefaultPassageFormatter MARKED =
            new DefaultPassageFormatter("<mark>", "</mark>", " \u2026 ", true);
    private static final List<BlockField> SNIPPETS =
            List.of(BlockField.DESCRIPTION, BlockField.ASKS, BlockField.ARTICLE, BlockField.COLUMNS);
    private static final int PASSAGE = 160;
    private static final int LONGEST = 50_000;

    private final UnifiedHighlighter whole;
    private final UnifiedHighlighter passages;

    /** @param documents what is highlighted, as it is stored, by its number */
    Highlights(IndexSearcher searcher, Analyzer analyzer, Map<Integer, Document> documents) {
        // a name is read again more quickly than its words' places are looked up
        this.whole = new OfStored(
                documents,
                UnifiedHighlighter.OffsetSource.ANALYSIS,
                UnifiedHighlighter.builder(searcher, analyzer)
                        .withFormatter(MARKED)
                        // terms are marked where they stand; which of several words matched together does not matter
                        .withWeightMatches(false)
                        .withHandleMultiTermQuery(false)
                        .withBreakIterator(WholeBreakIterator::new)
                        .withMaxNoHighlightPassages(1));
        this.passages = new OfStored(
                documents,
                UnifiedHighlighter.OffsetSource.POSTINGS,
                UnifiedHighlighter.builder(searcher, analyzer)
                        .withFormatter(MARKED)
                        // terms are marked where they stand; which of several words matched together does not matter
                        .withWeightMatches(false)
                        .withHandleMultiTermQuery(false)
                        .withMaxLength(LONGEST)
                        .withBreakIterator(() -> LengthGoalBreakIterator.createMinLength(
                                BreakIterator.getSentenceInstance(Locale.ENGLISH), PASSAGE, 0.5f))
                        .withMaxNoHighlightPassages(0));
    }

    /** Each hit is read from the index once and not once for every field. */
    private static final class OfStored extends UnifiedHighlighter {

        private final Map<Integer, Document> documents;
        private final OffsetSource places;

        OfStored(Map<Integer, Document> documents, OffsetSource places, Builder builder) {
            super(builder);
            this.documents = documents;
            this.places = places;
        }

        /** Known, so that it is not worked out from all segments for each field. */
        @Override
        protected OffsetSource getOffsetSource(String field) {
            return places;
        }

        @Override
        protected List<CharSequence[]> loadFieldValues(String[] fields, DocIdSetIterator wanted, int threshold)
                throws IOException {
            var values = new ArrayList<CharSequence[]>();
            for (int each = wanted.nextDoc(); each != DocIdSetIterator.NO_MORE_DOCS; each = wanted.nextDoc()) {
                var document = Objects.requireNonNull(documents.get(each), "only hits are highlighted");
                var texts = new CharSequence[fields.length];
                for (int i = 0; i < fields.length; i++) {
                    var text = document.get(fields[i]);
                    texts[i] =
                            text != null && text.length() > getMaxLength() ? text.substring(0, getMaxLength()) : text;
                }
                values.add(texts);
            }
            return values;
        }
    }

    /** A title and a snippet; the snippet is empty when no passage matched. */
    record Marked(String title, String snippet) {}

    /** In the order of the documents. */
    List<Marked> of(Query query, int[] documents) throws IOException {
        if (documents.length == 0) {
            return List.of();
        }
        var names =
                whole.highlightFields(new String[] {BlockField.NAME.label()}, query, documents.clone(), new int[] {1});
        var snippets = snippets(query, documents);
        var marked = new ArrayList<Marked>();
        for (int i = 0; i < documents.length; i++) {
            marked.add(new Marked(at(names.get(BlockField.NAME.label()), i), snippets[i]));
        }
        return marked;
    }

    /** Of the first field in which something matched; a later field is read only for the documents left. */
    private String[] snippets(Query query, int[] documents) throws IOException {
        var snippets = new String[documents.length];
        Arrays.fill(snippets, "");
        for (var field : SNIPPETS) {
            int[] left = IntStream.range(0, documents.length)
                    .filter(i -> snippets[i].isEmpty())
                    .toArray();
            if (left.length == 0) {
                break;
            }
            int[] ids = Arrays.stream(left).map(i -> documents[i]).toArray();
            var found = passages.highlightFields(new String[] {field.label()}, query, ids, new int[] {1})
                    .get(field.label());
            for (int i = 0; i < left.length; i++) {
                snippets[left[i]] = at(found, i);
            }
        }
        return snippets;
    }

    private static String at(String @Nullable [] texts, int index) {
        return texts == null ? "" : Objects.requireNonNullElse(texts[index], "");
    }
}
