package io.blockyard.search;

import io.blockyard.access.Actor;
import io.blockyard.access.Right;
import io.blockyard.block.BlockId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.facet.DrillDownQuery;
import org.apache.lucene.facet.DrillSideways;
import org.apache.lucene.facet.Facets;
import org.apache.lucene.facet.FacetsConfig;
import org.apache.lucene.facet.sortedset.SortedSetDocValuesReaderState;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.search.TopFieldDocs;
import org.apache.lucene.search.highlight.SimpleHTMLEncoder;
import org.apache.lucene.store.AlreadyClosedException;
import org.jspecify.annotations.Nullable;

/** Searching the catalog. Odd input is searched as text; there is no syntax error. */
public class BlockSearch {

    private static final int MOST_HITS = 1_000;
    private static final int MOST_FACET_VALUES = 500;

    private final IndexFollower follower;
    private final QueryReader reader = new QueryReader();
    private final Analyzer analyzer = BlockAnalyzer.ofFields();

    public BlockSearch(IndexFollower follower) {
        this.follower = follower;
    }

    /**
     * The blocks that fit best, all of them counted. Words are optional and rank; {@code "phrases"} and
     * {@code field:value} must hold, {@code -word} must not; the last word counts as unfinished.
     */
    public SearchResult search(Actor actor, SearchRequest request) {
        actor.require(Right.READ);
        long start = System.nanoTime();
        var query = reader.read(request.text());
        var found = reading((searcher, state) -> state == null ? Found.NOTHING : find(searcher, state, query, request));
        return new SearchResult(found.hits(), found.total(), found.facets(), (System.nanoTime() - start) / 1e6);
    }

    /** Names, ids and tags that begin like this, best first. */
    public List<Suggestion> suggest(Actor actor, String prefix, int limit) {
        actor.require(Right.READ);
        if (prefix.isBlank() || limit <= 0) {
            return List.of();
        }
        var query = reader.readStart(prefix);
        return reading((searcher, state) -> {
            var names = searcher.search(query, Math.min(limit, MOST_HITS));
            var suggestions = new LinkedHashSet<Suggestion>();
            for (var hit : names.scoreDocs) {
                var document = searcher.storedFields().document(hit.doc);
                suggestions.add(new Suggestion(
                        BlockDocument.stored(document, BlockField.NAME.label()),
                        new BlockId(BlockDocument.stored(document, "shown_id"))));
            }
            var tags = state == null ? List.<Suggestion>of() : tagsThatBegin(searcher, state, prefix);
            return merge(List.copyOf(suggestions), tags, limit);
        });
    }

    /** Something to complete to; {@code block} is null for a tag. */
    public record Suggestion(String text, @Nullable BlockId block) {}

    private record Found(List<SearchResult.Hit> hits, long total, Map<String, List<SearchResult.FacetValue>> facets) {
        static final Found NOTHING = new Found(List.of(), 0, noFacets());

        private static Map<String, List<SearchResult.FacetValue>> noFacets() {
            var facets = new LinkedHashMap<String, List<SearchResult.FacetValue>>();
            for (var facet : Facet.values()) {
                facets.put(facet.label(), List.of());
            }
            return facets;
        }
    }

    private <T> T reading(BlockIndex.Reading<T> reading) {
        try {
            return follower.index().read(reading);
        } catch (IOException e) {
            follower.damaged(e);
            throw follower.beingRebuilt();
        } catch (AlreadyClosedException e) {
            throw follower.beingRebuilt();
        }
    }

    private Found find(IndexSearcher searcher, SortedSetDocValuesReaderState state, Query query, SearchRequest request)
            throws IOException {
        int offset = Math.clamp(request.offset(), 0, MOST_HITS);
        int limit = Math.clamp(request.limit(), 0, MOST_HITS);
        var narrowed = narrowed(state.getFacetsConfig(), query, request.filters());
        var collector =
                new TopFieldCollectorManager(order(request.sort()), Math.max(1, offset + limit), Integer.MAX_VALUE);
        var result = new DrillSideways(searcher, state.getFacetsConfig(), state).search(narrowed, collector);
        TopFieldDocs top = result.collectorResult;
        int from = Math.min(offset, top.scoreDocs.length);
        var page = Arrays.copyOfRange(top.scoreDocs, from, Math.min(top.scoreDocs.length, offset + limit));
        return new Found(
                hits(searcher, query, reader.readMarks(request.text()), page),
                top.totalHits.value(),
                facetValues(result.facets, request.filters()));
    }

