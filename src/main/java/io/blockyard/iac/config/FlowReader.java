package io.blockyard.iac.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Reads datasets and recipes, in the words of both dialects. */
final class FlowReader {

    private static final Set<String> FORMATS = new TreeSet<>(Set.of("csv", "parquet", "json", "avro", "orc"));
    private static final Pattern NAME = Pattern.compile("[^./\\\\$\"'\\p{Cntrl}]{1,200}");
    private static final Set<String> SELF_SUFFICIENT = Set.of("sync", "distinct");

    private final Fields.Reading reading;
    private final Findings findings;
    private final Map<String, String> files;

    FlowReader(Fields.Reading reading, Map<String, String> files) {
        this.reading = reading;
        this.findings = reading.findings();
        this.files = files;
    }

    Optional<Configuration.DatasetEntry> dataset(YamlValue value) {
        return Fields.of(value, Keys.DATASET, "a dataset", reading).map(fields -> {
            var name = name(fields, "dataset");
            var type = fields.required("type", "managed");
            oneOf("config.dataset-type", type, Types.datasetTypes(), "type of a dataset");
            var format = fields.text("format_type");
            format.ifPresent(text -> oneOf("config.format", text, FORMATS, "format"));
            var comment = fields.plain("comment");
            return new Configuration.DatasetEntry(
                    fields.place(),
                    name,
                    type.value(),
                    fields.plain("connection"),
                    fields.free("params"),
                    columns(fields),
                    format.map(Text::value).orElse(""),
                    fields.plain("table"),
                    fields.plain("path"),
                    fields.plain("query"),
                    fields.has("description") ? fields.plain("description") : comment,
                    fields.list("tags"));
        });
    }

    Optional<Configuration.RecipeEntry> recipe(YamlValue value) {
        return Fields.of(value, Keys.RECIPE, "a recipe", reading).map(fields -> {
            var name = name(fields, "recipe");
            var type = fields.required("type", "python");
            oneOf("config.recipe-type", type, Types.recipeTypes(), "type of a recipe");
            var outputs = items(fields, "outputs");
            if (outputs.isEmpty()) {
                findings.error(
                        "config.no-output",
                        fields.placeOf("outputs"),
                        "A recipe needs at least one output.",
                        "Add outputs: [NAME].");
            }
            var dssType = Types.dssRecipeType(type.value());
            var code = code(fields);
            if (Types.isCode(dssType) && code.isEmpty()) {
                findings.warning(
                        "config.no-code",
                        fields.place(),
                        "The recipe \u201c" + name + "\u201d has no code and will be created empty.",
                        "Add code, code_ref or sql.");
            } else if (Types.recipeTypes().contains(type.value())
                    && !Types.isCode(dssType)
                    && !SELF_SUFFICIENT.contains(dssType)
                    && !fields.has("params")) {
                findings.warning(
                        "config.no-settings",
                        fields.place(),
                        "The recipe \u201c" + name + "\u201d has no params and will be created without settings.",
                        "Add params, or complete it in DSS after the apply.");
            }
            return new Configuration.RecipeEntry(
                    fields.place(),
                    name,
                    dssType,
                    items(fields, "inputs"),
                    outputs,
                    fields.free("params"),
                    code.orElse(""),
                    fields.plain("description"),
                    fields.list("tags"),
                    fields.free("settings"));
        });
    }

    private Text name(Fields fields, String what) {
        var name = fields.required("name", what.equals("dataset") ? "MY_DATASET" : "my_recipe");
        if (!name.value().isEmpty() && !NAME.matcher(name.value()).matches()) {
            findings.error(
                    "config.name",
                    name.place(),
                    "\u201c" + name + "\u201d is no name for a " + what + ".",
                    "Use letters, digits, underscores and hyphens, 200 at most.");
        }
        return name;
    }

