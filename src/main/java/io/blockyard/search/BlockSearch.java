package io.blockyard.search;

import io.blockyard.access.Actor;
import io.blockyard.access.Right;
import io.blockyard.problem.ProblemException;
import io.blockyard.search.SearchRequest.Sort;
import io.blockyard.search.SearchResult.FacetValue;
import io.blockyard.search.SearchResult.Hints;
import io.blockyard.search.index.Beside;
import io.blockyard.search.index.BlockDocument;
import io.blockyard.search.index.BlockIndex;
import io.blockyard.search.index.Facet;
import io.blockyard.search.index.FacetTable;
import io.blockyard.search.index.IndexFollower;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.search.TopScoreDocCollectorManager;
import org.apache.lucene.store.AlreadyClosedException;
import org.jspecify.annotations.Nullable;

/** Searching the catalog. Odd input is searched as text; there is no syntax error. */
public class BlockSearch {

    /** How deep one can page by offset or by relevance, where every page costs as much as all before it. */
    public static final int DEEPEST = 10_000;

    private static final int LONGEST_PAGE = 1_000;

    private static final Duration READ_YOUR_WRITES = Duration.ofSeconds(2);
    /** Before it is said that there is nothing. */
    private static final Duration READ_AT_ALL = Duration.ofSeconds(8);

    private final IndexFollower follower;
    private final Clock clock;
    private final QueryReader reader = new QueryReader();
    private final DidYouMean didYouMean = new DidYouMean();

    public BlockSearch(IndexFollower follower) {
        this(follower, Clock.systemUTC());
    }

    BlockSearch(IndexFollower follower, Clock clock) {
        this.follower = follower;
        this.clock = clock;
    }

    /**
     * The blocks that fit best, all of them counted. Words are optional and rank; {@code "phrases"} and
     * {@code field:value} must hold, {@code -word} must not; the last word counts as unfinished.
     *
     * @throws io.blockyard.problem.ProblemException INVALID for a cursor of another search; SETTINGS while there is no
     *     index
     */
    public SearchResult search(Actor actor, SearchRequest request) {
        actor.require(Right.READ);
        long start = System.nanoTime();
        follower.awaitAnnounced(READ_YOUR_WRITES);
        boolean catchingUp = follower.isBehind();
        var found = found(request);
        if (found.total() == 0 && catchingUp) {
            follower.awaitAnnounced(READ_AT_ALL);
            catchingUp = follower.isBehind();
            found = found(request);
        }
        return result(found, catchingUp, start);
    }

    private static SearchResult result(Found found, boolean catchingUp, long start) {
        return new SearchResult(
                found.hits(),
                found.total(),
                found.facets(),
                found.next(),
                found.hints(),
                catchingUp,
                (System.nanoTime() - start) / 1e6);
    }

    /**
     * The same without waiting for what was published a moment ago, for somebody who asks again soon: while they type,
     * or until the index has caught up.
     */
    public SearchResult glance(Actor actor, SearchRequest request) {
        actor.require(Right.READ);
        long start = System.nanoTime();
        return result(found(request), follower.isBehind(), start);
    }

    private Found found(SearchRequest request) {
        return reading(
                follower, (searcher, facets) -> facets == null ? Found.NOTHING : find(searcher, facets, request));
    }

    /**
     * The values of a facet that have some letters in their name, however rare, those that begin with them first: what the
     * search could be narrowed by. Each is counted as beside the results, without the facet's own filter.
     *
     * @param request what is looked for, and among what; its page and order do not matter
     * @param facet by its label, such as {@code tag}
     * @param part in any case, with or without accents; empty for the commonest
     * @throws ProblemException INVALID for what is no facet; SETTINGS while there is no index
     */
    public List<FacetValue> values(Actor actor, SearchRequest request, String facet, String part, int most) {
        actor.require(Right.READ);
        var wanted = Facet.labelled(facet).orElseThrow(() -> noFacet(facet));
        int limit = Math.clamp(most, 1, LONGEST_PAGE);
        return reading(follower, (searcher, table) -> {
            if (table == null) {
                return List.of();
            }
            var columns = ColumnQuestion.read(searcher, request.text());
            var query = reader.read(columns.orElse(request.text()));
            return new FacetCounts(searcher, table, clock.instant(), request.filters())
                    .values(query.matching(), wanted, part, limit);
        });
    }

    private static ProblemException noFacet(String name) {
        return ProblemException.of(
                ProblemException.Kind.INVALID,
                "search.facet",
                "\u201c" + name + "\u201d is nothing that has values to look for.",
                "Name one of " + Arrays.stream(Facet.values()).map(Facet::label).collect(Collectors.joining(", "))
                        + ".");
    }

    /** How far the index is, for a sentence beside results that may not be all. */
    public Optional<SearchProgress> progress(Actor actor) {
        actor.require(Right.READ);
        return Optional.ofNullable(follower.progress())
                .map(p -> new SearchProgress(
                        p.building(), p.whole(), Math.min(p.indexed(), p.total()), p.total(), p.withoutVector()));
    }

