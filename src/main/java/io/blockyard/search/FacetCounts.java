package io.blockyard.search;

import io.blockyard.search.SearchResult.FacetValue;
import io.blockyard.search.index.BlockBits;
import io.blockyard.search.index.Facet;
import io.blockyard.search.index.FacetTable;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.lucene.facet.DrillDownQuery;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;

/** Narrowing by facets, and counting each facet without its own filter. */
final class FacetCounts {

    private final IndexSearcher searcher;
    private final FacetTable table;
    private final Instant now;

    /** Facet → what narrows to the values chosen; facets without a choice are not there. */
    private final Map<String, Query> narrowing;

    private final Map<String, List<String>> filters;

    /** @param filters facet → values, any of which is wanted; names that are no facet narrow nothing */
    FacetCounts(IndexSearcher searcher, FacetTable table, Instant now, Map<String, List<String>> filters) {
        this.searcher = searcher;
        this.table = table;
        this.now = now;
        this.filters = filters;
        this.narrowing = narrowing(filters);
    }

    /**
     * Blocks found, counted.
     *
     * @param facets facet → its values with counts, most first; what was chosen is there even with none
     */
    record Counted(int total, Map<String, List<FacetValue>> facets) {}

    /** The query, narrowed: any value of a facet, and all facets. */
    Query narrowed(Query query) {
        if (narrowing.isEmpty()) {
            return query;
        }
        var narrowed = new BooleanQuery.Builder().add(query, Occur.MUST);
        narrowing.values().forEach(each -> narrowed.add(each, Occur.FILTER));
        return narrowed.build();
    }

    Counted count(Query query) throws IOException {
        var found = BlockBits.of(searcher, query);
        var chosen = chosen();
        var narrowed = without("", found, chosen);
        var free = EnumSet.allOf(Facet.class);
        free.removeIf(facet -> chosen.containsKey(facet.label()));
        var facets = none();
        for (var each : table.counts(List.copyOf(free), narrowed, SearchResult.MOST_VALUES)
                .entrySet()) {
            facets.put(each.getKey().label(), listed(each.getKey(), each.getValue(), narrowed));
        }
        for (var facet : EnumSet.complementOf(free)) {
            var others = without(facet.label(), found, chosen);
            var counted = table.counts(List.of(facet), others, SearchResult.MOST_VALUES)
                    .getOrDefault(facet, List.of());
            facets.put(facet.label(), listed(facet, counted, others));
        }
        facets.put(Freshness.LABEL, freshness(without(Freshness.LABEL, found, chosen)));
        return new Counted(narrowed.count(), facets);
    }

    /**
     * The values of a facet that have this in their name, those that begin with it first, and of these the commonest; each
     * with the blocks that have it, without the facet's own choice.
     */
    List<FacetValue> values(Query query, Facet facet, String part, int most) throws IOException {
        var blocks = without(facet.label(), BlockBits.of(searcher, query), chosen());
        var folded = Facet.fold(part);
        Predicate<String> begins = value -> Facet.fold(value).startsWith(folded);
        Predicate<String> holds = value -> Facet.fold(value).contains(folded);
        var found = new ArrayList<>(table.counts(facet, begins, blocks, most));
        if (found.size() < most && !folded.isEmpty()) {
            found.addAll(table.counts(facet, holds.and(begins.negate()), blocks, most - found.size()));
        }
        return found.stream()
                .map(count -> new FacetValue(count.value(), count.blocks()))
                .toList();
    }

    /** Facet → the blocks that its choice leaves. */
    private Map<String, BlockBits> chosen() throws IOException {
        var chosen = new LinkedHashMap<String, BlockBits>();
        for (var each : narrowing.entrySet()) {
            chosen.put(each.getKey(), BlockBits.of(searcher, each.getValue()));
        }
        return chosen;
    }

    /** Those found, narrowed by every choice but that of one facet. */
    private static BlockBits without(String label, BlockBits found, Map<String, BlockBits> chosen) {
        var narrowed = found;
        for (var each : chosen.entrySet()) {
            narrowed = each.getKey().equals(label) ? narrowed : narrowed.and(each.getValue());
        }
        return narrowed;
    }

    private Map<String, Query> narrowing(Map<String, List<String>> filters) {
        var narrowing = new LinkedHashMap<String, Query>();
        filters.forEach((label, chosen) -> {
            var values = chosen.stream().filter(value -> !value.isEmpty()).toList();
            if (Facet.labelled(label).isPresent() && !values.isEmpty()) {
                narrowing.put(label, any(label, values));
            } else if (label.equals(Freshness.LABEL)) {
                var spans = new BooleanQuery.Builder();
                values.stream()
                        .flatMap(value -> Freshness.of(value).stream())
                        .distinct()
                        .forEach(span -> spans.add(span.query(now), Occur.SHOULD));
                var any = spans.build();
                if (!any.clauses().isEmpty()) {
                    narrowing.put(label, any);
                }
            }
        });
        return narrowing;
    }

    /** One query however many values there are: a clause for each would be refused from 1,024 on. */
    private Query any(String label, List<String> values) {
        var field = table.config().getDimConfig(label).indexFieldName;
        return new TermInSetQuery(
                field,
                values.stream()
                        .map(value -> DrillDownQuery.term(field, label, value).bytes())
                        .toList());
    }

    /** The commonest values, and those chosen even where they are rare or in no block at all. */
    private List<FacetValue> listed(Facet facet, List<FacetTable.Count> counts, BlockBits blocks) throws IOException {
        var listed = counts.stream()
                .map(count -> new FacetValue(count.value(), count.blocks()))
                .collect(Collectors.toCollection(ArrayList::new));
        for (var chosen : new LinkedHashSet<>(filters.getOrDefault(facet.label(), List.of()))) {
            if (!chosen.isEmpty() && listed.stream().noneMatch(v -> v.value().equals(chosen))) {
                listed.add(new FacetValue(chosen, table.count(facet, chosen, blocks)));
            }
        }
        listed.sort(Comparator.comparingLong(FacetValue::count).reversed().thenComparing(FacetValue::value));
        return List.copyOf(listed);
    }

    /** From the shortest span to the longest; one that holds no block more than a shorter one is left out. */
    private List<FacetValue> freshness(BlockBits found) throws IOException {
        var chosen = filters.getOrDefault(Freshness.LABEL, List.of());
        var spans = new ArrayList<FacetValue>();
        int shorter = 0;
        for (var span : Freshness.values()) {
            int count = fresh(found, span);
            if (count > shorter || chosen.contains(span.wire())) {
                spans.add(new FacetValue(span.wire(), count));
            }
            shorter = count;
        }
        return List.copyOf(spans);
    }

    /** Those that were fresh at the last full hour, which is worked out once, without those that are not any more. */
    private int fresh(BlockBits found, Freshness span) throws IOException {
        var hour = now.truncatedTo(ChronoUnit.HOURS);
        var then = table.remembered(searcher, span.query(hour));
        var since = BlockBits.of(searcher, span.endedBetween(hour, now));
        return found.countAlso(then) - found.countAlso(since);
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
}
