package io.blockyard.search;

import io.blockyard.search.ReadQuery.Word;
import io.blockyard.search.index.BlockAnalyzer;
import io.blockyard.search.index.BlockDocument;
import io.blockyard.search.index.BlockField;
import io.blockyard.search.index.Facet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.SynonymQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.QueryBuilder;

/**
 * What a person typed, as a query. Words are optional and rank; a phrase in quotes and {@code field:value} must hold;
 * a leading minus must not. The last word counts as unfinished. Whatever else is typed is text: nothing is an error.
 */
final class QueryReader {

    private static final Map<String, BlockField> FIELDS = Map.of(
            "name", BlockField.NAME,
            "description", BlockField.DESCRIPTION,
            "article", BlockField.ARTICLE,
            "contains", BlockField.CONTAINS,
            "owner", BlockField.OWNER,
            "asks", BlockField.ASKS,
            "input", BlockField.INPUTS,
            "output", BlockField.OUTPUTS,
            "column", BlockField.COLUMNS);

    private static final List<BlockField> PHRASED = Arrays.stream(BlockField.values())
            .filter(field -> field != BlockField.ID && field != BlockField.PLACE)
            .toList();
    private static final int LONGEST_TEXT = 1_000;
    private static final int MOST_PARTS = 24;
    private static final int MOST_WORDS = 24;
    /** Lucene refuses more than 1,024 clauses in all, and a word takes 28 of them. */
    private static final int MOST_CONDITIONS = 10;

    private static final int MOST_EXCLUDED = 4;

    private static final int SHORTEST_PREFIX = 2;
    private static final float OTHER_FIELDS = 0.25f;
    /** The French stem of a word counts less than its English one, which differs from it mostly for French words. */
    private static final float OTHER_STEM = 0.7f;

    private static final float EXACT_ID = 40f;
    /** An unfinished word counts about as much as a finished one that is not rare. */
    private static final float BEGINS = 0.8f;

    private static final float BEGINS_IN_NAME = 2.5f;

    private final BlockAnalyzer stems = new BlockAnalyzer(BlockAnalyzer.Form.STEM);
    private final BlockAnalyzer words = new BlockAnalyzer(BlockAnalyzer.Form.WORD);
    private final QueryBuilder phrases = new QueryBuilder(words);

    /** All blocks for an empty text, none for one that holds no word. */
    ReadQuery read(String typed) {
        var text = clip(typed);
        if (text.isBlank()) {
            return new ReadQuery(MatchAllDocsQuery.INSTANCE, Set.of(), Set.of(), Map.of(), Set.of(), List.of());
        }
        var parts = parts(text);
        var found = words(text, parts);
        var beginnings = found.stream().filter(Word::unfinished).map(Word::term).collect(Collectors.toSet());
        var terms = new LinkedHashSet<String>();
        found.forEach(word -> terms.addAll(stems.words(word.term())));
        return new ReadQuery(query(parts, found), terms, beginnings, phrases(parts), held(parts), found);
    }

    /** What is in quotes, in any field; and what was asked for in a field, there. */
    private Map<BlockField, List<Query>> phrases(List<QueryPart> parts) {
        var phrases = new EnumMap<BlockField, List<Query>>(BlockField.class);
        for (var part : parts) {
            var named = FIELDS.get(part.field());
            var fields = named != null ? List.of(named) : List.of(BlockField.values());
            if (!part.not() && (named != null || (part.phrase() && part.field().isEmpty()))) {
                for (var field : fields) {
                    wordsInOrder(field, part.text())
                            .ifPresent(phrase -> phrases.computeIfAbsent(field, f -> new ArrayList<>())
                                    .add(phrase));
                }
            }
        }
        return phrases;
    }

    /** The fields that were named, which every block found fulfils. */
    private static Set<BlockField> held(List<QueryPart> parts) {
        var held = EnumSet.noneOf(BlockField.class);
        for (var part : parts) {
            if (!part.not()) {
                switch (part.field()) {
                    case "level", "domain" -> held.add(BlockField.PLACE);
                    case "tag" -> held.add(BlockField.TAGS);
                    case "source" -> held.add(BlockField.SOURCE);
                    case "id" -> held.add(BlockField.ID);
                    default -> Optional.ofNullable(FIELDS.get(part.field())).ifPresent(held::add);
                }
            }
        }
        return held;
    }

    private static List<QueryPart> parts(String text) {
        var conditions = new AtomicInteger();
        return QueryPart.of(text).stream()
                .limit(MOST_PARTS)
                .filter(part -> part.isWord() || conditions.incrementAndGet() <= MOST_CONDITIONS)
                .toList();
    }

    private Query query(List<QueryPart> parts, List<Word> found) {
        var query = new BooleanQuery.Builder();
        boolean wanted = false;
        boolean excluded = false;
        for (var part : parts) {
            if (part.mustHold() || part.not()) {
                for (var clause : required(part)) {
                    query.add(clause, part.not() ? Occur.MUST_NOT : Occur.FILTER);
                    wanted |= !part.not();
                    excluded |= part.not();
                }
            }
        }
        for (var word : found) {
            anywhere(stems.forms(word.term())).ifPresent(any -> query.add(any, Occur.SHOULD));
            if (word.unfinished()) {
                query.add(beginning(word.term()), Occur.SHOULD);
            }
        }
        for (var id : ids(parts)) {
            query.add(id, Occur.SHOULD);
        }
        if (!found.isEmpty()) {
            return query.setMinimumNumberShouldMatch(wanted ? 0 : 1).build();
        }
        if (!wanted && !excluded) {
            return new MatchNoDocsQuery("no word in the text");
        }
        return wanted
                ? query.build()
                : query.add(MatchAllDocsQuery.INSTANCE, Occur.FILTER).build();
    }

