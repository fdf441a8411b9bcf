package io.blockyard.discovery.article;

import static io.blockyard.catalog.ArticlePage.code;
import static io.blockyard.discovery.article.Prose.codes;

import io.blockyard.dataiku.ProjectSnapshot;
import io.blockyard.dataiku.ProjectSnapshot.Recipe;
import io.blockyard.dataiku.ProjectSnapshot.RecipeItem;
import io.blockyard.dataiku.RecipeTypes;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a recipe does, as words, from its type and payload. */
final class RecipePhrases {

    /** Aggregations by their key in a payload, in the order in which people name them. */
    private static final Map<String, String> AGGREGATIONS = orderedAggregations();

    private final ProjectSnapshot project;

    RecipePhrases(ProjectSnapshot project) {
        this.project = project;
    }

    /** A sentence without its full stop, such as {@code joins `A` with `B` on `id`}. */
    String of(Recipe recipe) {
        var payload =
                Payload.parse(RecipeTypes.language(recipe.type()) == RecipeTypes.Language.NONE ? recipe.payload() : "");
        return switch (recipe.type()) {
            case "shaker" -> prepare(recipe, payload);
            case "join", "fuzzyjoin", "geojoin" -> join(recipe, payload);
            case "grouping" -> withFilters(grouping(payload), payload);
            case "window" -> withFilters(window(payload), payload);
            case "vstack" -> withFilters(stack(recipe, payload), payload);
            case "sort" -> withFilters("sorts by " + orders(payload) + numbering(payload), payload);
            case "distinct" -> withFilters(distinct(payload), payload);
            case "topn" -> withFilters(top(payload), payload);
            case "sampling" -> sampling(recipe, payload);
            case "split" -> split(recipe, payload);
            case "pivot" -> withFilters(pivot(payload), payload);
            case "sync" -> "copies " + inputs(recipe);
            case "download" -> "downloads files";
            case "export" -> "exports " + inputs(recipe);
            case "prediction_training" -> training(payload, recipe);
            case "clustering_training" -> clustering(payload, recipe);
            case "prediction_scoring" -> "scores " + data(recipe) + " with the model " + model(recipe);
            case "clustering_scoring" -> "assigns " + data(recipe) + " to the clusters of " + model(recipe);
            case "evaluation", "standalone_evaluation" ->
                "evaluates the model " + model(recipe) + " on " + data(recipe);
            case "embed_documents", "embed_dataset" -> "embeds " + inputs(recipe) + " for retrieval";
            case "generate_features" -> "generates features from " + inputs(recipe);
            case "merge_folder" -> "merges the folders " + inputs(recipe);
            default -> byLanguage(recipe);
        };
    }

    /** What people call this type. */
    static String typeName(String type) {
        if (type.startsWith("CustomCode_")) {
            return "plugin " + type.substring("CustomCode_".length());
        }
        return switch (type) {
            case "shaker" -> "prepare";
            case "vstack" -> "stack";
            case "grouping" -> "group";
            case "sampling" -> "filter";
            case "topn" -> "top N";
            case "python" -> "Python";
            case "r" -> "R";
            case "sql_query", "sql_script" -> "SQL";
            case "pyspark" -> "PySpark";
            default -> Prose.words(type);
        };
    }

    private String byLanguage(Recipe recipe) {
        var from = recipe.inputs().isEmpty() ? "" : " from " + inputs(recipe);
        var outputs = outputs(recipe);
        return switch (RecipeTypes.language(recipe.type())) {
            case PYTHON -> "computes " + outputs + from + " in Python";
            case R -> "computes " + outputs + from + " in R";
            case SQL -> "queries " + inputs(recipe) + " in SQL" + QueryPhrases.of(recipe.payload());
            case SCALA -> "computes " + outputs + from + " in Scala";
            case SHELL -> "runs a shell script";
            case NONE ->
                recipe.type().startsWith("CustomCode_")
                        ? "runs the plugin component " + code(recipe.type().substring("CustomCode_".length())) + " on "
                                + inputs(recipe)
                        : "applies \u201c" + Prose.words(recipe.type()) + "\u201d to " + inputs(recipe);
        };
    }

