package io.blockyard.discovery.article;

import static org.assertj.core.api.Assertions.assertThat;

import io.blockyard.dataiku.ProjectFiles;
import io.blockyard.discovery.article.Steps.Step;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StepsTest {

    @Test
    void aQueryIsToldByWhatItJoinsKeepsAndGroups() {
        var step = step("sql_query", "sql", """
                /* Busy days of each site.
                 * From the orders alone.
                 *
                 * Kept for the planners. */
                WITH recent AS (SELECT * FROM "${projectKey}_ORDERS" WHERE day >= '${since}')
                SELECT s.site, count(*) FROM recent r LEFT JOIN sites s ON r.site_id = s.id
                GROUP BY s.site HAVING count(*) > 10
                """);

        assertThat(step.said()).isEqualTo("Busy days of each site. From the orders alone.");
        assertThat(step.does())
                .isEqualTo(
                        "queries `ORDERS` in SQL: keeps the rows where `day >= '${since}'`, joins `sites` (left join on"
                                + " `r.site_id = s.id`), groups by `s.site` and keeps the rows where `count(*) > 10`");
        assertThat(step("sql_script", "sql", "this is ${no} query at all").does())
                .isEqualTo("queries `ORDERS` in SQL");
        assertThat(step("sql_script", "sql", "INSERT INTO x SELECT DISTINCT a FROM t UNION ALL SELECT b FROM u")
                        .does())
                .isEqualTo("queries `ORDERS` in SQL: removes duplicate rows and stacks the rows of 2 queries");
    }

    @Test
    void aDocstringSaysWhatCodeDoes() {
        assertThat(step(
                                "python",
                                "py",
                                "# -*- coding: utf-8 -*-\n\"\"\"Scores each order.\n\nSlowly.\"\"\"\nimport os\n")
                        .said())
                .isEqualTo("Scores each order.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    contains          | contains “Y”
                    == [string]       | is “Y”
                    == [string]i      | is “Y” in any case
                    ==                | is 7
                    > [number]        | is above 7
                    >< [number]       | is between 7 and 9
                    >= [date]         | is at least 2024-01-01
                    ==  [NaNcolumn]   | is `other`
                    """)
    void aConditionTakesTheOperandOfItsOwnType(String operator, String words) {
        var step = step("sampling", "sampling", """
                {"enabled": true, "uiData": {"mode": "&&", "conditions": [{"input": "flag", "operator": "%s",
                    "string": "Y", "num": 7, "num2": 9, "date": "2024-01-01", "col": "other"}]}}""".formatted(operator));

        assertThat(step.does()).isEqualTo("keeps the rows where `flag` " + words);
    }

    @Test
    void headingsOfAnAuthorStandBelowThoseOfTheArticle() {
        assertThat(Prose.belowSections("# Why\n\n```\n# a comment\n```\n## How\n~~~\n# ```\n~~~"))
                .isEqualTo("#### Why\n\n```\n# a comment\n```\n#### How\n~~~\n# ```\n~~~");
    }

    private static Step step(String type, String ending, String payload) {
        var zone = ProjectFiles.read(
                "SHOP",
                Map.of(
                        "recipes/one.json",
                        "{\"type\":\"" + type + "\",\"inputs\":{\"main\":{\"items\":[{\"ref\":\"ORDERS\"}]}},"
                                + "\"outputs\":{\"main\":{\"items\":[{\"ref\":\"OUT\"}]}}}",
                        "recipes/one." + ending,
                        payload,
                        "datasets/ORDERS.json",
                        "{\"type\":\"PostgreSQL\"}",
                        "datasets/OUT.json",
                        "{\"type\":\"PostgreSQL\"}"));
        return Steps.of(zone).getFirst();
    }
}
