package io.blockyard.discovery;

import io.blockyard.block.Column;
import io.blockyard.dataiku.ProjectSnapshot;
import io.blockyard.dataiku.ProjectSnapshot.Recipe;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Which columns of what a zone makes are filled in every row, and which may be empty, as far as the visual recipe that
 * writes them says so: rows without a value that are removed, cells that are filled, counts, and the other side of outer
 * joins. DSS's schemas do not know.
 */
final class Nullability {

    /** Steps that change no cell of a row that stays. */
    private static final Set<String> CELLS_STAY = Set.of(
            "RemoveRowsOnEmpty",
            "ColumnsSelector",
            "ColumnReorder",
            "FilterOnCustomFormula",
            "FilterOnValue",
            "FilterOnNumericalRange",
            "FilterOnDate",
            "FilterOnRange",
            "FilterOnBadType",
            "FilterOnMeaning");

    /** Steps that name every column that they write, though under names of their own. */
    private static final Set<String> NAME_WHAT_THEY_WRITE = Set.of(
            "BinnerProcessor",
            "ColumnCopier",
            "ColumnsConcat",
            "DateDifference",
            "DateFormatter",
            "DateIncrement",
            "FlagOnCustomFormula",
            "FlagOnDate",
            "FlagOnRange",
            "FlagOnValue",
            "TextSimplifierProcessor");

    private static final Set<String> CELLS_CLEARED = Set.of("CLEAR_CELL", "DONTCLEAR_CELL");

    /** Of a column's name, whether it may be empty. */
    private final Map<String, Boolean> nullable = new HashMap<>();

    private Nullability() {}

    /** The columns of an output, with what the recipe that writes it tells of them. */
    static List<Column> known(ProjectSnapshot zone, String output, List<Column> columns) {
        var known = new Nullability();
        zone.recipes().stream()
                .filter(recipe -> recipe.outputs().size() == 1
                        && recipe.outputs().getFirst().ref().equals(output))
                .forEach(known::read);
        return columns.stream()
                .map(column -> {
                    var may = known.nullable.get(column.name());
                    return may == null ? column : column.nullable(may);
                })
                .toList();
    }

    private void read(Recipe recipe) {
        var payload = payload(recipe);
        switch (recipe.type()) {
            case "shaker" -> steps(payload);
            case "join" -> join(payload);
            case "grouping" -> {
                if (payload.path("globalCount").asBoolean(false)) {
                    nullable.put("count", false);
                }
            }
            default -> {
                // What code and other recipes leave empty is not known.
            }
        }
        filled(payload.path("postFilter"));
    }

    private void steps(JsonNode payload) {
        var filled = new HashSet<String>();
        steps(payload, filled);
        filled.forEach(column -> nullable.put(column, false));
    }

    private static void steps(JsonNode group, Set<String> filled) {
        for (var step : group.path("steps").values()) {
            if (step.path("disabled").asBoolean(false)) {
                continue;
            }
            if (step.path("metaType").asString("").equals("GROUP")) {
                steps(step, filled);
            } else {
                step(step.path("type").asString(""), step.path("params"), filled);
            }
        }
    }

    private static void step(String type, JsonNode params, Set<String> filled) {
        switch (type) {
            case "RemoveRowsOnEmpty" -> {
                if (!params.path("keep").asBoolean(false)) {
                    filled.addAll(columns(params));
                }
            }
            case "FillEmptyWithValue" -> {
                if (!params.path("value").asString("").isEmpty()) {
                    filled.addAll(columns(params));
                }
            }
            case "ColumnRenamer" ->
                params.path("renamings").forEach(renaming -> {
                    var was = filled.remove(renaming.path("from").asString(""));
                    var to = renaming.path("to").asString("");
                    if (was) {
                        filled.add(to);
                    } else {
                        filled.remove(to);
                    }
                });
            default -> {
                if (!CELLS_STAY.contains(type)
                        || CELLS_CLEARED.contains(params.path("action").asString(""))) {
                    forget(type, params, filled);
                }
            }
        }
    }

    /** Nothing is known any more of the columns that a step names; one that names patterns or none may touch any. */
    private static void forget(String type, JsonNode params, Set<String> filled) {
        var appliesTo = params.path("appliesTo").asString("");
        if (appliesTo.equals("ALL") || appliesTo.equals("PATTERN") || !namesColumns(type, params)) {
            filled.clear();
            return;
        }
        var text = params.toString();
        filled.removeIf(text::contains);
    }

    private static boolean namesColumns(String type, JsonNode params) {
        return switch (type) {
            // Code that is given whole rows may return any.
            case "PythonUDF" -> params.path("mode").asString("").equals("CELL");
            case "Transpose" -> false;
            default ->
                CELLS_STAY.contains(type)
                        || NAME_WHAT_THEY_WRITE.contains(type)
                        || !params.path("columns").isEmpty()
                        || !params.path("column").asString("").isEmpty()
                        || params.path("appliesTo").asString("").equals("SINGLE_COLUMN");
        };
    }

    private static List<String> columns(JsonNode params) {
        return switch (params.path("appliesTo").asString("")) {
            case "ALL", "PATTERN" -> List.of();
            default ->
                params.path("columns")
                        .valueStream()
                        .map(column -> column.asString(""))
                        .toList();
        };
    }

    /** Rows of the right side of a left join may be missing, so each of its columns may be empty. */
    private void join(JsonNode payload) {
        var mayMiss = new HashSet<Integer>();
        for (var join : payload.path("joins").values()) {
            var left = join.path("table1").asInt(0);
            var right = join.path("table2").asInt(0);
            switch (join.path("type").asString("")) {
                case "LEFT" -> mayMiss.add(right);
                case "RIGHT" -> mayMiss.add(left);
                case "FULL" -> {
                    mayMiss.add(left);
                    mayMiss.add(right);
                }
                default -> {
                    // An inner join drops rows instead; others are not told apart.
                }
            }
        }
        for (var column : payload.path("selectedColumns").values()) {
            var table = column.path("table").asInt(-1);
            if (mayMiss.contains(table)) {
                nullable.put(selected(column, payload.path("virtualInputs").path(table)), true);
            }
        }
    }

    private static String selected(JsonNode column, JsonNode table) {
        var alias = column.path("alias").asString("");
        var prefix = table.path("prefix").asString("");
        var name = column.path("name").asString("");
        return alias.isEmpty() ? (prefix.isEmpty() ? name : prefix + "_" + name) : alias;
    }

    /** What a filter behind the recipe demands of every row. */
    private void filled(JsonNode filter) {
        var rules = filter.path("uiData");
        if (!filter.path("enabled").asBoolean(false)
                || !rules.path("mode").asString("").equals("&&")) {
            return;
        }
        for (var condition : rules.path("conditions").values()) {
            var operator = condition.path("operator").asString("").replaceAll("\\s*\\[.*]$", "");
            if (Set.of("not empty", "not empty string", "is not empty").contains(operator.strip())) {
                nullable.put(condition.path("input").asString(""), false);
            }
        }
    }

    private static JsonNode payload(Recipe recipe) {
        try {
            return JsonMapper.shared().readTree(recipe.payload().isBlank() ? "{}" : recipe.payload());
        } catch (JacksonException code) {
            return JsonMapper.shared().createObjectNode();
        }
    }
}
