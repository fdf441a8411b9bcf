package io.blockyard.dataiku.code;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.schema.Table;
import net.sf.jsqlparser.statement.Statement;
import net.sf.jsqlparser.statement.create.table.CreateTable;
import net.sf.jsqlparser.statement.insert.Insert;
import net.sf.jsqlparser.statement.select.FromItem;
import net.sf.jsqlparser.statement.select.GroupByElement;
import net.sf.jsqlparser.statement.select.Join;
import net.sf.jsqlparser.statement.select.ParenthesedSelect;
import net.sf.jsqlparser.statement.select.PlainSelect;
import net.sf.jsqlparser.statement.select.Select;
import net.sf.jsqlparser.statement.select.SetOperationList;
import org.jspecify.annotations.Nullable;

/** One reading of a text: what its queries do, from the inside to the outside. */
final class SqlShapes {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{[^}\\s]*}");

    /** Names that stand for variables while the text is parsed. */
    private final Map<String, String> variables = new LinkedHashMap<>();

    private final List<SqlShape> found = new ArrayList<>();

    private SqlShapes() {}

    /** Empty for a text that cannot be parsed. */
    static List<SqlShape> of(String sql) {
        var shapes = new SqlShapes();
        try {
            SqlParsing.of(shapes.masked(sql)).statements().forEach(shapes::statement);
        } catch (SqlParsing.Unparsable unparsable) {
            return List.of();
        }
        return List.copyOf(shapes.found);
    }

    private String masked(String sql) {
        return VARIABLE.matcher(sql).replaceAll(match -> {
            var name = "variable" + variables.size() + "x";
            variables.put(name, match.group());
            return name;
        });
    }

    private void statement(Statement statement) {
        switch (statement) {
            case Select select -> select(select);
            case Insert insert when insert.getSelect() != null -> select(insert.getSelect());
            case CreateTable table when table.getSelect() != null -> select(table.getSelect());
            default -> {
                // Nothing is read.
            }
        }
    }

    private void select(Select select) {
        var with = select.getWithItemsList();
        if (with != null) {
            with.forEach(item -> select(item.getSelect()));
        }
        switch (select) {
            case PlainSelect plain -> plain(plain);
            case ParenthesedSelect inner -> select(inner.getSelect());
            case SetOperationList several -> {
                several.getSelects().forEach(this::select);
                found.add(new SqlShape.United(several.getSelects().size()));
            }
            default -> {
                // Values that are written out.
            }
        }
    }

    private void plain(PlainSelect select) {
        within(select.getFromItem());
        var joins = select.getJoins();
        if (joins != null) {
            for (var join : joins) {
                within(join.getFromItem());
                found.add(new SqlShape.Joined(name(join.getFromItem()), kind(join), on(join)));
            }
        }
        text(select.getWhere()).map(SqlShape.Kept::new).ifPresent(found::add);
        grouped(select.getGroupBy()).ifPresent(found::add);
        text(select.getHaving()).map(SqlShape.Kept::new).ifPresent(found::add);
        if (select.getDistinct() != null) {
            found.add(new SqlShape.Distinct());
        }
    }

    private void within(@Nullable FromItem item) {
        if (item instanceof ParenthesedSelect inner) {
            select(inner);
        }
    }

    private Optional<SqlShape> grouped(@Nullable GroupByElement group) {
        if (group == null || group.getGroupByExpressionList() == null) {
            return Optional.empty();
        }
        var by = new ArrayList<String>();
        for (Object expression : group.getGroupByExpressionList()) {
            by.add(unmasked(expression.toString()));
        }
        return by.isEmpty() ? Optional.empty() : Optional.of(new SqlShape.Grouped(by));
    }

    private String name(FromItem item) {
        if (item instanceof Table table) {
            return unmasked(SqlTree.unquoted(table.getName()));
        }
        return item.getAlias() == null ? "" : item.getAlias().getName();
    }

    private static String kind(Join join) {
        if (join.isLeft()) {
            return "left join";
        }
        if (join.isRight()) {
            return "right join";
        }
        if (join.isFull()) {
            return "full join";
        }
        return join.isCross() || join.isSimple() ? "cross join" : "inner join";
    }

    private String on(Join join) {
        var conditions = join.getOnExpressions();
        var on = conditions == null
                ? ""
                : conditions.stream().flatMap(one -> text(one).stream()).collect(Collectors.joining(" AND "));
        var using = join.getUsingColumns();
        return on.isEmpty() && using != null
                ? using.stream().map(Object::toString).collect(Collectors.joining(", "))
                : on;
    }

    private Optional<String> text(@Nullable Expression expression) {
        return expression == null ? Optional.empty() : Optional.of(unmasked(expression.toString()));
    }

    private String unmasked(String text) {
        var result = text;
        for (var variable : variables.entrySet()) {
            result = result.replace(variable.getKey(), variable.getValue());
        }
        return result;
    }
}
