package io.blockyard.dataiku;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What is known about a recipe from its type alone, as DSS names types ({@code shaker}, {@code vstack}, …). */
public final class RecipeTypes {

    /** First the extension that is written, then others that are read. */
    private static final Map<String, List<String>> EXTENSIONS = Map.ofEntries(
            Map.entry("python", List.of("py")),
            Map.entry("pyspark", List.of("py", "pyspark")),
            Map.entry("cpython", List.of("py", "cpython")),
            Map.entry("ksql", List.of("sql", "ksql")),
            Map.entry("sql_query", List.of("sql")),
            Map.entry("sql_script", List.of("sql")),
            Map.entry("spark_sql_query", List.of("sql", "spark_sql_query")),
            Map.entry("hive", List.of("sql", "hive", "hql")),
            Map.entry("impala", List.of("sql", "impala")),
            Map.entry("r", List.of("r", "R")),
            Map.entry("sparkr", List.of("r", "R", "sparkr")),
            Map.entry("spark_scala", List.of("scala", "spark_scala")),
            Map.entry("shell", List.of("sh", "shell")));

    private RecipeTypes() {}

    /** The extension of the payload's file in git layout, without the dot. */
    public static String payloadExtension(String type) {
        return payloadExtensions(type).getFirst();
    }

    /** All extensions under which the payload may lie, the usual one first. */
    public static List<String> payloadExtensions(String type) {
        return EXTENSIONS.getOrDefault(type, List.of(type));
    }

    /** Whether the payload is a program that a person wrote, and in which language; {@link Language#NONE} if not. */
    public static Language language(String type) {
        return switch (type.toLowerCase(Locale.ROOT)) {
            case "python", "pyspark", "cpython" -> Language.PYTHON;
            case "sql_query", "sql_script", "spark_sql_query", "hive", "impala", "ksql" -> Language.SQL;
            case "r", "sparkr" -> Language.R;
            case "shell" -> Language.SHELL;
            case "spark_scala" -> Language.SCALA;
            default -> Language.NONE;
        };
    }

    /** The language of a recipe's code. */
    public enum Language {
        PYTHON,
        SQL,
        R,
        SHELL,
        SCALA,
        /** A visual or plugin recipe: the payload is a JSON document or empty. */
        NONE
    }
}
