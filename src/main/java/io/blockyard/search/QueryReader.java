package io.blockyard.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.MultiTermQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.QueryBuilder;

/**
 * What a person typed, as a query. Words are optional and rank; a phrase in quotes and {@code field:value} must hold;
 * a leading minus must not. The last word counts as unfinished. Whatever else is typed is text: nothing is an error.
 */
final class QueryReader {

    private static final Pattern PART = Pattern.compile("(-)?(?:([A-Za-z]+):)?(?:\"([^\"]*)\"?|(\\S+))");
    private static final Map<String, BlockField> FIELDS = Map.ofEntries(
            Map.entry("name", BlockField.NAME),
            Map.entry("input", BlockField.INPUTS),
            Map.entry("inputs", BlockField.INPUTS),
            Map.entry("output", BlockField.OUTPUTS),
            Map.entry("outputs", BlockField.OUTPUTS),
            Map.entry("column", BlockField.COLUMNS),
            Map.entry("columns", BlockField.COLUMNS),
            Map.entry("description", BlockField.DESCRIPTION),
            Map.entry("article", BlockField.ARTICLE),
            Map.entry("contains", BlockField.CONTAINS),
            Map.entry("source", BlockField.SOURCE),
            Map.entry("owner", BlockField.OWNER));
    private static final List<BlockField> PHRASED = List.of(
            BlockField.NAME,
            BlockField.TAGS,
            BlockField.DESCRIPTION,
            BlockField.INPUTS,
            BlockField.OUTPUTS,
            BlockField.COLUMNS,
            BlockField.CONTAINS,
            BlockField.ARTICLE);

    private static final int LONGEST_TEXT = 1_000;
    private static final int MOST_WORDS = 48;
    /** Lucene refuses more than 1,024 clauses: 48 parts of 4 words in 4 fields, and the endings. */
    private static final int MOST_WORDS_IN_ONE = 4;

    private static final int SHORTEST_PREFIX = 2;
    private static final float OTHER_FIELDS = 0.25f;
    private static final float EXACT_ID = 40f;
    /** An unfinished word counts about as much as a finished one that is not rare. */
    private static final float UNFINISHED = 0.8f;

    /** Fields that are shown with their matches marked. */
    private static final List<BlockField> MARKED =
            List.of(BlockField.NAME, BlockField.DESCRIPTION, BlockField.ARTICLE, BlockField.COLUMNS);

    private static final int MARKED_ENDINGS = 64;

    private final BlockAnalyzer stems = new BlockAnalyzer(BlockAnalyzer.Form.STEM);
    private final BlockAnalyzer words = new BlockAnalyzer(BlockAnalyzer.Form.WORD);
    private final QueryBuilder phrases = new QueryBuilder(stems);

    /** A query for the text; all blocks for an empty one, none for one that holds no word. */
    Query read(String typed) {
        var text = typed.length() > LONGEST_TEXT ? typed.substring(0, LONGEST_TEXT) : typed;
        if (text.isBlank()) {
            return MatchAllDocsQuery.INSTANCE;
        }
        var parts = parts(text);
        var query = new BooleanQuery.Builder();
        int wordsLeft = MOST_WORDS;
        boolean only = true;
        boolean any = false;
        for (int i = 0; i < parts.size() && wordsLeft > 0; i++) {
            var part = parts.get(i);
            var clauses = clauses(part, wordsLeft);
            wordsLeft -= Math.max(1, clauses.size());
            for (var clause : clauses) {
                query.add(clause, part.occur());
                any = true;
                only &= part.occur() == Occur.MUST_NOT;
            }
        }
        var unfinished = wordsLeft > 0 ? unfinishedWord(text) : Optional.<String>empty();
        if (any && unfinished.isPresent()) {
            query.add(beginning(unfinished.get()), Occur.SHOULD);
        }
        if (!any) {
            return new MatchNoDocsQuery("no word in the text");
        }
        if (only) {
            query.add(MatchAllDocsQuery.INSTANCE, Occur.MUST);
        }
        return query.build();
    }

    /** What to mark in the blocks found: the words and phrases asked for, the unfinished word with its likely endings. */
    Query readMarks(String typed) {
        var text = typed.length() > LONGEST_TEXT ? typed.substring(0, LONGEST_TEXT) : typed;
        var marks = new BooleanQuery.Builder();
        var parts = parts(text);
        for (var part : parts.subList(0, Math.min(parts.size(), MOST_WORDS))) {
            if (part.not()) {
                continue;
            }
            if (part.phrase()) {
                phrase(part.text(), MARKED).forEach(phrase -> marks.add(phrase, Occur.SHOULD));
                continue;
            }
            stems.words(part.text()).stream()
                    .limit(MOST_WORDS_IN_ONE)
                    .forEach(stem -> MARKED.forEach(
                            field -> marks.add(new TermQuery(new Term(field.label(), stem)), Occur.SHOULD)));
        }
        unfinishedWord(text).ifPresent(word -> MARKED.forEach(field -> marks.add(endings(field, word), Occur.SHOULD)));
        return marks.build();
    }

    private static Query endings(BlockField field, String word) {
        return new PrefixQuery(
                new Term(field.label(), word), new MultiTermQuery.TopTermsBoostOnlyBooleanQueryRewrite(MARKED_ENDINGS));
    }

