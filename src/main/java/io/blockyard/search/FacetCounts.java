package io.blockyard.search;

import io.blockyard.search.SearchResult.FacetValue;
import io.blockyard.search.index.BlockDocument;
import io.blockyard.search.index.Facet;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.lucene.facet.DrillDownQuery;
import org.apache.lucene.facet.DrillSideways;
import org.apache.lucene.facet.Facets;
import org.apache.lucene.facet.FacetsCollector;
import org.apache.lucene.facet.MultiFacets;
import org.apache.lucene.facet.range.LongRangeFacetCounts;
import org.apache.lucene.facet.sortedset.SortedSetDocValuesFacetCounts;
import org.apache.lucene.facet.sortedset.SortedSetDocValuesReaderState;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;

/** Narrowing by facets, and counting each facet without its own filter. */
final class FacetCounts extends DrillSideways {

    private static final int MOST_VALUES = 40;

    private final SortedSetDocValuesReaderState values;
    private final Instant now;

    FacetCounts(IndexSearcher searcher, SortedSetDocValuesReaderState values, Instant now) {
        super(searcher, values.getFacetsConfig(), values);
        this.values = values;
        this.now = now;
    }

    /** The query, narrowed: any value of a facet, and all facets. Names that are no facet narrow nothing. */
    DrillDownQuery narrowed(Query query, Map<String, List<String>> filters) {
        var narrowed = new DrillDownQuery(config, query);
        filters.forEach((label, chosen) -> {
            var values = chosen.stream().filter(value -> !value.isEmpty()).toList();
            if (Facet.labelled(label).isPresent()) {
                if (!values.isEmpty()) {
                    narrowed.add(label, any(label, values));
                }
            } else if (label.equals(Freshness.LABEL)) {
                chosen.stream()
                        .flatMap(value -> Freshness.of(value).stream())
                        .distinct()
                        .forEach(span -> narrowed.add(BlockDocument.PUBLISHED, span.query(now)));
            }
        });
        return narrowed;
    }

    /** One query however many values there are: a clause for each would be refused from 1,024 on. */
    private Query any(String label, List<String> values) {
        var field = config.getDimConfig(label).indexFieldName;
        return new TermInSetQuery(
                field,
                values.stream()
                        .map(value -> DrillDownQuery.term(field, label, value).bytes())
                        .toList());
    }

    /** Facet → its values with counts, most first; what was chosen is there even with none. */
    Map<String, List<FacetValue>> values(Facets counted, Map<String, List<String>> filters) throws IOException {
        var facets = new LinkedHashMap<String, List<FacetValue>>();
        for (var facet : Facet.values()) {
            var found = new ArrayList<FacetValue>();
            var top = counted.getTopChildren(MOST_VALUES, facet.label());
            if (top != null) {
                Stream.of(top.labelValues)
                        .map(v -> new FacetValue(v.label, v.value.longValue()))
                        .forEach(found::add);
            }
            filters.getOrDefault(facet.label(), List.of()).stream()
                    .filter(chosen -> !chosen.isEmpty())
                    .distinct()
                    .filter(chosen -> found.stream().noneMatch(v -> v.value().equals(chosen)))
                    .forEach(chosen -> found.add(new FacetValue(chosen, 0)));
            found.sort(Comparator.comparingLong(FacetValue::count).reversed().thenComparing(FacetValue::value));
            facets.put(facet.label(), List.copyOf(found));
        }
        facets.put(Freshness.LABEL, freshness(counted, filters.getOrDefault(Freshness.LABEL, List.of())));
        return facets;
    }

    /** From the shortest span to the longest; one that holds no block more than a shorter one is left out. */
    private static List<FacetValue> freshness(Facets counted, List<String> chosen) throws IOException {
        var spans = new ArrayList<FacetValue>();
        long shorter = 0;
        for (var span : counted.getAllChildren(BlockDocument.PUBLISHED).labelValues) {
            long count = span.value.longValue();
            if (count > shorter || chosen.contains(span.label)) {
                spans.add(new FacetValue(span.label, count));
            }
            shorter = Math.max(shorter, count);
        }
        return List.copyOf(spans);
    }

    /** No block at all: every facet is there and empty. */
    static Map<String, List<FacetValue>> none() {
        var facets = new LinkedHashMap<String, List<FacetValue>>();
        for (var facet : Facet.values()) {
            facets.put(facet.label(), List.of());
        }
        facets.put(Freshness.LABEL, List.of());
        return facets;
    }

    @Override
    protected Facets buildFacetsResult(FacetsCollector found, FacetsCollector[] aside, String[] asideOf)
            throws IOException {
        var counted = new HashMap<String, Facets>();
        counted.put(BlockDocument.PUBLISHED, freshness(found));
        for (int i = 0; asideOf != null && i < asideOf.length; i++) {
            counted.put(
                    asideOf[i],
                    asideOf[i].equals(BlockDocument.PUBLISHED)
                            ? freshness(aside[i])
                            : new SortedSetDocValuesFacetCounts(values, aside[i]));
        }
        return new MultiFacets(counted, new SortedSetDocValuesFacetCounts(values, found));
    }

    private Facets freshness(FacetsCollector hits) throws IOException {
        return new LongRangeFacetCounts(BlockDocument.PUBLISHED, hits, Freshness.ranges(now));
    }
}
