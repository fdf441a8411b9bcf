package io.blockyard.search;

import io.blockyard.access.Actor;
import io.blockyard.access.Right;
import io.blockyard.block.BlockId;
import io.blockyard.search.Suggestion.Kind;
import io.blockyard.search.index.BlockAnalyzer;
import io.blockyard.search.index.BlockDocument;
import io.blockyard.search.index.BlockField;
import io.blockyard.search.index.Facet;
import io.blockyard.search.index.IndexFollower;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.util.BytesRef;

/** What to complete to while one types: blocks, tags, columns, values of a field, and what was searched before. */
public class SearchSuggestions {

    private static final int MOST = 50;
    private static final int LONGEST_TEXT = 200;
    private static final int MOST_WORDS = 12;
    /** Terms looked at to find the most frequent ones with a beginning. */
    private static final int MOST_TERMS = 2_000;

    private static final int MOST_PAST = 3;

    private final IndexFollower follower;
    private final PastSearches past;
    private final QueryReader reader = new QueryReader();
    private final BlockAnalyzer words = new BlockAnalyzer(BlockAnalyzer.Form.WORD);

    public SearchSuggestions(IndexFollower follower, PastSearches past) {
        this.follower = follower;
        this.past = past;
    }

    /**
     * For what was typed so far; for nothing, what the person and others searched for. {@code field:} completes the
     * last value of a field.
     *
     * @throws io.blockyard.problem.ProblemException SETTINGS while there is no index
     */
    public List<Suggestion> suggest(Actor actor, String typed, int most) {
        actor.require(Right.READ);
        int limit = Math.clamp(most, 0, MOST);
        var text = typed.length() > LONGEST_TEXT ? typed.substring(0, LONGEST_TEXT) : typed;
        if (limit == 0) {
            return List.of();
        }
        if (text.isBlank()) {
            return before(actor, "", limit);
        }
        var parts = QueryPart.of(text);
        var last = parts.isEmpty() ? Optional.<QueryPart>empty() : Optional.of(parts.getLast());
        if (last.isPresent()
                && !last.get().field().isEmpty()
                && !Character.isWhitespace(text.charAt(text.length() - 1))) {
            return BlockSearch.reading(
                    follower, (searcher, state) -> counted(searcher, values(searcher, text, last.get(), limit)));
        }
        var searched = before(actor, text, Math.min(MOST_PAST, limit));
        return BlockSearch.reading(follower, (searcher, state) -> {
            var names = blocks(searcher, text, limit);
            var tags = tags(searcher, Facet.fold(text), limit);
            var columns = columns(searcher, Facet.fold(text), limit);
            return counted(searcher, merged(limit, searched, names, tags, columns));
        });
    }

    /** Names of columns of some block that begin so, those of most blocks first. */
    public List<String> columns(Actor actor, String start, int most) {
        actor.require(Right.READ);
        return BlockSearch.reading(
                follower,
                (searcher, state) ->
                        counted(searcher, columns(searcher, Facet.fold(start), Math.clamp(most, 0, MOST))).stream()
                                .map(Suggestion::text)
                                .toList());
    }

    /** Remembers a search that the person meant, to suggest it again. */
    public void remember(Actor actor, String text) {
        past.remember(actor, text);
    }

    /** Forgets everything that the person searched for. */
    public void forget(Actor actor) {
        past.forget(actor);
    }

    /** The person's own searches, then those of several people. */
    private List<Suggestion> before(Actor actor, String start, int limit) {
        var found = new ArrayList<Suggestion>();
        past.recent(actor, start, limit).forEach(text -> found.add(Suggestion.past(Kind.RECENT, text)));
        past.popular(actor, start, limit).stream()
                .filter(text ->
                        found.stream().noneMatch(s -> Facet.fold(s.text()).equals(Facet.fold(text))))
                .forEach(text -> found.add(Suggestion.past(Kind.POPULAR, text)));
        return found.stream()
                .filter(s -> start.isBlank() || !Facet.fold(s.text()).equals(Facet.fold(start)))
                .limit(limit)
                .toList();
    }

    private List<Suggestion> blocks(IndexSearcher searcher, String text, int limit) throws IOException {
        var found = new ArrayList<Suggestion>();
        for (var hit : searcher.search(beginning(text), limit).scoreDocs) {
            var document = searcher.storedFields().document(hit.doc);
            var id = new BlockId(BlockDocument.stored(document, "shown_id"));
            found.add(new Suggestion(
                    Kind.BLOCK, BlockDocument.stored(document, BlockField.NAME.label()), id.value(), id, 1));
        }
        return found;
    }

