package io.blockyard.dataiku.code;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import net.sf.jsqlparser.JSQLParserException;
import net.sf.jsqlparser.parser.CCJSqlParserUtil;
import net.sf.jsqlparser.parser.Token;
import net.sf.jsqlparser.schema.Table;
import net.sf.jsqlparser.util.TablesNamesFinder;

/** Replaces names of tables in SQL, through its syntax tree. */
public final class SqlNames {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]*)}");

    private SqlNames() {}

    /** Replaces tables; SQL that cannot be parsed stays as it is, with a doubt where a table's name occurs. */
    public static Renamed rename(String sql, Map<String, String> tables) {
        if (tables.keySet().stream().noneMatch(name -> sql.contains(name))) {
            return new Renamed(sql, List.of());
        }
        var found = new TreeMap<Integer, Replacement>();
        try {
            for (var statement : CCJSqlParserUtil.parseStatements(masked(sql))) {
                new Tables(sql, tables, found).getTables(statement);
            }
        } catch (JSQLParserException | UnsupportedOperationException e) {
            return new Renamed(sql, doubts(sql, tables));
        }
        var text = new StringBuilder(sql);
        found.descendingMap()
                .forEach((start, replacement) -> text.replace(start, replacement.end(), replacement.text()));
        return new Renamed(text.toString(), List.of());
    }

    private record Replacement(int end, String text) {}

    /** A variable of DSS outside of quotes is no SQL; an identifier of the same length is. */
    private static String masked(String sql) {
        return VARIABLE.matcher(sql)
                .replaceAll(match -> "v" + "_".repeat(match.group().length() - 1));
    }

    private static List<Renamed.Doubt> doubts(String sql, Map<String, String> tables) {
        var lines = sql.lines().toList();
        var doubts = new ArrayList<Renamed.Doubt>();
        for (int i = 0; i < lines.size(); i++) {
            int number = i + 1;
            var line = lines.get(i);
            tables.forEach((from, to) -> {
                if (!from.equals(to) && line.contains(from)) {
                    doubts.add(new Renamed.Doubt(
                            number,
                            "this SQL could not be parsed; the table \u201c" + from + "\u201d is called \u201c" + to
                                    + "\u201d here."));
                }
            });
        }
        return doubts;
    }

    /** Collects where a statement names tables; its own names for subqueries are none. */
    private static final class Tables extends TablesNamesFinder<Void> {
        private final String sql;
        private final Map<String, String> tables;
        private final Map<Integer, Replacement> found;

        Tables(String sql, Map<String, String> tables, Map<Integer, Replacement> found) {
            this.sql = sql;
            this.tables = tables;
            this.found = found;
        }

        @Override
        public <S> Void visit(Table table, S context) {
            super.visit(table, context);
            var node = table.getASTNode();
            if (node != null) {
                replace(lastPart(node.jjtGetFirstToken()));
            }
            return null;
        }

        /** Of {@code catalog.schema.table} the table. */
        private static Token lastPart(Token first) {
            var part = first;
            while (part.next != null && part.next.next != null && part.next.image.equals(".")) {
                part = part.next.next;
            }
            return part;
        }

        private void replace(Token token) {
            int start = token.absoluteBegin - 1;
            int end = token.absoluteEnd - 1;
            if (start < 0 || end > sql.length() || start >= end) {
                return;
            }
            var written = sql.substring(start, end);
            var quote = written.charAt(0);
            boolean quoted = quote == '"' || quote == '`' || quote == '[';
            var name = quoted ? written.substring(1, written.length() - 1) : written;
            var to = tables.get(name);
            if (to == null) {
                return;
            }
            var closing = quote == '[' ? ']' : quote;
            var text = quoted ? quote + to + closing : PLAIN.matcher(to).matches() ? to : "\"" + to + "\"";
            found.put(start, new Replacement(end, text));
        }
    }
}
