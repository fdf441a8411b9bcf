package io.blockyard.search;

import io.blockyard.access.Actor;
import io.blockyard.access.Right;
import io.blockyard.block.BlockId;
import io.blockyard.block.BlockManifest;
import io.blockyard.block.Column;
import io.blockyard.block.ContractFit;
import io.blockyard.block.Port;
import io.blockyard.search.index.BlockDocument;
import io.blockyard.search.index.Facet;
import io.blockyard.search.index.IndexFollower;
import io.blockyard.search.index.IndexedContract;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

/** What stands near a block: those that do about the same, and those whose contracts fit before or behind it. */
public class BlockRelatives {

    private static final int CANDIDATES = 80;
    private static final int MOST_COLUMNS = 100;
    private static final int MOST = 100;
    /** Less than this share of a contract met is no offer that helps anybody. */
    private static final double WORTH_SAYING = 0.5;

    private final IndexFollower follower;

    public BlockRelatives(IndexFollower follower) {
        this.follower = follower;
    }

    /**
     * A block that does about the same.
     *
     * @param score from 0 to 1, by words and meaning
     * @param sharedColumns names of output columns that both make
     */
    public record Similar(
            BlockId id,
            String version,
            String name,
            String domain,
            String level,
            double score,
            List<String> sharedColumns) {}

    /**
     * A block whose port fits a port of the block that was asked about.
     *
     * @param fromPort the output
     * @param toPort the input that it can feed
     * @param score from 0 to 1
     * @param complete whether every required column is there, of a type that fits
     * @param fitting how many of the expected columns are there
     * @param expected how many columns the input expects; 0 when no contract is known
     */
    public record Neighbour(
            BlockId id,
            String version,
            String name,
            String domain,
            String level,
            String fromPort,
            String toPort,
            double score,
            boolean complete,
            long fitting,
            int expected,
            String explanation) {}

    /**
     * @param canFeed blocks that can read what it makes, best first
     * @param canBeFedBy blocks that make what it reads, best first
     */
    public record Neighbours(List<Neighbour> canFeed, List<Neighbour> canBeFedBy) {}

    /** Most like it first; empty for a block that is not in the index. */
    public List<Similar> similar(Actor actor, BlockId id, int limit) {
        actor.require(Right.READ);
        return BlockSearch.reading(follower, (searcher, state) -> {
            var document = document(searcher, id);
            return document.isEmpty()
                    ? List.<Similar>of()
                    : Likeness.to(searcher, document.getAsInt(), Math.clamp(limit, 0, MOST));
        });
    }

    /** By contract; empty lists for a block that is not in the index. */
    public Neighbours neighbours(Actor actor, BlockId id, int limit) {
        actor.require(Right.READ);
        int most = Math.clamp(limit, 0, MOST);
        return BlockSearch.reading(follower, (searcher, state) -> {
            var document = document(searcher, id);
            if (document.isEmpty()) {
                return new Neighbours(List.of(), List.of());
            }
            var block = IndexedContract.of(searcher, document.getAsInt());
            return new Neighbours(canFeed(searcher, block, most), canBeFedBy(searcher, block, most));
        });
    }

    /** Other blocks with an output that meets the whole contract of this input of the block, best first. */
    public List<Neighbour> makers(Actor actor, BlockManifest block, Port input, int limit) {
        actor.require(Right.READ);
        var reader = IndexedContract.of(block);
        return BlockSearch.reading(follower, (searcher, state) -> {
            var found = new HashMap<BlockId, Neighbour>();
            makers(searcher, reader, input, found);
            found.values().removeIf(neighbour -> !neighbour.complete());
            return best(found, Math.clamp(limit, 0, MOST));
        });
    }

    private static OptionalInt document(IndexSearcher searcher, BlockId id) throws IOException {
        var hits = searcher.search(new TermQuery(new Term(BlockDocument.KEY, Facet.fold(id.value()))), 1).scoreDocs;
        return hits.length == 0 ? OptionalInt.empty() : OptionalInt.of(hits[0].doc);
    }

    private static List<Neighbour> canFeed(IndexSearcher searcher, IndexedContract block, int most) throws IOException {
        var found = new HashMap<BlockId, Neighbour>();
        for (var output : block.outputs()) {
            var candidates = candidates(searcher, output, BlockDocument.PORTS_IN, BlockDocument.COLUMNS_IN);
            for (var other : candidates) {
                for (var input : other.inputs()) {
                    keep(found, block, fit(block, output, other, input, other));
                }
            }
        }
        return best(found, most);
    }

    private static List<Neighbour> canBeFedBy(IndexSearcher searcher, IndexedContract block, int most)
            throws IOException {
        var found = new HashMap<BlockId, Neighbour>();
        for (var input : block.inputs()) {
            makers(searcher, block, input, found);
        }
        return best(found, most);
    }

    private static void makers(IndexSearcher searcher, IndexedContract block, Port input, Map<BlockId, Neighbour> found)
            throws IOException {
        for (var other : candidates(searcher, input, BlockDocument.PORTS_OUT, BlockDocument.COLUMNS_OUT)) {
            for (var output : other.outputs()) {
                keep(found, block, fit(other, output, block, input, other));
            }
        }
    }

    /** Blocks that share most columns with the port, or have one of its name. */
    private static List<IndexedContract> candidates(
            IndexSearcher searcher, Port port, String portField, String columnField) throws IOException {
        var any = new BooleanQuery.Builder();
        any.add(term(portField, port.name()), Occur.SHOULD);
        port.columns().stream()
                .map(Column::name)
                .distinct()
                .limit(MOST_COLUMNS)
                .forEach(column -> any.add(term(columnField, column), Occur.SHOULD));
        var contracts = new java.util.ArrayList<IndexedContract>();
        for (var hit : searcher.search(any.build(), CANDIDATES).scoreDocs) {
            contracts.add(IndexedContract.of(searcher, hit.doc));
        }
        return contracts;
    }

    private static Query term(String field, String name) {
        return new TermQuery(new Term(field, BlockDocument.foldName(name)));
    }

    private static Neighbour fit(
            IndexedContract from, Port output, IndexedContract to, Port input, IndexedContract other) {
        var fit = ContractFit.of(from.sourceProject(), output, to.sourceProject(), input);
        return new Neighbour(
                other.id(),
                other.version().toString(),
                other.name(),
                other.domain(),
                other.level(),
                output.name(),
                input.name(),
                fit.score(),
                fit.complete(),
                fit.columns().stream()
                        .filter(c -> c.verdict().equals("fits") || c.verdict().equals("widens"))
                        .count(),
                input.columns().size(),
                fit.explanation());
    }

    /** The best pair of ports stands for the block. */
    private static void keep(Map<BlockId, Neighbour> found, IndexedContract block, Neighbour neighbour) {
        if (neighbour.score() >= WORTH_SAYING && !neighbour.id().equals(block.id())) {
            found.merge(neighbour.id(), neighbour, (one, other) -> BETTER.compare(one, other) <= 0 ? one : other);
        }
    }

    private static List<Neighbour> best(Map<BlockId, Neighbour> found, int most) {
        return found.values().stream().sorted(BETTER).limit(most).toList();
    }

    private static final Comparator<Neighbour> BETTER = Comparator.comparing(
                    Neighbour::complete, Comparator.reverseOrder())
            .thenComparing(Neighbour::score, Comparator.reverseOrder())
            .thenComparing(Neighbour::id);
}
