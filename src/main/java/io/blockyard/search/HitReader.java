package io.blockyard.search;

import io.blockyard.block.BlockId;
import io.blockyard.search.index.BlockAnalyzer;
import io.blockyard.search.index.BlockDocument;
import io.blockyard.search.index.BlockField;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.highlight.SimpleHTMLEncoder;

/** What a person sees of the blocks found: read from the index, with what matched marked. */
final class HitReader {

    private static final Analyzer ANALYZER = BlockAnalyzer.ofFields();

    private final IndexSearcher searcher;

    HitReader(IndexSearcher searcher) {
        this.searcher = searcher;
    }

    List<SearchResult.Hit> hits(ReadQuery query, ScoreDoc[] page) throws IOException {
        int[] documents = Stream.of(page).mapToInt(hit -> hit.doc).toArray();
        var stored = stored(documents);
        var marked = new Highlights(searcher, ANALYZER, stored).of(searcher.rewrite(query.marks()), documents);
        var matched = new MatchedFields(searcher, query).of(documents);
        var hits = new ArrayList<SearchResult.Hit>(page.length);
        for (int i = 0; i < page.length; i++) {
            var document = Objects.requireNonNull(stored.get(page[i].doc), "every hit was read");
            hits.add(hit(document, marked.get(i), matched.get(i), score(page[i])));
        }
        return hits;
    }

    private Map<Integer, Document> stored(int[] documents) throws IOException {
        var fields = searcher.storedFields();
        var stored = new HashMap<Integer, Document>();
        for (int document : documents) {
            stored.put(document, fields.document(document));
        }
        return stored;
    }

    private static SearchResult.Hit hit(
            Document document, Highlights.Marked marked, List<String> matchedIn, float score) {
        var summary = BlockDocument.stored(document, "shown_summary");
        return new SearchResult.Hit(
                new BlockId(BlockDocument.stored(document, "shown_id")),
                BlockDocument.stored(document, "shown_version"),
                BlockDocument.stored(document, BlockField.NAME.label()),
                BlockDocument.stored(document, "shown_type"),
                BlockDocument.stored(document, "shown_level"),
                BlockDocument.stored(document, "shown_domain"),
                BlockDocument.stored(document, "shown_status"),
                Instant.ofEpochMilli(Long.parseLong(BlockDocument.stored(document, "shown_published"))),
                BlockDocument.storedAll(document, "shown_tag"),
                BlockDocument.storedAll(document, "shown_input"),
                BlockDocument.storedAll(document, "shown_output"),
                summary,
                marked.title(),
                marked.snippet().isEmpty() ? SimpleHTMLEncoder.htmlEncode(summary) : marked.snippet(),
                matchedIn,
                score);
    }

    /** 0 for a hit that was not sorted by its score. */
    private static float score(ScoreDoc hit) {
        return Float.isNaN(hit.score) ? 0 : hit.score;
    }
}
