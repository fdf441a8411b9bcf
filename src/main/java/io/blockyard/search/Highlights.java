package io.blockyard.search;

import java.io.IOException;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.apache.lucene.analysis.Analyzer;
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
            List.of(BlockField.DESCRIPTION, BlockField.ARTICLE, BlockField.COLUMNS);
    private static final int PASSAGE = 160;
    private static final int LONGEST = 50_000;

    private final UnifiedHighlighter whole;
    private final UnifiedHighlighter passages;

    Highlights(IndexSearcher searcher, Analyzer analyzer) {
        this.whole = UnifiedHighlighter.builder(searcher, analyzer)
                .withFormatter(MARKED)
                .withBreakIterator(WholeBreakIterator::new)
                .withMaxNoHighlightPassages(1)
                .build();
        this.passages = UnifiedHighlighter.builder(searcher, analyzer)
                .withFormatter(MARKED)
                .withMaxLength(LONGEST)
                .withBreakIterator(() -> LengthGoalBreakIterator.createMinLength(
                        BreakIterator.getSentenceInstance(Locale.ENGLISH), PASSAGE, 0.5f))
                .withMaxNoHighlightPassages(0)
                .build();
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
        var fields = SNIPPETS.stream().map(BlockField::label).toArray(String[]::new);
        var snippets = passages.highlightFields(fields, query, documents.clone(), new int[] {1, 1, 1});
        var marked = new ArrayList<Marked>();
        for (int i = 0; i < documents.length; i++) {
            marked.add(new Marked(at(names.get(BlockField.NAME.label()), i), firstOf(fields, snippets, i)));
        }
        return marked;
    }

    private static String firstOf(String[] fields, Map<String, String[]> snippets, int document) {
        for (var field : fields) {
            var snippet = at(snippets.get(field), document);
            if (!snippet.isEmpty()) {
                return snippet;
            }
        }
        return "";
    }

    private static String at(String @Nullable [] texts, int index) {
        return texts == null ? "" : Objects.requireNonNullElse(texts[index], "");
    }
}