    private String prepare(Recipe recipe, Payload payload) {
        var phrases = PreparePhrases.of(payload);
        return phrases.isEmpty() ? "prepares " + inputs(recipe) : Prose.and(phrases);
    }

    private String join(Recipe recipe, Payload payload) {
        var tables = payload.all("virtualInputs")
                .map(table -> {
                    var label = table.text("originLabel");
                    var index = table.number("index");
                    return label.isEmpty() && index < recipe.inputs().size()
                            ? name(recipe.inputs().get(index).ref())
                            : label;
                })
                .toList();
        var joins = payload.all("joins").toList();
        if (joins.isEmpty() || tables.size() < 2) {
            return "joins " + inputs(recipe);
        }
        var parts = joins.stream()
                .map(join -> table(tables, join.number("table2")) + " (" + joinKeys(join) + ")")
                .toList();
        var first = table(tables, joins.getFirst().number("table1"));
        return withFilters("joins " + first + " with " + Prose.and(parts), payload);
    }

    private static String table(List<String> tables, int index) {
        return index < tables.size() ? code(tables.get(index)) : "input " + (index + 1);
    }

    private static String joinKeys(Payload join) {
        var type = Prose.words(join.text("type"));
        var kind = type.isEmpty() ? "join" : type + " join";
        var keys = join.all("on").map(RecipePhrases::joinKey).distinct().toList();
        if (keys.isEmpty()) {
            return kind;
        }
        var connected = join.text("conditionsMode").equals("OR") ? String.join(" or ", keys) : Prose.and(keys);
        return kind + " on " + connected;
    }

    private static String joinKey(Payload condition) {
        var left = condition.get("column1").text("name");
        var right = condition.get("column2").text("name");
        var operator = switch (condition.text("type")) {
            case "", "EQ" -> "=";
            case "LT" -> "<";
            case "LTE" -> "\u2264";
            case "GT" -> ">";
            case "GTE" -> "\u2265";
            case "NE" -> "\u2260";
            default -> condition.text("type").toLowerCase(Locale.ROOT);
        };
        return left.equals(right) && operator.equals("=")
                ? code(left)
                : code(left) + " " + operator + " " + code(right);
    }

    private static String grouping(Payload payload) {
        var keys = payload.texts("keys");
        var values = aggregations(payload);
        if (payload.flag("globalCount")) {
            values.addFirst("the number of rows");
        }
        var by = keys.isEmpty() ? "aggregates all rows" : "groups by " + codes(keys);
        return values.isEmpty() ? by : by + " and computes " + Prose.and(shortened(values));
    }

    private static String window(Payload payload) {
        var window = payload.all("windows").findFirst();
        var partition = window.map(w -> w.texts("partitioningColumns")).orElse(List.of());
        var orders = window.map(RecipePhrases::orders).orElse("");
        var values = aggregations(payload);
        var sentence = new StringBuilder("computes ")
                .append(values.isEmpty() ? "window values" : Prose.and(shortened(values)))
                .append(" over ")
                .append(window.map(RecipePhrases::frame).orElse("a window"));
        if (!partition.isEmpty()) {
            sentence.append(" of each ").append(codes(partition));
        }
        if (!orders.isEmpty()) {
            sentence.append(", ordered by ").append(orders);
        }
        return sentence.append(numbering(payload)).toString();
    }

    private static String frame(Payload window) {
        if (!window.flag("enableLimits") || !window.text("windowLimitMode").equals("ROWS")) {
            return "the rows";
        }
        var before = window.flag("limitPreceding") ? window.number("precedingRows") : -1;
        var after = window.flag("limitFollowing") ? window.number("followingRows") : -1;
        if (before < 0 || after < 0) {
            return after == 0 ? "the rows so far" : "the rows";
        }
        return "windows of " + Prose.count(1L + before + after, "row");
    }

    private static List<String> aggregations(Payload payload) {
        var found = new ArrayList<String>();
        AGGREGATIONS.forEach((key, words) -> {
            var columns = payload.all("values")
                    .filter(value -> value.flag(key))
                    .map(value -> value.text("column"))
                    .filter(column -> !column.isEmpty())
                    .toList();
            if (!columns.isEmpty()) {
                found.add(words + " " + codes(columns));
            }
        });
        return found;
    }

