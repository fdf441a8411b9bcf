package io.blockyard.iac.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The types that both dialects know, and what DSS calls them. */
public final class Types {

    /** Dataset types whose DSS type is fixed. */
    private static final Map<String, String> DATASETS = Map.of(
            "filesystem", "Filesystem",
            "snowflake", "Snowflake",
            "postgresql", "PostgreSQL",
            "mysql", "MySQL",
            "s3", "S3",
            "hdfs", "HDFS",
            "azure_blob", "Azure",
            "gcs", "GCS",
            "bigquery", "BigQuery");

    /** Dataset types whose DSS type follows from the connection on the target. */
    private static final Set<String> BY_CONNECTION = Set.of("sql", "sql_table", "sql_query", "managed");

    private static final Map<String, String> RECIPES = recipes();
    private static final Set<String> CODE = Set.of("python", "r", "sql_query", "sql_script", "shell");

    /** Column types of DSS itself. */
    public static final Set<String> COLUMNS = Collections.unmodifiableSet(new TreeSet<>(Set.of(
            "string",
            "int",
            "bigint",
            "smallint",
            "tinyint",
            "float",
            "double",
            "boolean",
            "date",
            "dateonly",
            "datetimenotz",
            "array",
            "map",
            "object",
            "geopoint",
            "geometry")));

    private static final Map<String, String> FOREIGN_COLUMNS = Map.ofEntries(
            Map.entry("text", "string"),
            Map.entry("varchar", "string"),
            Map.entry("char", "string"),
            Map.entry("uuid", "string"),
            Map.entry("integer", "int"),
            Map.entry("long", "bigint"),
            Map.entry("int64", "bigint"),
            Map.entry("short", "smallint"),
            Map.entry("byte", "tinyint"),
            Map.entry("real", "float"),
            Map.entry("numeric", "double"),
            Map.entry("decimal", "double"),
            Map.entry("number", "double"),
            Map.entry("bool", "boolean"),
            Map.entry("timestamp", "date"),
            Map.entry("timestamptz", "date"),
            Map.entry("datetime", "date"),
            Map.entry("json", "object"),
            Map.entry("jsonb", "object"),
            Map.entry("struct", "object"),
            Map.entry("list", "array"));

    private Types() {}

    public static Set<String> datasetTypes() {
        var all = new TreeSet<>(DATASETS.keySet());
        all.addAll(BY_CONNECTION);
        return all;
    }

    /** DSS's type of a dataset; empty when the connection on the target decides. */
    public static Optional<String> dssDatasetType(String type) {
        return Optional.ofNullable(DATASETS.get(type));
    }

    public static Set<String> recipeTypes() {
        return new TreeSet<>(RECIPES.keySet());
    }

    /** DSS's type of a recipe; a type that is DSS's own already stays as it is. */
    public static String dssRecipeType(String type) {
        return RECIPES.getOrDefault(type, type);
    }

    /** Whether recipes of this DSS type carry code rather than settings. */
    public static boolean isCode(String dssRecipeType) {
        return CODE.contains(dssRecipeType);
    }

    /** DSS's type for a column type that other systems use, such as {@code varchar(20)}. */
    public static Optional<String> foreignColumnType(String type) {
        var plain = type.toLowerCase(Locale.ROOT).replaceAll("\\(.*\\)", "").strip();
        return COLUMNS.contains(plain) ? Optional.of(plain) : Optional.ofNullable(FOREIGN_COLUMNS.get(plain));
    }

    private static Map<String, String> recipes() {
        var types = new LinkedHashMap<String, String>();
        for (var same : new String[] {
            "python",
            "r",
            "sql_query",
            "sql_script",
            "shell",
            "sync",
            "join",
            "grouping",
            "window",
            "sort",
            "topn",
            "distinct",
            "split",
            "pivot"
        }) {
            types.put(same, same);
        }
        types.put("sql", "sql_query");
        types.put("prepare", "shaker");
        types.put("group", "grouping");
        types.put("sample", "sampling");
        types.put("stack", "vstack");
        return Collections.unmodifiableMap(types);
    }
}
