package io.blockyard.dataiku.code;

import io.blockyard.dataiku.code.Renamed.Doubt;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A SQL text of a recipe. DSS's variables such as {@code ${projectKey}} are no SQL: they are kept, and a table that is
 * called {@code ${projectKey}_ORDERS} is found as {@code ORDERS} too.
 */
public final class SqlCode {

    private SqlCode() {}

    /**
     * The tables that a text names, as they are written but without quotes and schema; names that the text itself
     * defines are left out. Empty when it cannot be parsed.
     */
    public static SortedSet<String> tables(String sql) {
        var names = new TreeSet<String>();
        try {
            SqlTree.parse(sql).tables().forEach(table -> names.add(table.name()));
        } catch (SqlParsing.Unparsable unparsable) {
            // Then nothing is known of it.
        }
        return names;
    }

    /**
     * What the queries of a text do, those inside of others first: joins, filters, groups. Empty when it cannot be parsed,
     * or does nothing of that.
     */
    public static List<SqlShape> shapes(String sql) {
        return SqlShapes.of(sql);
    }

    /**
     * Gives tables other names; all else stays as it is.
     *
     * @param tables a table's name, or the part of it after {@code ${projectKey}_} → the new name of the same part
     */
    public static Renamed rename(String sql, Map<String, String> tables) {
        if (tables.isEmpty() || sql.isBlank()) {
            return new Renamed(sql, List.of());
        }
        try {
            return new SqlRenaming(sql, SqlTree.parse(sql), tables).rename();
        } catch (SqlParsing.Unparsable unparsable) {
            var doubts = new ArrayList<Doubt>();
            doubts.add(new Doubt(
                    unparsable.line(),
                    "The SQL cannot be parsed here, and was left as it is: " + unparsable.reason() + "."));
            return new Renamed(sql, doubts);
        }
    }
}
