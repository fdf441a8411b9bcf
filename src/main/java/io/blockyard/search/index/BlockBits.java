package io.blockyard.search.index;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.util.FixedBitSet;

/** Some blocks of one state of the index: for each of its segments a bit for each document. Never changed once made. */
public final class BlockBits {

    private final List<FixedBitSet> segments;
    private final int count;

    private BlockBits(List<FixedBitSet> segments) {
        this.segments = List.copyOf(segments);
        this.count = segments.stream().mapToInt(FixedBitSet::cardinality).sum();
    }

    /** The blocks that a query finds. */
    public static BlockBits of(IndexSearcher searcher, Query query) throws IOException {
        var unscored = searcher.rewrite(new ConstantScoreQuery(query));
        var weight = searcher.createWeight(unscored, ScoreMode.COMPLETE_NO_SCORES, 1);
        var segments = new ArrayList<FixedBitSet>();
        for (var leaf : searcher.getIndexReader().leaves()) {
            var scorer = weight.scorer(leaf);
            segments.add(scorer == null ? none(leaf.reader()) : living(leaf.reader(), scorer.iterator()));
        }
        return new BlockBits(segments);
    }

    private static FixedBitSet none(LeafReader segment) {
        return new FixedBitSet(segment.maxDoc());
    }

    private static FixedBitSet living(LeafReader segment, DocIdSetIterator found) throws IOException {
        var bits = none(segment);
        if (found.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
            found.intoBitSet(DocIdSetIterator.NO_MORE_DOCS, bits, 0);
        }
        var live = segment.getLiveDocs();
        if (live != null) {
            live.applyMask(bits, 0);
        }
        return bits;
    }

    /** Those that are also among the others. */
    public BlockBits and(BlockBits others) {
        var both = new ArrayList<FixedBitSet>(segments.size());
        for (int i = 0; i < segments.size(); i++) {
            var bits = segments.get(i).clone();
            bits.and(others.segments.get(i));
            both.add(bits);
        }
        return new BlockBits(both);
    }

    public int count() {
        return count;
    }

    /** How many are also among the others. */
    public int countAlso(BlockBits others) {
        long both = 0;
        for (int i = 0; i < segments.size(); i++) {
            both += FixedBitSet.intersectionCount(segments.get(i), others.segments.get(i));
        }
        return Math.toIntExact(both);
    }

    /** Those of one segment, by its place among the segments. */
    FixedBitSet ofSegment(int place) {
        return segments.get(place);
    }
}
