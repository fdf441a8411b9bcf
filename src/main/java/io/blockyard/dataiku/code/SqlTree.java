package io.blockyard.dataiku.code;

import io.blockyard.dataiku.code.SqlParsing.Unparsable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import net.sf.jsqlparser.expression.Alias;
import net.sf.jsqlparser.parser.Node;
import net.sf.jsqlparser.parser.SimpleNode;
import net.sf.jsqlparser.parser.Token;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.schema.Table;
import net.sf.jsqlparser.statement.select.AllTableColumns;
import net.sf.jsqlparser.statement.select.FromItem;

/** A parsed SQL text: where it names tables, where it uses a table's name before a column, what it names itself. */
final class SqlTree {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{[^}\\s]*}");

    private final String sql;
    private final String masked;
    private final List<Name> tables = new ArrayList<>();
    private final List<Name> qualifiers = new ArrayList<>();
    private final Set<String> own = new HashSet<>();

    private SqlTree(String sql) {
        this.sql = sql;
        this.masked = masked(sql);
    }

    /**
     * A name in the text.
     *
     * @param name without quotes, with DSS's variables in it
     * @param quoted whether it stands in quotes, which then are part of {@code start} to {@code end}
     */
    record Name(String name, boolean quoted, int start, int end, int line) {
        String folded() {
            return quoted ? name : name.toLowerCase(Locale.ROOT);
        }
    }

    static SqlTree parse(String sql) throws Unparsable {
        var tree = new SqlTree(sql);
        tree.collect(SqlParsing.of(tree.masked).root());
        tree.tables.removeIf(tree::isOwn);
        return tree;
    }

    /** Tables outside the text, wherever they are named. */
    List<Name> tables() {
        return tables;
    }

    /** Names before a column or a star. */
    List<Name> qualifiers() {
        return qualifiers;
    }

    /** Whether the text itself gives the name: an alias, or the name of a query in {@code WITH}. */
    boolean isOwn(Name name) {
        return own.contains(name.folded()) || own.contains(name.name().toLowerCase(Locale.ROOT));
    }

    private void collect(Node node) throws Unparsable {
        if (node instanceof SimpleNode simple) {
            collectHere(simple);
        }
        for (var index = 0; index < node.jjtGetNumChildren(); index++) {
            collect(node.jjtGetChild(index));
        }
    }

    private void collectHere(SimpleNode node) throws Unparsable {
        var value = node.jjtGetValue();
        if (node.toString().equals("WithItem")) {
            own.add(unquoted(node.jjtGetFirstToken().image).toLowerCase(Locale.ROOT));
        } else if (node.toString().equals("TableName") && value instanceof Table) {
            tables.add(name(node.jjtGetLastToken()));
        } else if (value instanceof FromItem item) {
            Optional.ofNullable(item.getAlias())
                    .map(Alias::getName)
                    .ifPresent(alias -> own.add(unquoted(alias).toLowerCase(Locale.ROOT)));
        } else if ((value instanceof Column || value instanceof AllTableColumns) && node.jjtGetNumChildren() == 0) {
            collectQualifier(node);
        }
    }

    /** In {@code schema.table.column} the last name but one. */
    private void collectQualifier(SimpleNode node) throws Unparsable {
        var names = new ArrayList<Token>();
        var last = node.jjtGetLastToken().absoluteBegin;
        for (var token = node.jjtGetFirstToken(); token != null && token.absoluteBegin <= last; token = token.next) {
            if (!token.image.equals(".")) {
                names.add(token);
            }
        }
        if (names.size() >= 2) {
            qualifiers.add(name(names.get(names.size() - 2)));
        }
    }

    private Name name(Token token) throws Unparsable {
        var length = token.image.length();
        for (var start : new int[] {token.absoluteBegin, token.absoluteBegin - 1}) {
            if (start >= 0 && start + length <= sql.length() && masked.startsWith(token.image, start)) {
                var text = sql.substring(start, start + length);
                return new Name(unquoted(text), !unquoted(text).equals(text), start, start + length, token.beginLine);
            }
        }
        throw new Unparsable(token.beginLine, "the place of " + token.image + " is not certain");
    }

    static String unquoted(String name) {
        if (name.length() < 2) {
            return name;
        }
        return switch (name.charAt(0)) {
            case '"', '`' -> name.substring(1, name.length() - 1);
            case '[' -> name.endsWith("]") ? name.substring(1, name.length() - 1) : name;
            default -> name;
        };
    }

    /** The text with a word of the same length for each variable, so that the parser sees a name and places stay. */
    static String masked(String sql) {
        return VARIABLE.matcher(sql)
                .replaceAll(match -> "v".repeat(match.group().length()));
    }
}