    /** Names and ids that hold all these words, each perhaps unfinished; those that begin with the text first. */
    private Query beginning(String text) {
        var query = new BooleanQuery.Builder();
        for (var word : words.words(text).stream().limit(MOST_WORDS).toList()) {
            query.add(
                    new DisjunctionMaxQuery(
                            List.of(
                                    new PrefixQuery(new Term(BlockField.NAME.label(), word)),
                                    new PrefixQuery(new Term(BlockField.ID.label(), word))),
                            0),
                    Occur.MUST);
        }
        query.add(
                new BoostQuery(new PrefixQuery(new Term(BlockDocument.NAME_START, Facet.fold(text))), 2), Occur.SHOULD);
        return query.build();
    }

    private static List<Suggestion> tags(IndexSearcher searcher, String folded, int limit) throws IOException {
        return startingWith(searcher, BlockDocument.VALUE_START, Facet.TAG.label() + ":" + folded, limit).stream()
                .map(tag -> new Suggestion(
                        Kind.TAG, tag.shown(), query(Facet.TAG.label(), tag.shown()), null, tag.blocks()))
                .toList();
    }

    private static List<Suggestion> columns(IndexSearcher searcher, String folded, int limit) throws IOException {
        return startingWith(searcher, BlockDocument.COLUMN_START, folded, limit).stream()
                .map(column -> new Suggestion(
                        Kind.COLUMN, column.shown(), query("column", column.shown()), null, column.blocks()))
                .toList();
    }

    /** Completes {@code field:beginning} at the end of the text. */
    private static List<Suggestion> values(IndexSearcher searcher, String text, QueryPart part, int limit)
            throws IOException {
        var folded = Facet.fold(part.text());
        var found = switch (part.field()) {
            case "column", "input", "output" -> startingWith(searcher, BlockDocument.COLUMN_START, folded, limit);
            default -> startingWith(searcher, BlockDocument.VALUE_START, part.field() + ":" + folded, limit);
        };
        int field = text.toLowerCase(java.util.Locale.ROOT).lastIndexOf(part.field(), part.start());
        var before = text.substring(0, Math.max(0, field));
        return found.stream()
                .map(value -> {
                    var query = query(part.field(), value.shown());
                    return new Suggestion(Kind.VALUE, before + query, before + query, null, value.blocks());
                })
                .toList();
    }

    private static String query(String field, String value) {
        return field + ":" + (value.chars().anyMatch(Character::isWhitespace) ? "\"" + value + "\"" : value);
    }

    private record Value(String term, int blocks) {
        String shown() {
            return term.substring(term.indexOf(BlockDocument.BEHIND) + 1);
        }
    }

    /** The values of a field that begin so, those of most blocks first. */
    private static List<Value> startingWith(IndexSearcher searcher, String field, String start, int limit)
            throws IOException {
        var terms = MultiTerms.getTerms(searcher.getIndexReader(), field);
        if (terms == null) {
            return List.of();
        }
        var each = terms.iterator();
        if (each.seekCeil(new BytesRef(start)) == TermsEnum.SeekStatus.END) {
            return List.of();
        }
        var found = new ArrayList<Value>();
        for (var term = each.term(); term != null && found.size() < MOST_TERMS; term = each.next()) {
            var text = term.utf8ToString();
            if (!text.startsWith(start)) {
                break;
            }
            found.add(new Value(text, each.docFreq()));
        }
        return found.stream()
                .sorted(Comparator.comparingInt(Value::blocks).reversed().thenComparing(Value::term))
                .limit(limit)
                .toList();
    }

    /** The number beside a suggestion is what its query finds; a term may be of blocks that were replaced since. */
    private List<Suggestion> counted(IndexSearcher searcher, List<Suggestion> found) throws IOException {
        var counted = new ArrayList<Suggestion>(found.size());
        for (var each : found) {
            switch (each.kind()) {
                case BLOCK, RECENT, POPULAR -> counted.add(each);
                case TAG, COLUMN, VALUE -> {
                    int blocks = searcher.count(reader.read(each.query()).matching());
                    if (blocks > 0) {
                        counted.add(new Suggestion(each.kind(), each.text(), each.query(), each.block(), blocks));
                    }
                }
            }
        }
        return counted;
    }

    /** What was searched before comes first, then blocks; tags and columns get the room that is left, or a third. */
    private static List<Suggestion> merged(
            int limit,
            List<Suggestion> searched,
            List<Suggestion> blocks,
            List<Suggestion> tags,
            List<Suggestion> columns) {
        int room = limit - searched.size();
        int kept = Math.min(tags.size() + columns.size(), Math.max(Math.max(1, room / 3), room - blocks.size()));
        int fromColumns = Math.min(columns.size(), Math.max(kept / 2, kept - tags.size()));
        var seen = new HashSet<Suggestion>();
        return Stream.of(
                        searched.stream(),
                        blocks.stream().limit(Math.max(0, room - kept)),
                        tags.stream().limit(kept - fromColumns),
                        columns.stream().limit(fromColumns))
                .flatMap(each -> each)
                .filter(seen::add)
                .limit(limit)
                .toList();
    }
}
