package io.blockyard.search.index;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Predicate;
import org.apache.lucene.facet.Facets;
import org.apache.lucene.facet.FacetsCollector;
import org.apache.lucene.facet.FacetsConfig;
import org.apache.lucene.facet.sortedset.DefaultSortedSetDocValuesReaderState;
import org.apache.lucene.facet.sortedset.SortedSetDocValuesFacetCounts;
import org.apache.lucene.facet.sortedset.SortedSetDocValuesReaderState;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.util.BitDocIdSet;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;
import org.apache.lucene.util.IntsRef;
import org.jspecify.annotations.Nullable;

/**
 * The values of the facets in one state of the index, and how many of some blocks have them. Few blocks are asked one by
 * one what they have; of many it is quicker to ask, for each value, which of its blocks are among them, and values that
 * cannot come into the list any more are not asked for at all.
 */
public final class FacetTable {

    /** What has fewer than this share of all blocks is few. */
    private static final int FEW = 16;
    /** A value that this share of a segment's blocks have is kept as bits, a rarer one as numbers. */
    private static final int DENSE = 32;

    private static final int MOST_REMEMBERED = 16;

    private final IndexReader reader;
    private final SortedSetDocValuesReaderState state;
    private final Map<Facet, List<Value>> values = new EnumMap<>(Facet.class);
    /** By segment; a segment's documents never change, only which of them are deleted. */
    private final Map<IndexReader.CacheKey, Map<BytesRef, Having>> having = new ConcurrentHashMap<>();

    private final Map<Query, BlockBits> remembered = new ConcurrentHashMap<>();

    private FacetTable(IndexReader reader, SortedSetDocValuesReaderState state) {
        this.reader = reader;
        this.state = state;
    }

    /**
     * A value of a facet.
     *
     * @param documents in how many it stands, deleted ones among them
     * @param having those, for each segment, as far as somebody asked
     */
    private record Value(String label, BytesRef term, int documents, AtomicReferenceArray<Having> having) {}

    /** A value, and how many of the blocks that were asked about have it. */
    public record Count(String value, int blocks) {}

    /** The documents of a segment that have a value. */
    private sealed interface Having {

        record Bits(FixedBitSet documents) implements Having {}

        record Numbers(IntsRef documents) implements Having {}
    }

    /** @param before the table of a former state, which may know some of the segments; null when there is none */
    static FacetTable of(IndexReader reader, FacetsConfig config, @Nullable FacetTable before) throws IOException {
        var table = new FacetTable(reader, new DefaultSortedSetDocValuesReaderState(reader, config));
        for (var facet : Facet.values()) {
            table.values.put(facet, new ArrayList<>());
        }
        table.readValues();
        for (var leaf : reader.leaves()) {
            var key = leaf.reader().getCoreCacheHelper().getKey();
            var known = before == null ? null : before.having.get(key);
            table.having.put(key, known == null ? new ConcurrentHashMap<>() : known);
        }
        return table;
    }

    /** How the facets are written. */
    static FacetsConfig facets() {
        var config = new FacetsConfig();
        Arrays.stream(Facet.values()).forEach(facet -> config.setMultiValued(facet.label(), true));
        return config;
    }

    boolean isOf(IndexReader other) {
        return reader.equals(other);
    }

    private void readValues() throws IOException {
        var documents = new HashMap<BytesRef, Integer>();
        for (var leaf : reader.leaves()) {
            var terms = leaf.reader().terms(FacetsConfig.DEFAULT_INDEX_FIELD_NAME);
            if (terms != null) {
                var each = terms.iterator();
                for (var term = each.next(); term != null; term = each.next()) {
                    documents.merge(BytesRef.deepCopyOf(term), each.docFreq(), Integer::sum);
                }
            }
        }
        documents.forEach((term, count) -> {
            var path = FacetsConfig.stringToPath(term.utf8ToString());
            if (path.length == 2) {
                Facet.labelled(path[0])
                        .ifPresent(facet -> listed(facet)
                                .add(new Value(
                                        path[1],
                                        term,
                                        count,
                                        new AtomicReferenceArray<>(
                                                reader.leaves().size()))));
            }
        });
        values.values()
                .forEach(list -> list.sort(
                        Comparator.comparingInt(Value::documents).reversed().thenComparing(Value::label)));
    }

    private List<Value> listed(Facet facet) {
        return values.getOrDefault(facet, List.of());
    }

    public FacetsConfig config() {
        return state.getFacetsConfig();
    }

    /** The same blocks as {@link BlockBits#of}, remembered for a query that is asked with every search. */
    public BlockBits remembered(IndexSearcher searcher, Query query) throws IOException {
        var known = remembered.get(query);
        if (known == null) {
            known = BlockBits.of(searcher, query);
            if (remembered.size() >= MOST_REMEMBERED) {
                remembered.clear();
            }
            remembered.put(query, known);
        }
        return known;
    }

    /** The values of these facets that most of the blocks have, most first; of equals by the alphabet. */
    public Map<Facet, List<Count>> counts(List<Facet> facets, BlockBits blocks, int most) throws IOException {
        var counts = new EnumMap<Facet, List<Count>>(Facet.class);
        var asked = isFew(blocks) ? counted(blocks) : null;
        for (var facet : facets) {
            counts.put(facet, asked == null ? ofMany(facet, any -> true, blocks, most) : ofFew(asked, facet, most));
        }
        return counts;
    }