    /** Names, ids and tags that hold all these words, the last one unfinished. */
    Query readStart(String typed) {
        var found = words.words(typed.length() > LONGEST_TEXT ? typed.substring(0, LONGEST_TEXT) : typed);
        if (found.isEmpty()) {
            return new MatchNoDocsQuery("no word in the text");
        }
        var query = new BooleanQuery.Builder();
        for (var word : found.subList(0, Math.min(found.size(), MOST_WORDS))) {
            query.add(
                    new DisjunctionMaxQuery(
                            List.of(
                                    new PrefixQuery(new Term(BlockField.NAME.label(), word)),
                                    new PrefixQuery(new Term(BlockField.ID.label(), word))),
                            0),
                    Occur.MUST);
        }
        var start = new PrefixQuery(new Term(BlockDocument.NAME_START, Facet.fold(typed)));
        query.add(new BoostQuery(start, 2), Occur.SHOULD);
        return query.build();
    }

    private record Part(boolean not, String field, String text, boolean phrase) {
        Occur occur() {
            if (not) {
                return Occur.MUST_NOT;
            }
            return phrase || !field.isEmpty() ? Occur.MUST : Occur.SHOULD;
        }
    }

    private static List<Part> parts(String text) {
        var parts = new ArrayList<Part>();
        var match = PART.matcher(text);
        while (match.find()) {
            var phrase = match.group(3);
            var value = phrase == null ? Objects.requireNonNullElse(match.group(4), "") : phrase;
            var field = Objects.requireNonNullElse(match.group(2), "").toLowerCase(Locale.ROOT);
            boolean not = match.group(1) != null && !value.isEmpty() && Character.isLetter(value.codePointAt(0));
            if (!field.isEmpty() && !isField(field)) {
                value = field + " " + value;
                field = "";
            }
            parts.add(new Part(not, field, value, phrase != null));
        }
        return parts;
    }

    private static boolean isField(String name) {
        return name.equals("id")
                || FIELDS.containsKey(name)
                || Facet.labelled(name).isPresent();
    }

    private List<Query> clauses(Part part, int most) {
        if (!part.field().isEmpty()) {
            return inField(part);
        }
        if (part.phrase()) {
            return phrase(part.text(), PHRASED);
        }
        var clauses = new ArrayList<Query>();
        var found = stems.words(part.text());
        for (var stem : found.subList(0, Math.min(found.size(), most))) {
            clauses.add(anywhere(stem));
        }
        if (!clauses.isEmpty() && !part.not()) {
            if (part.text().indexOf('_') > 0) {
                clauses.add(new BoostQuery(
                        new ConstantScoreQuery(new TermQuery(new Term(BlockDocument.KEY, Facet.fold(part.text())))),
                        EXACT_ID));
            }
        }
        return clauses;
    }

    /** {@code field:value}; an empty value asks for nothing. */
    private List<Query> inField(Part part) {
        var value = Facet.fold(part.text());
        if (value.isEmpty()) {
            return List.of();
        }
        if (part.field().equals("id")) {
            return List.of(new PrefixQuery(new Term(BlockDocument.KEY, value)));
        }
        var facet = Facet.labelled(part.field());
        if (facet.isPresent()) {
            return List.of(new PrefixQuery(new Term(facet.get().keyField(), value)));
        }
        return phrase(part.text(), List.of(Objects.requireNonNull(FIELDS.get(part.field()))));
    }

    private List<Query> phrase(String text, List<BlockField> fields) {
        var alternatives = new ArrayList<Query>();
        for (var field : fields) {
            var phrase = phrases.createPhraseQuery(field.label(), text);
            if (phrase != null) {
                alternatives.add(new BoostQuery(phrase, field.weight()));
            }
        }
        return alternatives.isEmpty() ? List.of() : List.of(new DisjunctionMaxQuery(alternatives, OTHER_FIELDS));
    }

    private static Query anywhere(String stem) {
        var alternatives = new ArrayList<Query>();
        for (var field : BlockField.values()) {
            alternatives.add(new BoostQuery(new TermQuery(new Term(field.label(), stem)), field.weight()));
        }
        return new DisjunctionMaxQuery(alternatives, OTHER_FIELDS);
    }

    private static Query beginning(String word) {
        var alternatives = new ArrayList<Query>();
        for (var field : BlockField.prefixed()) {
            alternatives.add(
                    new BoostQuery(new PrefixQuery(new Term(field.label(), word)), field.weight() * UNFINISHED));
        }
        return new DisjunctionMaxQuery(alternatives, OTHER_FIELDS);
    }

    /** The word that the person may still be typing; none when it is excluded, quoted or in a field. */
    private Optional<String> unfinishedWord(String text) {
        if (text.isBlank() || Character.isWhitespace(text.codePointBefore(text.length()))) {
            return Optional.empty();
        }
        var last = parts(text).getLast();
        if (last.not() || last.phrase() || !last.field().isEmpty()) {
            return Optional.empty();
        }
        var found = words.words(last.text());
        return found.isEmpty() || found.getLast().length() < SHORTEST_PREFIX
                ? Optional.empty()
                : Optional.of(found.getLast());
    }
}