    private List<Configuration.ColumnEntry> columns(Fields fields) {
        var schema = fields.value("schema");
        if (schema instanceof YamlValue.Mapping) {
            return Fields.of(schema, Keys.SCHEMA, "a schema", reading)
                    .map(inner -> inner.elements("columns", (value, ignored) -> column(value)))
                    .orElse(List.of())
                    .stream()
                    .flatMap(Optional::stream)
                    .toList();
        }
        return fields.elements("schema", (value, ignored) -> column(value)).stream()
                .flatMap(Optional::stream)
                .toList();
    }

    /** A column may carry keys of other tools; only name, type and its description are read. */
    private Optional<Configuration.ColumnEntry> column(YamlValue value) {
        var open =
                value instanceof YamlValue.Mapping mapping ? mapping.entries().keySet() : Set.<String>of();
        var known = open.isEmpty() ? new TreeSet<>(Set.of("name", "type")) : open;
        return Fields.of(value, known, "a column", reading).map(fields -> {
            var name = fields.required("name", "amount");
            var type = fields.text("type");
            var description = fields.has("description") ? fields.plain("description") : fields.plain("comment");
            return new Configuration.ColumnEntry(
                    name.value(), type.map(this::columnType).orElse("string"), description);
        });
    }

    private String columnType(Text type) {
        if (Types.COLUMNS.contains(type.value())) {
            return type.value();
        }
        var mapped = Types.foreignColumnType(type.value());
        if (mapped.isPresent()) {
            findings.warning(
                    "config.foreign-type",
                    type.place(),
                    "The column type \u201c" + type + "\u201d is not DSS's own and becomes \u201c" + mapped.get()
                            + "\u201d.",
                    "Write " + mapped.get() + " if that is what you mean.");
            return mapped.get();
        }
        oneOf("config.column-type", type, Types.COLUMNS, "type of a column");
        return "string";
    }

    private List<Configuration.Item> items(Fields fields, String key) {
        return fields.elements(key, (value, ignored) -> item(value)).stream()
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<Configuration.Item> item(YamlValue value) {
        if (value instanceof YamlValue.Scalar scalar && !scalar.isNull()) {
            var ref = reading.substitution().apply(scalar.text(), scalar.place());
            return Optional.of(new Configuration.Item(scalar.place(), ref, "main"));
        }
        return Fields.of(value, Keys.ITEM, "an input or output", reading).map(fields -> {
            var role = fields.plain("role");
            return new Configuration.Item(
                    fields.place(), fields.required("ref", "MY_DATASET").value(), role.isEmpty() ? "main" : role);
        });
    }

    private Optional<String> code(Fields fields) {
        var given =
                List.of("code", "code_ref", "sql").stream().filter(fields::has).toList();
        if (given.size() > 1) {
            findings.error(
                    "config.code",
                    fields.placeOf(given.get(1)),
                    "A recipe has either code, code_ref or sql, but here are " + String.join(" and ", given) + ".",
                    "Keep one of them.");
        }
        if (fields.has("code_ref")) {
            return fields.text("code_ref").flatMap(this::codeFile);
        }
        return fields.text("code").or(() -> fields.text("sql")).map(Text::value);
    }

    private Optional<String> codeFile(Text path) {
        var text = files.get(path.value());
        if (text == null) {
            findings.error(
                    "config.code-ref",
                    path.place(),
                    "The file \u201c" + path + "\u201d is not there.",
                    NearestName.suggest(
                            path.value(), files.keySet(), "Put it beside the configuration, with this path."));
        }
        return Optional.ofNullable(text);
    }

    private void oneOf(String code, Text text, Set<String> known, String what) {
        if (text.value().isEmpty() || known.contains(text.value())) {
            return;
        }
        var dialect = known.stream()
                .filter(name -> Types.dssRecipeType(name).equals(text.value()))
                .findFirst();
        findings.error(
                code,
                text.place(),
                "\u201c" + text + "\u201d is no " + what + ".",
                dialect.map(name -> "Write \u201c" + name + "\u201d.")
                        .orElseGet(() -> NearestName.suggest(
                                text.value(), known, "It is one of " + String.join(", ", known) + ".")));
    }
}
