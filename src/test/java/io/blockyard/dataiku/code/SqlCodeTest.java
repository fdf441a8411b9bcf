package io.blockyard.dataiku.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlCodeTest {

    private static final Map<String, String> TABLES = Map.of("ORDERS", "one_ORDERS", "returns", "one returns");

    @Test
    void renamesTablesAndKeepsAllElse() {
        var renamed = SqlCode.rename("""
                -- ORDERS per customer: é 😀
                SELECT  o.id,   'ORDERS' AS label   -- the text stays
                FROM "${projectKey}_ORDERS" o
                  LEFT JOIN shop."ORDERS" x ON x.id = o.id
                WHERE o.day >= '${first_day}' AND o.amount > ${threshold}
                """, TABLES);

        assertThat(renamed.code()).isEqualTo("""
                        -- ORDERS per customer: é 😀
                        SELECT  o.id,   'ORDERS' AS label   -- the text stays
                        FROM "${projectKey}_one_ORDERS" o
                          LEFT JOIN shop."one_ORDERS" x ON x.id = o.id
                        WHERE o.day >= '${first_day}' AND o.amount > ${threshold}
                        """);
        assertThat(renamed.doubts()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "SELECT orders.id FROM orders|SELECT one_ORDERS.id FROM one_ORDERS",
                "SELECT ORDERS.* FROM ORDERS|SELECT one_ORDERS.* FROM one_ORDERS",
                "SELECT id FROM ${projectKey}_ORDERS|SELECT id FROM ${projectKey}_one_ORDERS",
                "SELECT * FROM `ORDERS`|SELECT * FROM `one_ORDERS`",
                "SELECT * FROM returns|SELECT * FROM \"one returns\"",
                "SELECT * FROM \"orders\"|SELECT * FROM \"orders\"",
                "WITH orders AS (SELECT 1 AS a) SELECT * FROM orders|WITH orders AS (SELECT 1 AS a) SELECT * FROM orders",
                "SELECT (SELECT max(id) FROM ORDERS) m FROM t|SELECT (SELECT max(id) FROM one_ORDERS) m FROM t",
                "INSERT INTO ORDERS SELECT * FROM t; DROP TABLE ORDERS;|INSERT INTO one_ORDERS SELECT * FROM t; DROP TABLE one_ORDERS;",
            })
    void renames(String before, String after) {
        assertThat(SqlCode.rename(before, TABLES).code()).isEqualTo(after);
    }

    @Test
    void leavesWhatDoesNotParseAndSaysWhere() {
        var sql = "SELECT a\nFROM ORDERS\nWHERE WHERE b\n";

        var renamed = SqlCode.rename(sql, TABLES);

        assertThat(renamed.code()).isEqualTo(sql);
        assertThat(renamed.doubts()).singleElement().satisfies(doubt -> {
            assertThat(doubt.line()).isEqualTo(3);
            assertThat(doubt.sentence()).contains("WHERE");
        });
    }

    /** What the parser refuses without saying where. */
    @ParameterizedTest
    @ValueSource(strings = {"TRUNCATE ONLY ORDERS, returns;", "SELECT * FROM ORDERS WHERE a = 'open"})
    void leavesWhatIsRefusedWithoutAPlace(String sql) {
        assertThat(SqlCode.tables(sql)).isEmpty();
        assertThat(SqlCode.shapes(sql)).isEmpty();
        assertThat(SqlCode.rename(sql, TABLES).code()).isEqualTo(sql);
        assertThat(SqlCode.rename(sql, TABLES).doubts()).singleElement().satisfies(doubt -> {
            assertThat(doubt.line()).isEqualTo(1);
            assertThat(doubt.sentence()).doesNotContain("null");
        });
    }

    @Test
    void listsTables() {
        assertThat(SqlCode.tables(
                        "WITH c AS (SELECT * FROM a) SELECT * FROM c JOIN \"${projectKey}_B\" b ON b.x = c.x"))
                .containsExactly("${projectKey}_B", "a");
        assertThat(SqlCode.tables("not SQL at all")).isEmpty();
        assertThat(SqlCode.tables("")).as("of a recipe that nobody wrote yet").isEmpty();
        assertThat(SqlCode.shapes("")).isEmpty();
    }

    /** By the processor's time: looking ahead from each parenthesis anew would take hours. */
    @ParameterizedTest
    @ValueSource(strings = {"(", "(1 + ", "case when a = (", "(select * from (", "f(", "not (", "a, (", "- "})
    void whateverIsNestedIsReadOrGivenUpSoon(String nested) {
        var clock = ManagementFactory.getThreadMXBean();
        for (int depth : new int[] {8, 3_000}) {
            var sql = "select * from ORDERS where " + nested.repeat(depth);
            long began = clock.getCurrentThreadCpuTime();
            assertThat(SqlCode.tables(sql)).isEmpty();
            assertThat(SqlCode.shapes(sql)).isEmpty();
            assertThat(SqlCode.rename(sql, TABLES).doubts()).hasSize(1);
            assertThat(clock.getCurrentThreadCpuTime() - began).isLessThan(20_000_000_000L);
        }
    }

    @Test
    void whatIsNestedAndRightIsRead() {
        for (int depth : new int[] {5, 9, 30}) {
            var condition = "(a = 1 and ".repeat(depth) + "b = case when c > 1 then 2 end" + ")".repeat(depth);
            assertThat(SqlCode.tables("select * from ORDERS where " + condition))
                    .containsExactly("ORDERS");
        }
    }
}
