package io.blockyard.discovery.article;

import static io.blockyard.catalog.ArticlePage.code;
import static io.blockyard.catalog.ArticlePage.oneLine;
import static io.blockyard.discovery.article.Prose.codes;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;

/** The steps of a prepare recipe as words. */
final class PreparePhrases {

    private static final int PHRASES_SHOWN = 8;
    private static final int REPLACEMENTS_SHOWN = 3;
    private static final int LONGEST_TEXT = 30;
    private static final String ALL = "all columns";

    private PreparePhrases() {}

    /** Phrases such as {@code fills empty cells of `x` with `0`}, in the order of the steps; repeated kinds are put together. */
    static List<String> of(Payload payload) {
        var byPhrase = new LinkedHashMap<String, List<String>>();
        steps(payload).filter(step -> !step.flag("disabled")).forEach(step -> {
            var phrase = phrase(step.text("type"), step.get("params"));
            if (!phrase.verb.isEmpty()) {
                byPhrase.computeIfAbsent(phrase.verb, verb -> new ArrayList<>()).addAll(phrase.objects);
            }
        });
        var phrases = new ArrayList<String>();
        byPhrase.forEach((verb, objects) -> phrases.add(verb.replace(
                "{}",
                objects.contains(ALL) ? ALL : codes(objects.stream().distinct().toList()))));
        if (phrases.size() <= PHRASES_SHOWN) {
            return phrases;
        }
        var shown = new ArrayList<>(phrases.subList(0, PHRASES_SHOWN - 1));
        shown.add("does " + (phrases.size() - shown.size()) + " more things");
        return shown;
    }

    private static Stream<Payload> steps(Payload payload) {
        return payload.all("steps")
                .flatMap(step -> step.text("metaType").equals("GROUP")
                        ? step.flag("disabled") ? Stream.empty() : steps(step)
                        : Stream.of(step));
    }

    private static Phrase phrase(String type, Payload params) {
        var columns = columns(params);
        return switch (type) {
            case "CreateColumnWithGREL" -> created(params);
            case "PythonUDF" -> new Phrase("computes {} with Python", List.of(params.text("column")));
            case "ColumnsSelector" -> new Phrase(params.flag("keep") ? "keeps the columns {}" : "drops {}", columns);
            case "ColumnRenamer" -> renamed(params);
            case "ColumnReorder" -> Phrase.NOTHING;
            case "ColumnCopier" ->
                new Phrase(
                        "copies " + code(params.text("inputColumn")) + " to {}", List.of(params.text("outputColumn")));
            case "FindReplace" -> replaced(params, columns);
            case "EnrichWithBuildContext", "EnrichWithBuildContextProcessor" ->
                Phrase.of("adds when and by which job a row was built");
            case "FillEmptyWithValue" ->
                new Phrase("fills empty cells of {} with " + code(params.text("value")), columns);
            case "FillEmptyWithComputedValue", "MissingValuesImputer" -> new Phrase("fills empty cells of {}", columns);
            case "UpDownFiller" -> new Phrase("fills empty cells of {} with the value before", columns);
            case "DateParser" -> new Phrase("parses the dates in {}", columns);
            case "DateFormatter" -> new Phrase("formats the dates in {}", List.of(params.text("inCol")));
            case "DateComponentsExtractor" ->
                new Phrase("takes the parts of the dates in {}", List.of(params.text("column")));
            case "DateDifference" -> dateDifference(params);
            case "DateIncrement" -> new Phrase("shifts the dates in {}", List.of(params.text("inCol")));
            case "DateTruncate" -> new Phrase("truncates the dates in {}", columns);
            case "RoundProcessor" -> new Phrase("rounds {}", columns);
            case "NumericalCombinator", "MathProcessor" -> new Phrase("combines the numbers in {}", columns);
            case "MinMaxProcessor" -> new Phrase("limits the range of {}", columns);
            case "BinnerProcessor" -> new Phrase("bins {}", List.of(params.text("input")));
            case "RemoveRowsOnEmpty" ->
                new Phrase(
                        params.flag("keep") ? "keeps rows where {} is empty" : "removes rows where {} is empty",
                        columns);
            case "FilterOnCustomFormula" ->
                Phrase.of(rows(params) + " where " + Conditions.expression(params.text("expression")));
            case "FilterOnValue" -> filterOnValue(params, columns);
            case "FilterOnNumericalRange", "FilterOnDate", "FilterOnRange" ->
                new Phrase(rows(params) + " where {} is in a range", columns);
            case "FilterOnBadType", "FilterOnMeaning" -> new Phrase(rows(params) + " where {} is not valid", columns);
            case "FlagOnValue", "FlagOnCustomFormula", "FlagOnRange", "FlagOnDate" ->
                new Phrase("flags rows in {}", List.of(params.text("flagColumn")));
            case "StringTransformer" -> new Phrase("transforms the text in {}", columns);
            case "TextSimplifierProcessor" -> new Phrase("normalises the text in {}", List.of(params.text("inCol")));
            case "ColumnSplitter", "SplitIntoChunks", "Tokenizer" ->
                new Phrase("splits {}", List.of(params.text("inCol")));
            case "ColumnsConcat" -> new Phrase("concatenates {} into " + code(params.text("outputColumn")), columns);
            case "RegexpExtractor" -> new Phrase("extracts a pattern from {}", List.of(params.text("column")));
            case "JSONFlattener", "JSONPathExtractor" ->
                new Phrase("unpacks the JSON in {}", List.of(params.text("inCol")));
            case "MultiColumnFold", "MultiColumnByPrefixFold" -> Phrase.of("folds columns into rows");
            case "ArrayUnfold", "Unfold" -> new Phrase("unfolds {} into columns", List.of(params.text("column")));
            case "SplitFold", "ArrayFold" -> new Phrase("folds {} into rows", List.of(params.text("inCol")));
            case "GeoPointBuilder", "GeoIPResolver", "GeoDistance" -> Phrase.of("adds geography");
            case "MemoryEquiJoiner", "MemoryJoiner" ->
                new Phrase("looks up values in {}", List.of(params.text("rightInput")));
            default -> Phrase.of("applies \u201c" + Prose.words(type) + "\u201d");
        };
    }

