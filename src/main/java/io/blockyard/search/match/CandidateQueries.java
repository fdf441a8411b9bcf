package io.blockyard.search.match;

import io.blockyard.search.index.Facet;
import io.blockyard.search.index.MatchFields;
import io.blockyard.search.match.Concept.Alternative;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.SynonymQuery;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/** A need as a query for the words of blocks. */
final class CandidateQueries {

    /** Lucene refuses a query of more than 1,024 terms; each word that was said takes part in any case. */
    private static final int MOST_STEMS = 600;

    private CandidateQueries() {}

    /** Of a need with very many words, what comes near to the later ones is left out. */
    static Query words(List<Concept> concepts) {
        var query = new BooleanQuery.Builder();
        int stems = 0;
        for (var concept : concepts) {
            if (concept.role() != Concept.Role.EXCLUDED) {
                var ways = new ArrayList<Alternative>();
                for (var alternative : concept.alternatives()) {
                    if (ways.isEmpty() || stems + alternative.stems().size() <= MOST_STEMS) {
                        ways.add(alternative);
                        stems += alternative.stems().size();
                    }
                }
                query.add(anyOf(ways), Occur.SHOULD);
            }
        }
        return query.build();
    }

    /** Ways of one word are looked for as one term, which is many times faster than asking for each. */
    private static Query anyOf(List<Alternative> ways) {
        var of = new ArrayList<Query>();
        var words = new SynonymQuery.Builder(MatchFields.STEMS);
        boolean anyWord = false;
        for (var way : ways) {
            if (way.stems().size() == 1) {
                words.addTerm(new Term(MatchFields.STEMS, way.stems().getFirst()), (float) way.weight());
                anyWord = true;
            } else {
                of.add(allOf(way));
            }
        }
        if (anyWord) {
            of.add(words.build());
        }
        return of.size() == 1 ? of.getFirst() : new DisjunctionMaxQuery(of, 0);
    }

    private static Query allOf(Alternative way) {
        var stems = new BooleanQuery.Builder();
        for (var stem : way.stems()) {
            stems.add(new TermQuery(new Term(MatchFields.STEMS, stem)), Occur.SHOULD);
        }
        return new BoostQuery(stems.build(), (float) way.weight());
    }

    static Query narrowed(Query query, @Nullable Query filter) {
        return filter == null
                ? query
                : new BooleanQuery.Builder()
                        .add(query, Occur.MUST)
                        .add(filter, Occur.FILTER)
                        .build();
    }

    static @Nullable Query filter(Map<String, List<String>> filters) {
        var all = new BooleanQuery.Builder();
        var any = new HashMap<String, List<String>>(filters);
        any.values().removeIf(List::isEmpty);
        any.forEach((label, values) -> Facet.labelled(label)
                .ifPresent(facet -> all.add(
                        new TermInSetQuery(
                                facet.keyField(),
                                values.stream()
                                        .map(value -> new BytesRef(Facet.fold(value)))
                                        .toList()),
                        Occur.FILTER)));
        var built = all.build();
        return built.clauses().isEmpty() ? null : built;
    }
}
