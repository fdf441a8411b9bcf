package io.blockyard.search;

import io.blockyard.block.BlockId;
import io.blockyard.search.index.BlockDocument;
import io.blockyard.search.index.BlockField;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.lucene.document.Document;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;

/** What a person sees of the blocks found: read from the index, with what matched marked. */
final class HitReader {

    private static final List<BlockField> SNIPPETS =
            List.of(BlockField.DESCRIPTION, BlockField.ASKS, BlockField.ARTICLE, BlockField.COLUMNS);

    private final IndexSearcher searcher;

    HitReader(IndexSearcher searcher) {
        this.searcher = searcher;
    }

    /** @param marked whether it is looked where each hit matched */
    List<SearchResult.Hit> hits(ReadQuery query, ScoreDoc[] page, boolean marked) throws IOException {
        int[] documents = Stream.of(page).mapToInt(hit -> hit.doc).toArray();
        var places = new MatchedPlaces(searcher, query);
        var matched = marked ? places.of(documents) : MatchedPlaces.unknown(documents);
        var stored = searcher.storedFields();
        var hits = new ArrayList<SearchResult.Hit>(page.length);
        for (int i = 0; i < page.length; i++) {
            hits.add(hit(stored.document(page[i].doc), matched.get(i), score(page[i])));
        }
        return hits;
    }

    private static SearchResult.Hit hit(Document document, MatchedPlaces.Found matched, float score) {
        var name = BlockDocument.stored(document, BlockField.NAME.label());
        var summary = BlockDocument.stored(document, "shown_summary");
        return new SearchResult.Hit(
                new BlockId(BlockDocument.stored(document, "shown_id")),
                BlockDocument.stored(document, "shown_version"),
                name,
                BlockDocument.stored(document, "shown_type"),
                BlockDocument.stored(document, "shown_level"),
                BlockDocument.stored(document, "shown_domain"),
                BlockDocument.stored(document, "shown_status"),
                Instant.ofEpochMilli(Long.parseLong(BlockDocument.stored(document, "shown_published"))),
                BlockDocument.storedAll(document, "shown_tag"),
                BlockDocument.storedAll(document, "shown_input"),
                BlockDocument.storedAll(document, "shown_output"),
                summary,
                new Passage(name, matched.in(BlockField.NAME)).whole(),
                snippet(document, matched).orElseGet(() -> HtmlText.escaped(summary)),
                matched.labels(),
                score);
    }

    /** Of the first place in which something matched. */
    private static Optional<String> snippet(Document document, MatchedPlaces.Found matched) {
        return SNIPPETS.stream()
                .filter(field -> !matched.in(field).isEmpty())
                .map(field -> new Passage(BlockDocument.stored(document, field.label()), matched.in(field)).best())
                .filter(passage -> !passage.isEmpty())
                .findFirst();
    }

    /** 0 for a hit that was not sorted by its score. */
    private static float score(ScoreDoc hit) {
        return Float.isNaN(hit.score) ? 0 : hit.score;
    }
}