    private static Phrase created(Payload params) {
        var column = code(params.text("column"));
        var expression = oneLine(params.text("expression"));
        return expression.length() <= 70
                ? Phrase.of("computes " + column + " as " + code(expression))
                : new Phrase("computes {}", List.of(params.text("column")));
    }

    /** A few plain texts are named; expressions and long lists are not. */
    private static Phrase replaced(Payload params, List<String> columns) {
        var mapping = params.all("mapping").toList();
        var plain = mapping.stream()
                .allMatch(pair -> !pair.text("from").isBlank()
                        && pair.text("from").length() <= LONGEST_TEXT
                        && pair.text("to").length() <= LONGEST_TEXT);
        if (mapping.isEmpty()
                || mapping.size() > REPLACEMENTS_SHOWN
                || !plain
                || params.text("matching").equals("PATTERN")) {
            return new Phrase("replaces values in {}", columns);
        }
        var pairs = mapping.stream()
                .map(pair -> quoted(pair.text("from")) + " by "
                        + (pair.text("to").isEmpty() ? "nothing" : quoted(pair.text("to"))))
                .toList();
        return new Phrase("replaces " + Prose.and(pairs) + " in {}", columns);
    }

    private static String quoted(String text) {
        return "\u201c" + oneLine(text) + "\u201d";
    }

    private static Phrase renamed(Payload params) {
        var renamings = params.all("renamings").toList();
        if (renamings.size() > 3) {
            return Phrase.of("renames " + Prose.count(renamings.size(), "column"));
        }
        return Phrase.of("renames "
                + Prose.and(renamings.stream()
                        .map(renaming -> code(renaming.text("from")) + " to " + code(renaming.text("to")))
                        .toList()));
    }

    private static Phrase dateDifference(Payload params) {
        var unit = Prose.words(params.text("outputUnit"));
        return new Phrase(
                "computes the " + (unit.isEmpty() ? "time" : unit) + " since " + code(params.text("input1")) + " in {}",
                List.of(params.text("output")));
    }

    private static Phrase filterOnValue(Payload params, List<String> columns) {
        var values = params.texts("values").stream()
                .map(value -> "\u201c" + value + "\u201d")
                .toList();
        return new Phrase(
                rows(params) + " where {} is " + (values.isEmpty() ? "a given value" : String.join(" or ", values)),
                columns);
    }

    private static String rows(Payload params) {
        return switch (params.text("action")) {
            case "KEEP_ROW" -> "keeps rows";
            case "CLEAR_CELL" -> "clears cells";
            case "DONTCLEAR_CELL" -> "clears all other cells but those";
            default -> "removes rows";
        };
    }

    private static List<String> columns(Payload params) {
        return switch (params.text("appliesTo")) {
            case "ALL" -> List.of(ALL);
            case "PATTERN" -> List.of(params.text("appliesToPattern"));
            default -> {
                var columns = params.texts("columns");
                yield columns.isEmpty() && !params.text("column").isEmpty() ? List.of(params.text("column")) : columns;
            }
        };
    }

    /** What is done, with a place for the names of the columns it is done to. */
    private record Phrase(String verb, List<String> objects) {

        static final Phrase NOTHING = of("");

        static Phrase of(String words) {
            return new Phrase(words, List.of());
        }
    }
}