    /** A block whose id stands there in full comes first. */
    private static List<Query> ids(List<QueryPart> parts) {
        return parts.stream()
                .filter(part -> part.isWord() && part.text().indexOf('_') > 0)
                .<Query>map(part -> new BoostQuery(
                        new ConstantScoreQuery(new TermQuery(new Term(BlockDocument.KEY, Facet.fold(part.text())))),
                        EXACT_ID))
                .toList();
    }

    private List<Word> words(String text, List<QueryPart> parts) {
        boolean open = !Character.isWhitespace(text.codePointBefore(text.length()));
        var found = new ArrayList<Word>();
        for (int i = 0; i < parts.size(); i++) {
            var part = parts.get(i);
            if (!part.isWord()) {
                continue;
            }
            var tokens = words.tokens(part.text());
            boolean last = open && i == parts.size() - 1;
            for (int j = 0; j < tokens.size() && found.size() < MOST_WORDS; j++) {
                var token = tokens.get(j);
                boolean unfinished = last
                        && j == tokens.size() - 1
                        && token.end() == part.text().length()
                        && token.term().length() >= SHORTEST_PREFIX;
                found.add(new Word(token.term(), part.start() + token.start(), part.start() + token.end(), unfinished));
            }
        }
        return found;
    }

    /** The condition that a phrase, a field or an excluded word sets; none when it holds no word. */
    private List<Query> required(QueryPart part) {
        if (!part.field().isEmpty()) {
            return inField(part);
        }
        if (part.phrase()) {
            return phrase(part.text(), PHRASED);
        }
        return stems.forms(part.text()).stream()
                .limit(MOST_EXCLUDED)
                .flatMap(forms -> anywhere(List.of(forms)).stream())
                .toList();
    }

    /** {@code field:value}; an empty value asks for nothing. */
    private List<Query> inField(QueryPart part) {
        var value = Facet.fold(part.text());
        if (value.isEmpty()) {
            return List.of();
        }
        var facet = Facet.labelled(part.field());
        if (facet.isPresent()) {
            return List.of(new PrefixQuery(new Term(facet.get().keyField(), value)));
        }
        return switch (part.field()) {
            case "id" -> List.of(new PrefixQuery(new Term(BlockDocument.KEY, value)));
            case "input" ->
                List.of(port(part.text(), BlockField.INPUTS, BlockDocument.PORTS_IN, BlockDocument.COLUMNS_IN));
            case "output" ->
                List.of(port(part.text(), BlockField.OUTPUTS, BlockDocument.PORTS_OUT, BlockDocument.COLUMNS_OUT));
            case "column" ->
                List.of(port(part.text(), BlockField.COLUMNS, BlockDocument.COLUMNS_IN, BlockDocument.COLUMNS_OUT));
            default -> phrase(part.text(), List.of(Objects.requireNonNull(FIELDS.get(part.field()))));
        };
    }

    /** A port or column whose name begins so, or whose description holds the words. */
    private Query port(String value, BlockField described, String... named) {
        var any = new BooleanQuery.Builder();
        var name = BlockDocument.foldName(Facet.fold(value));
        for (var field : named) {
            if (!name.isEmpty()) {
                any.add(new PrefixQuery(new Term(field, name)), Occur.SHOULD);
            }
        }
        phrase(value, List.of(described)).forEach(query -> any.add(query, Occur.SHOULD));
        return any.build();
    }

    private List<Query> phrase(String text, List<BlockField> fields) {
        var alternatives = new ArrayList<Query>();
        for (var field : fields) {
            wordsInOrder(field, text).ifPresent(phrase -> alternatives.add(new BoostQuery(phrase, field.weight())));
        }
        return alternatives.isEmpty() ? List.of() : List.of(new DisjunctionMaxQuery(alternatives, OTHER_FIELDS));
    }

    /** One word may have another ending; several must stand as they are written. */
    private Optional<Query> wordsInOrder(BlockField field, String text) {
        var forms = stems.forms(text);
        if (forms.isEmpty()) {
            return Optional.empty();
        }
        return Optional.ofNullable(
                forms.size() == 1
                        ? inOneField(field, forms.getFirst())
                        : phrases.createPhraseQuery(field.label(), text));
    }

    /** A word in any place: both its stems as if they were one term, since a word stands there with each of them. */
    private static Optional<Query> anywhere(List<List<String>> word) {
        if (word.isEmpty()) {
            return Optional.empty();
        }
        var forms = new SynonymQuery.Builder(BlockDocument.ALL)
                .addTerm(new Term(BlockDocument.ALL, word.getFirst().getFirst()));
        word.getFirst().stream().skip(1).forEach(stem -> forms.addTerm(new Term(BlockDocument.ALL, stem), OTHER_STEM));
        return Optional.of(forms.build());
    }

    /** The stem that fits best counts, not both: a word stands in the index with each of its stems. */
    private static Query inOneField(BlockField field, List<String> forms) {
        var english = new TermQuery(new Term(field.label(), forms.getFirst()));
        if (forms.size() == 1) {
            return english;
        }
        var french = new TermQuery(new Term(field.label(), forms.getLast()));
        return new DisjunctionMaxQuery(List.of(english, new BoostQuery(french, OTHER_STEM)), 0);
    }

    private static Query beginning(String word) {
        return new DisjunctionMaxQuery(
                List.of(
                        new BoostQuery(new PrefixQuery(new Term(BlockField.NAME.label(), word)), BEGINS_IN_NAME),
                        new BoostQuery(new PrefixQuery(new Term(BlockDocument.ALL, word)), BEGINS)),
                0);
    }

    static String clip(String text) {
        return text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text;
    }
}
