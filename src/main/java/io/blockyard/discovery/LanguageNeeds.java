package io.blockyard.discovery;

import io.blockyard.dataiku.ProjectSnapshot;
import io.blockyard.dataiku.ProjectSnapshot.Recipe;
import io.blockyard.dataiku.ProjectSnapshot.RecipeItem;
import io.blockyard.dataiku.RecipeTypes;
import io.blockyard.dataiku.RecipeTypes.Language;
import io.blockyard.dataiku.code.RCode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What recipes in R and SQL need: packages, and the databases whose dialect they are written in. */
final class LanguageNeeds {

    /** Part of R itself, or of DSS. */
    private static final Set<String> R_PROVIDED = Set.of(
            "base",
            "compiler",
            "dataiku",
            "datasets",
            "graphics",
            "grDevices",
            "grid",
            "methods",
            "parallel",
            "splines",
            "stats",
            "stats4",
            "tcltk",
            "tools",
            "utils");

    /** Types of datasets in databases that DSS sends SQL to, each with a dialect of its own. */
    private static final Set<String> DATABASES = Set.of(
            "Athena",
            "BigQuery",
            "Databricks",
            "Denodo",
            "Dremio",
            "Exasol",
            "Greenplum",
            "hiveserver2",
            "MySQL",
            "Netezza",
            "Oracle",
            "PostgreSQL",
            "Redshift",
            "SAPHANA",
            "SQLServer",
            "Snowflake",
            "Synapse",
            "Teradata",
            "Trino",
            "Vertica");

    private LanguageNeeds() {}

    /** Packages that R recipes and the library files that they run load or take functions from, sorted. */
    static List<String> rPackages(ProjectSnapshot zone) {
        var packages = new TreeSet<String>(String.CASE_INSENSITIVE_ORDER);
        Stream.concat(
                        in(zone, Language.R).map(Recipe::payload),
                        zone.library().entrySet().stream()
                                .filter(file -> file.getKey().matches("(?i)R/.*\\.r"))
                                .map(Map.Entry::getValue))
                .map(RCode::packages)
                .forEach(packages::addAll);
        packages.removeAll(R_PROVIDED);
        return List.copyOf(packages);
    }

    /** Databases whose SQL the zone's SQL recipes are written in, sorted. */
    static List<String> sqlDialects(ProjectSnapshot zone) {
        var dialects = new TreeSet<String>();
        in(zone, Language.SQL)
                .flatMap(recipe -> Stream.concat(recipe.inputs().stream(), recipe.outputs().stream()))
                .map(RecipeItem::ref)
                .flatMap(ref -> zone.dataset(ref).stream())
                .map(ProjectSnapshot.Dataset::type)
                .filter(DATABASES::contains)
                .forEach(dialects::add);
        return List.copyOf(dialects);
    }

    private static Stream<Recipe> in(ProjectSnapshot zone, Language language) {
        return zone.recipes().stream().filter(recipe -> RecipeTypes.language(recipe.type()) == language);
    }
}