    private static DrillDownQuery narrowed(FacetsConfig config, Query query, Map<String, List<String>> filters) {
        var narrowed = new DrillDownQuery(config, query);
        filters.forEach((label, values) -> {
            if (Facet.labelled(label).isPresent()) {
                values.stream().distinct().forEach(value -> narrowed.add(label, value));
            }
        });
        return narrowed;
    }

    private static Sort order(SearchRequest.Sort sort) {
        var byId = new SortField(BlockDocument.ID_ORDER, SortField.Type.STRING);
        var byName = new SortField(BlockDocument.NAME_ORDER, SortField.Type.STRING);
        return switch (sort) {
            case RELEVANCE -> new Sort(SortField.FIELD_SCORE, byName, byId);
            case NAME -> new Sort(byName, byId);
            case NEWEST ->
                new Sort(new SortField(BlockDocument.PUBLISHED_ORDER, SortField.Type.LONG, true), byName, byId);
        };
    }

    private List<SearchResult.Hit> hits(IndexSearcher searcher, Query query, Query marks, ScoreDoc[] page)
            throws IOException {
        int[] documents = Stream.of(page).mapToInt(hit -> hit.doc).toArray();
        var marked = new Highlights(searcher, analyzer).of(searcher.rewrite(marks), documents);
        var matched = new MatchedFields(searcher, query);
        var hits = new ArrayList<SearchResult.Hit>(page.length);
        for (int i = 0; i < page.length; i++) {
            var document = searcher.storedFields().document(page[i].doc);
            hits.add(hit(document, marked.get(i), matched.of(page[i].doc), score(page[i])));
        }
        return hits;
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
                BlockDocument.storedAll(document, "shown_tag"),
                BlockDocument.storedAll(document, "shown_input"),
                BlockDocument.storedAll(document, "shown_output"),
                summary,
                marked.title(),
                marked.snippet().isEmpty() ? SimpleHTMLEncoder.htmlEncode(summary) : marked.snippet(),
                matchedIn,
                score);
    }

    private static float score(ScoreDoc hit) {
        return hit instanceof FieldDoc sorted && sorted.fields[0] instanceof Float score ? score : 0;
    }

    private static Map<String, List<SearchResult.FacetValue>> facetValues(
            Facets counted, Map<String, List<String>> filters) throws IOException {
        var facets = new LinkedHashMap<String, List<SearchResult.FacetValue>>();
        for (var facet : Facet.values()) {
            var values = new ArrayList<SearchResult.FacetValue>();
            var top = counted.getTopChildren(MOST_FACET_VALUES, facet.label());
            if (top != null) {
                Stream.of(top.labelValues)
                        .map(v -> new SearchResult.FacetValue(v.label, v.value.longValue()))
                        .forEach(values::add);
            }
            filters.getOrDefault(facet.label(), List.of()).stream()
                    .distinct()
                    .filter(chosen -> values.stream().noneMatch(v -> v.value().equals(chosen)))
                    .forEach(chosen -> values.add(new SearchResult.FacetValue(chosen, 0)));
            values.sort(Comparator.comparingLong(SearchResult.FacetValue::count)
                    .reversed()
                    .thenComparing(SearchResult.FacetValue::value));
            facets.put(facet.label(), List.copyOf(values));
        }
        return facets;
    }

    private static List<Suggestion> tagsThatBegin(
            IndexSearcher searcher, SortedSetDocValuesReaderState state, String prefix) throws IOException {
        var range = state.getOrdRange(Facet.TAG.label());
        if (range == null) {
            return List.of();
        }
        var folded = Facet.fold(prefix);
        var values = state.getDocValues();
        var tags = new ArrayList<Map.Entry<String, Integer>>();
        for (int ord = range.start(); ord <= range.end(); ord++) {
            var path = FacetsConfig.stringToPath(values.lookupOrd(ord).utf8ToString());
            var tag = path[path.length - 1];
            if (Facet.fold(tag).startsWith(folded)) {
                int blocks = searcher.count(new TermQuery(
                        DrillDownQuery.term(FacetsConfig.DEFAULT_INDEX_FIELD_NAME, Facet.TAG.label(), tag)));
                if (blocks > 0) {
                    tags.add(Map.entry(tag, blocks));
                }
            }
        }
        return tags.stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(tag -> new Suggestion(tag.getKey(), null))
                .toList();
    }

    /** Names come first; tags get a third of the room when both would fill it. */
    private static List<Suggestion> merge(List<Suggestion> names, List<Suggestion> tags, int limit) {
        int roomForTags = Math.max(Math.max(1, limit / 3), limit - names.size());
        var kept = tags.subList(0, Math.min(tags.size(), roomForTags));
        return Stream.concat(names.stream().limit(limit - (long) Math.min(kept.size(), limit)), kept.stream())
                .limit(limit)
                .toList();
    }
}
