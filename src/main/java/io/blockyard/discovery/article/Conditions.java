package io.blockyard.discovery.article;

import static io.blockyard.catalog.ArticlePage.code;
import static io.blockyard.catalog.ArticlePage.oneLine;

import java.util.Optional;
import java.util.stream.Collectors;

/** Filters, as DSS writes them in every visual recipe, as words. */
final class Conditions {

    private static final int LONGEST_EXPRESSION = 120;

    private Conditions() {}

    /** What a filter lets through, such as {@code `status` is “active”}; empty when it lets everything through. */
    static Optional<String> of(Payload filter) {
        if (!filter.flag("enabled")) {
            return Optional.empty();
        }
        var rules = filter.get("uiData");
        var mode = rules.text("mode");
        var expression = filter.text("expression");
        if (mode.equals("SQL") || ((mode.isEmpty() || mode.equals("CUSTOM")) && !expression.isEmpty())) {
            return Optional.of(expression(expression));
        }
        var conditions = rules.all("conditions")
                .map(Conditions::condition)
                .filter(condition -> !condition.isEmpty())
                .toList();
        if (conditions.isEmpty()) {
            return expression.isEmpty() ? Optional.empty() : Optional.of(expression(expression));
        }
        return Optional.of(String.join(mode.equals("||") ? " or " : " and ", conditions));
    }

    /** A formula as inline code, shortened when it is long. */
    static String expression(String formula) {
        var line = oneLine(formula);
        return code(line.length() <= LONGEST_EXPRESSION ? line : line.substring(0, LONGEST_EXPRESSION - 1) + "\u2026");
    }

    private static String condition(Payload condition) {
        if (!condition.get("subCondition").node().isMissingNode()) {
            var nested = condition.get("subCondition");
            return nested.all("conditions")
                    .map(Conditions::condition)
                    .filter(text -> !text.isEmpty())
                    .collect(Collectors.joining(nested.text("mode").equals("||") ? " or " : " and ", "(", ")"));
        }
        var column = condition.text("input");
        var operator =
                condition.text("operator").replaceAll("\\s*\\[[^]]*]", "").strip();
        return column.isEmpty() ? "" : code(column) + " " + comparison(operator, condition);
    }

    private static String comparison(String operator, Payload condition) {
        return switch (operator) {
            case "empty", "empty string", "empty array", "is empty" -> "is empty";
            case "not empty", "not empty string", "not empty array", "is not empty" -> "is not empty";
            case "true", "is true" -> "is true";
            case "false", "is false" -> "is false";
            case "==" -> "is " + operand(condition);
            case "!=" -> "is not " + operand(condition);
            case "==i" -> "is " + operand(condition) + " in any case";
            case "in" -> "is one of " + items(condition);
            case "not in" -> "is none of " + items(condition);
            case ">" -> "is above " + operand(condition);
            case ">=" -> "is at least " + operand(condition);
            case "<" -> "is below " + operand(condition);
            case "<=" -> "is at most " + operand(condition);
            case "><" -> "is between " + operand(condition) + " and " + upper(condition);
            case "contains" -> "contains " + operand(condition);
            case "regex" -> "matches " + operand(condition);
            default -> (operator + " " + operand(condition)).strip();
        };
    }

    /** The other side: a column, a date, a number or a text, as the operator's type in brackets says. */
    private static String operand(Payload condition) {
        return switch (type(condition)) {
            case COLUMN -> code(condition.text("col"));
            case DATE -> condition.text("date");
            case NUMBER -> condition.text("num");
            case TEXT -> "\u201c" + condition.text("string") + "\u201d";
        };
    }

    private static String upper(Payload condition) {
        return condition.text(type(condition) == Type.DATE ? "date2" : "num2");
    }

    private enum Type {
        COLUMN,
        DATE,
        NUMBER,
        TEXT
    }

    /** Payloads hold an operand of each type, of which all but one are left from before. */
    private static Type type(Payload condition) {
        var operator = condition.text("operator");
        if (operator.contains("olumn]")) {
            return Type.COLUMN;
        }
        if (operator.contains("[date]")) {
            return Type.DATE;
        }
        if (operator.contains("[string]")) {
            return Type.TEXT;
        }
        return operator.contains("[number]") || operator.strip().matches("[<>=!]+") ? Type.NUMBER : Type.TEXT;
    }

    private static String items(Payload condition) {
        return condition
                .all("items")
                .map(item -> {
                    var text = item.text("string");
                    return text.isEmpty() || type(condition) == Type.NUMBER
                            ? item.text("num")
                            : "\u201c" + text + "\u201d";
                })
                .collect(Collectors.joining(", "));
    }
}