    private String stack(Recipe recipe, Payload payload) {
        var mode = payload.text("mode").equals("INTERSECT") ? " (the columns they share)" : "";
        var origin = payload.flag("addOriginColumn")
                ? ", noting where each row came from in " + code(payload.text("originColumnName"))
                : "";
        return "stacks the rows of " + inputs(recipe) + mode + origin;
    }

    private static String distinct(Payload payload) {
        var keys = payload.texts("keys");
        return keys.isEmpty() ? "removes duplicate rows" : "keeps one row for each " + codes(keys);
    }

    private static String top(Payload payload) {
        var first = payload.number("firstRows");
        var last = payload.number("lastRows");
        var which = first > 0 && last > 0
                ? "the first " + first + " and last " + last + " rows"
                : last > 0 ? "the last " + rows(last) : "the first " + rows(first);
        var keys = payload.texts("keys");
        var orders = orders(payload);
        return "keeps " + which
                + (keys.isEmpty() ? "" : " of each " + codes(keys))
                + (orders.isEmpty() ? "" : ", ordered by " + orders)
                + numbering(payload);
    }

    /** After an ordinal: {@code row}, {@code 30 rows}. */
    private static String rows(int number) {
        return number == 1 ? "row" : number + " rows";
    }

    private String sampling(Recipe recipe, Payload payload) {
        var selection = new Payload(recipe.document().path("params").path("selection"));
        var sample = switch (selection.text("samplingMethod")) {
            case "HEAD_SEQUENTIAL" ->
                "takes the first " + selection.number("maxRecords") + " rows of " + inputs(recipe);
            case "RANDOM_FIXED_RATIO" -> "takes a random " + percent(selection) + "of " + inputs(recipe);
            case "RANDOM_FIXED_NB", "RANDOM_FIXED_NB_EXACT" ->
                "takes " + selection.number("maxRecords") + " random rows of " + inputs(recipe);
            default -> "";
        };
        var filter = Conditions.of(payload);
        if (filter.isEmpty()) {
            return sample.isEmpty() ? "samples " + inputs(recipe) : sample;
        }
        var kept = "where " + filter.get();
        return sample.isEmpty() ? "keeps the rows " + kept : sample + " " + kept;
    }

    private static String percent(Payload selection) {
        var ratio = selection.node().path("targetRatio").asDouble(0);
        return ratio > 0
                ? BigDecimal.valueOf(ratio)
                                .movePointRight(2)
                                .stripTrailingZeros()
                                .toPlainString() + " % "
                : "share ";
    }

    private String split(Recipe recipe, Payload payload) {
        var outputs =
                recipe.outputs().stream().map(item -> code(name(item.ref()))).toList();
        if (!payload.text("mode").equals("FILTERS") || outputs.isEmpty()) {
            return "splits the rows of " + inputs(recipe) + " into " + Prose.and(outputs);
        }
        var filters = payload.all("filterSplits").toList();
        var parts = new ArrayList<String>();
        for (var split : filters) {
            var output = split.number("outputIndex");
            var filter = Conditions.of(split.get("filter"));
            if (filter.isPresent() && output < outputs.size()) {
                parts.add("rows where " + filter.get() + " to " + outputs.get(output));
            }
        }
        var rest = payload.number("defaultOutputIndex");
        if (rest >= 0 && rest < outputs.size()) {
            parts.add("the others to " + outputs.get(rest));
        }
        return "sends " + Prose.and(parts);
    }

    private static String pivot(Payload payload) {
        var pivot = payload.all("pivots").findFirst().orElse(payload);
        var values = pivot.all("valueColumns")
                .map(value -> Prose.words(value.text("$agg")) + " of " + code(value.text("column")))
                .map(String::strip)
                .toList();
        var identifiers = payload.texts("explicitIdentifiers");
        return "pivots " + codes(pivot.texts("keyColumns")) + " into columns"
                + (values.isEmpty() ? "" : " with the " + Prose.and(values))
                + (identifiers.isEmpty() ? "" : " for each " + codes(identifiers));
    }

