package io.blockyard.discovery.article;

import static io.blockyard.catalog.ArticlePage.code;
import static io.blockyard.discovery.article.Prose.codes;

import io.blockyard.dataiku.code.SqlCode;
import io.blockyard.dataiku.code.SqlShape;
import java.util.ArrayList;

/** What a query does, as words. */
final class QueryPhrases {

    private static final int PHRASES_SHOWN = 6;

    private QueryPhrases() {}

    /** Such as {@code : joins `A` (left join on `a.id = b.id`) and groups by `day`}; empty when nothing of that is done. */
    static String of(String sql) {
        var phrases = new ArrayList<>(SqlCode.shapes(sql).stream()
                .map(QueryPhrases::phrase)
                .distinct()
                .toList());
        if (phrases.size() > PHRASES_SHOWN) {
            var hidden = phrases.size() - PHRASES_SHOWN + 1;
            phrases.subList(PHRASES_SHOWN - 1, phrases.size()).clear();
            phrases.add("does " + hidden + " more things");
        }
        return phrases.isEmpty() ? "" : ": " + Prose.and(phrases);
    }

    private static String phrase(SqlShape shape) {
        return switch (shape) {
            case SqlShape.Joined joined ->
                "joins " + (joined.table().isEmpty() ? "a query" : code(joined.table())) + " (" + joined.kind()
                        + (joined.on().isEmpty() ? "" : " on " + Conditions.expression(joined.on())) + ")";
            case SqlShape.Kept kept -> "keeps the rows where " + Conditions.expression(kept.where());
            case SqlShape.Grouped grouped -> "groups by " + codes(grouped.by());
            case SqlShape.Distinct _ -> "removes duplicate rows";
            case SqlShape.United united -> "stacks the rows of " + united.queries() + " queries";
        };
    }
}