    /** The same of one facet's values that are wanted, however rare they are. */
    public List<Count> counts(Facet facet, Predicate<String> wanted, BlockBits blocks, int most) throws IOException {
        if (!isFew(blocks)) {
            return ofMany(facet, wanted, blocks, most);
        }
        int all = Math.max(1, listed(facet).size());
        return ofFew(counted(blocks), facet, all).stream()
                .filter(count -> wanted.test(count.value()))
                .limit(most)
                .toList();
    }

    private boolean isFew(BlockBits blocks) {
        return (long) blocks.count() * FEW < reader.maxDoc();
    }

    private Facets counted(BlockBits blocks) throws IOException {
        return new SortedSetDocValuesFacetCounts(state, new Collected(blocks, reader.leaves()));
    }

    private static List<Count> ofFew(Facets counted, Facet facet, int most) throws IOException {
        var top = counted.getTopChildren(most, facet.label());
        return top == null
                ? List.of()
                : Arrays.stream(top.labelValues)
                        .map(value -> new Count(value.label, value.value.intValue()))
                        .toList();
    }

    private List<Count> ofMany(Facet facet, Predicate<String> wanted, BlockBits blocks, int most) throws IOException {
        var order = Comparator.comparingInt(Count::blocks).reversed().thenComparing(Count::value);
        var best = new PriorityQueue<Count>(order.reversed());
        for (var value : listed(facet)) {
            if (best.size() == most && value.documents() < best.element().blocks()) {
                break;
            }
            int count = wanted.test(value.label()) ? count(value, blocks) : 0;
            if (count > 0) {
                best.add(new Count(value.label(), count));
            }
            if (best.size() > most) {
                best.remove();
            }
        }
        return best.stream().sorted(order).toList();
    }

    /** How many of the blocks have one value, however rare; 0 for a value that there is not. */
    public int count(Facet facet, String value, BlockBits blocks) throws IOException {
        for (var each : listed(facet)) {
            if (each.label().equals(value)) {
                return count(each, blocks);
            }
        }
        return 0;
    }

    private int count(Value value, BlockBits blocks) throws IOException {
        long count = 0;
        var leaves = reader.leaves();
        for (int i = 0; i < leaves.size(); i++) {
            var bits = blocks.ofSegment(i);
            count += switch (having(value, i, leaves.get(i).reader())) {
                case Having.Bits all -> FixedBitSet.intersectionCount(bits, all.documents());
                case Having.Numbers few -> among(bits, few.documents());
            };
        }
        return Math.toIntExact(count);
    }

    private static int among(FixedBitSet bits, IntsRef documents) {
        int count = 0;
        for (int i = 0; i < documents.length; i++) {
            count += bits.get(documents.ints[documents.offset + i]) ? 1 : 0;
        }
        return count;
    }

    private Having having(Value value, int place, LeafReader segment) throws IOException {
        var known = value.having().get(place);
        if (known == null) {
            known = having(segment, value.term());
            value.having().set(place, known);
        }
        return known;
    }

    private Having having(LeafReader segment, BytesRef term) throws IOException {
        var known = having.computeIfAbsent(segment.getCoreCacheHelper().getKey(), key -> new ConcurrentHashMap<>());
        var here = known.get(term);
        if (here == null) {
            here = read(segment, term);
            known.put(term, here);
        }
        return here;
    }

    private static Having read(LeafReader segment, BytesRef term) throws IOException {
        var terms = segment.terms(FacetsConfig.DEFAULT_INDEX_FIELD_NAME);
        var each = terms == null ? null : terms.iterator();
        if (each == null || !each.seekExact(term)) {
            return new Having.Numbers(new IntsRef());
        }
        var documents = each.postings(null, PostingsEnum.NONE);
        if ((long) each.docFreq() * DENSE >= segment.maxDoc()) {
            var bits = new FixedBitSet(segment.maxDoc());
            bits.or(documents);
            return new Having.Bits(bits);
        }
        var numbers = new int[each.docFreq()];
        int count = 0;
        for (int next = documents.nextDoc(); next != DocIdSetIterator.NO_MORE_DOCS; next = documents.nextDoc()) {
            numbers[count++] = next;
        }
        return new Having.Numbers(new IntsRef(numbers, 0, count));
    }

    /**
     * Blocks as if a search had collected them: of every segment, for of one alone Lucene takes the numbers of values in it
     * for those of the whole index.
     */
    private static final class Collected extends FacetsCollector {

        private final List<MatchingDocs> found = new ArrayList<>();

        Collected(BlockBits blocks, List<LeafReaderContext> leaves) {
            for (int i = 0; i < leaves.size(); i++) {
                var bits = blocks.ofSegment(i);
                int count = bits.cardinality();
                found.add(new MatchingDocs(leaves.get(i), new BitDocIdSet(bits, count), count, null));
            }
        }

        @Override
        public List<MatchingDocs> getMatchingDocs() {
            return found;
        }
    }
}