    private record Found(
            List<SearchResult.Hit> hits,
            long total,
            Map<String, List<FacetValue>> facets,
            @Nullable String next,
            Hints hints) {
        static final Found NOTHING = new Found(List.of(), 0, FacetCounts.none(), null, Hints.NONE);
    }

    /** The same while it is built, and nothing once it is whole: cheap enough to ask with every page. */
    public Optional<SearchProgress> building(Actor actor) {
        actor.require(Right.READ);
        return follower.isBuilding() ? progress(actor).filter(SearchProgress::building) : Optional.empty();
    }

    /** Reads the index; one that cannot be read is thrown away and built anew. */
    static <T> T reading(IndexFollower follower, BlockIndex.Reading<T> reading) {
        try {
            return follower.index().read(reading);
        } catch (IOException e) {
            follower.damaged(e);
            throw follower.beingRebuilt();
        } catch (AlreadyClosedException e) {
            throw follower.beingRebuilt();
        }
    }

    private Found find(IndexSearcher searcher, FacetTable table, SearchRequest asked) throws IOException {
        var columns = ColumnQuestion.read(searcher, asked.text());
        var query = reader.read(columns.orElse(asked.text()));
        var request = query.isRanked() || asked.sort() != Sort.RELEVANCE ? asked : byName(asked);
        var cursor = request.cursor() == null ? null : Cursor.of(request.cursor(), request);
        var page = Page.of(request, cursor);

        var facets = new FacetCounts(searcher, table, clock.instant(), request.filters());
        // all hits are counted without a score, and beside that the best are found without looking at all hits
        try (var counting = Beside.begin(() -> facets.count(query.matching()))) {
            var top = searcher.search(facets.narrowed(query.matching()), collector(request, page, cursor)).scoreDocs;
            var shown = Arrays.copyOfRange(top, Math.min(page.from(), top.length), Math.min(page.until(), top.length));
            var hits = new HitReader(searcher).hits(query, shown, request.marked());
            var counted = counting.result();
            return new Found(
                    hits,
                    counted.total(),
                    counted.facets(),
                    page.next(request, shown, counted.total()),
                    page.isFirst()
                            ? hints(searcher, asked.text(), query, columns.orElse(null), counted.total())
                            : Hints.NONE);
        }
    }

    /** Names decide between hits only where one sorts by them: comparing them costs more than all the rest. */
    private static CollectorManager<?, ? extends TopDocs> collector(
            SearchRequest request, Page page, @Nullable Cursor cursor) {
        if (request.sort() == Sort.RELEVANCE) {
            return new TopScoreDocCollectorManager(Math.max(1, page.until()), null, 1);
        }
        return new TopFieldCollectorManager(
                order(request.sort()),
                Math.max(1, page.until()),
                cursor == null ? null : cursor.fieldDoc(request.sort()),
                1);
    }

    private Hints hints(IndexSearcher searcher, String text, ReadQuery query, @Nullable String readAs, long total)
            throws IOException {
        return new Hints(
                didYouMean.corrected(searcher, text, query.words()).orElse(null),
                didYouMean.similarIds(searcher, text, total),
                readAs);
    }

    /** Without a word to rank by, all fit alike. */
    private static SearchRequest byName(SearchRequest asked) {
        return new SearchRequest(
                asked.text(),
                asked.filters(),
                Sort.NAME,
                asked.offset(),
                asked.limit(),
                asked.cursor(),
                asked.marked());
    }

    /**
     * The part of the hits that is shown.
     *
     * @param before how many hits the cursor left behind, where the order goes on behind them
     * @param from first hit shown, among those that the search gives
     */
    private record Page(int before, int from, int until) {

        static Page of(SearchRequest request, @Nullable Cursor cursor) {
            int limit = Math.clamp(request.limit(), 0, LONGEST_PAGE);
            int offset = Math.clamp(request.offset(), 0, DEEPEST);
            if (cursor == null || cursor.after() != null) {
                return new Page(cursor == null ? 0 : cursor.position(), offset, offset + limit);
            }
            int from = Math.min(Math.min(cursor.position(), DEEPEST) + offset, DEEPEST);
            return new Page(0, from, from + limit);
        }

        boolean isFirst() {
            return before + from == 0;
        }

        @Nullable
        String next(SearchRequest request, ScoreDoc[] shown, long total) {
            int position = Math.toIntExact(Math.min(Integer.MAX_VALUE, (long) before + from + shown.length));
            boolean more =
                    shown.length > 0 && position < total && (request.sort() != Sort.RELEVANCE || position < DEEPEST);
            return more ? Cursor.at(request, position, shown[shown.length - 1]).toString() : null;
        }
    }

    private static org.apache.lucene.search.Sort order(Sort sort) {
        var byId = new SortField(BlockDocument.ID_ORDER, SortField.Type.STRING);
        var byName = new SortField(BlockDocument.NAME_ORDER, SortField.Type.STRING);
        return switch (sort) {
            case RELEVANCE -> org.apache.lucene.search.Sort.RELEVANCE;
            case NAME -> new org.apache.lucene.search.Sort(byName, byId);
            case NEWEST ->
                new org.apache.lucene.search.Sort(
                        new SortField(BlockDocument.PUBLISHED, SortField.Type.LONG, true), byName, byId);
        };
    }
}