    private String training(Payload payload, Recipe recipe) {
        var core = payload.get("core");
        var target =
                core.text("target_variable").isEmpty() ? payload.text("targetVariable") : core.text("target_variable");
        var algorithm = payload.get("modeling").text("algorithm");
        return "trains the model " + outputs(recipe)
                + (algorithm.isEmpty() ? "" : " (" + Prose.words(algorithm) + ")")
                + " on " + inputs(recipe)
                + (target.isEmpty() ? "" : " to predict " + code(target));
    }

    private String clustering(Payload payload, Recipe recipe) {
        var modeling = payload.get("modeling");
        var algorithm = Prose.words(modeling.text("algorithm"));
        var clusters = modeling.number("k");
        var how = Stream.of(algorithm, clusters > 1 ? clusters + " clusters" : "")
                .filter(word -> !word.isEmpty())
                .collect(Collectors.joining(", "));
        return "trains a clustering model" + (how.isEmpty() ? "" : " (" + how + ")") + " on " + inputs(recipe);
    }

    private static String withFilters(String sentence, Payload payload) {
        var before = Conditions.of(payload.get("preFilter")).map(filter -> "of the rows where " + filter + ", ");
        var after = Conditions.of(payload.get("postFilter")).map(filter -> ", then keeps the rows where " + filter);
        return before.orElse("") + sentence + after.orElse("");
    }

    private static String orders(Payload payload) {
        return Prose.and(payload.all("orders")
                .map(order -> code(order.text("column")) + (order.flag("desc") ? " (descending)" : ""))
                .toList());
    }

    private static String numbering(Payload payload) {
        var names = payload.get("outputColumnNameOverrides");
        if (payload.flag("rowNumber")) {
            return " and numbers them in " + code(named(names.text("_row_number"), "_row_number"));
        }
        if (payload.flag("rank") || payload.flag("denseRank")) {
            var key = payload.flag("rank") ? "_rank" : "_dense_rank";
            return " and ranks them in " + code(named(names.text(key), key));
        }
        return "";
    }

    private static String named(String name, String fallback) {
        return name.isEmpty() ? fallback : name;
    }

    private static List<String> shortened(List<String> values) {
        if (values.size() <= 5) {
            return values;
        }
        var shown = new ArrayList<>(values.subList(0, 4));
        shown.add((values.size() - 4) + " more values");
        return shown;
    }

    private String inputs(Recipe recipe) {
        return codes(recipe.inputs().stream()
                .map(RecipeItem::ref)
                .distinct()
                .map(this::name)
                .toList());
    }

    private String outputs(Recipe recipe) {
        return codes(recipe.outputs().stream()
                .map(RecipeItem::ref)
                .distinct()
                .map(this::name)
                .toList());
    }

    private String data(Recipe recipe) {
        return codes(recipe.inputs().stream()
                .filter(item -> !item.role().equals("model"))
                .map(item -> name(item.ref()))
                .toList());
    }

    private String model(Recipe recipe) {
        Optional<String> model = recipe.inputs().stream()
                .filter(item -> item.role().equals("model"))
                .map(item -> name(item.ref()))
                .findFirst();
        return code(model.orElse("?"));
    }

    private String name(String ref) {
        return project.object(ref).map(ProjectSnapshot.FlowObject::name).orElse(ref);
    }

    private static Map<String, String> orderedAggregations() {
        var words = new LinkedHashMap<String, String>();
        words.put("sum", "the sum of");
        words.put("avg", "the average of");
        words.put("median", "the median of");
        words.put("min", "the minimum of");
        words.put("max", "the maximum of");
        words.put("stddev", "the standard deviation of");
        words.put("count", "the count of");
        words.put("countDistinct", "the distinct count of");
        words.put("first", "the first");
        words.put("last", "the last");
        words.put("concat", "the list of");
        words.put("concatDistinct", "the list of distinct");
        words.put("lag", "the preceding");
        words.put("lagDiff", "the change from the preceding");
        words.put("lead", "the following");
        words.put("leadDiff", "the change to the following");
        return Collections.unmodifiableMap(words);
    }
}
