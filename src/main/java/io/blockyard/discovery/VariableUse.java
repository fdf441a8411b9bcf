package io.blockyard.discovery;

import io.blockyard.dataiku.ProjectSnapshot;
import io.blockyard.dataiku.ProjectSnapshot.Dataset;
import io.blockyard.dataiku.ProjectSnapshot.Recipe;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Which project variables recipes and datasets use: {@code ${name}}, {@code variables["name"]} in formulas, and in code. */
final class VariableUse {

    private static final Pattern EXPANSION = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)}");
    private static final Pattern FORMULA = Pattern.compile("variables\\[\\\\?[\"']([A-Za-z_][A-Za-z0-9_]*)\\\\?[\"']]");
    /** What is taken from a dictionary, {@code ["name"]} or {@code .get("name"}. */
    private static final String TAKEN = "(?:\\[\\s{0,9}|\\.get\\(\\s{0,9})[\"']([A-Za-z_][A-Za-z0-9_]*)[\"']";

    private static final Pattern LITERAL = Pattern.compile(TAKEN);

    /** A variable of the code that holds the project's variables. */
    private static final Pattern HOLDER = Pattern.compile("([A-Za-z_]\\w{0,99})\\s{0,9}=\\s{0,9}[\\w.]{0,99}"
            + "(?:get_custom_variables|get_flow_variables|get_variables)\\(");

    /** What is taken at once from what a call gives, and what R asks for by its name. */
    private static final Pattern TAKEN_AT_ONCE =
            Pattern.compile("(?:custom_variables|flow_variables|\\.get_variables)\\([^()\"']{0,99}\\)\\s{0,9}"
                    + "(?:\\[[\"'](?:standard|local)[\"']]\\s{0,9})?" + TAKEN
                    + "|dku(?:Custom|Flow)Variable\\(\\s{0,9}[\"']([A-Za-z_][A-Za-z0-9_]*)[\"']");

    /** Parts of what {@code get_variables} gives. */
    private static final Set<String> PARTS = Set.of("standard", "local");

    /** {@code variables$standard$name} in R. */
    private static final Pattern R_FIELD = Pattern.compile("\\$([A-Za-z_][A-Za-z0-9_]*)");

    /** Calls of DSS's packages for Python and R that give variables of the project. */
    private static final Pattern ASKED = Pattern.compile(
            "custom_variables|flow_variables|\\.get_variables|dku(Custom|Flow)Variable|dkuGetProjectVariables");

    /** Variables that DSS sets by itself. */
    private static final Set<String> BUILT_IN =
            Set.of("projectKey", "odbId", "dip", "datasetName", "recipeName", "jobProjectKey", "node", "partition");

    private VariableUse() {}

    /** Names, sorted. */
    static Set<String> of(
            ProjectSnapshot project, List<Recipe> recipes, List<Dataset> datasets, Map<String, String> library) {
        var known = known(project);
        var used = new TreeSet<String>();
        for (var recipe : recipes) {
            collect(EXPANSION, recipe.payload(), used);
            collect(FORMULA, recipe.payload(), used);
            collect(EXPANSION, recipe.document().path("params").toString(), used);
        }
        datasets.forEach(
                dataset -> collect(EXPANSION, dataset.document().path("params").toString(), used));
        code(recipes, library).filter(code -> ASKED.matcher(code).find()).forEach(code -> {
            var named = new TreeSet<String>();
            collect(LITERAL, code, named);
            collect(R_FIELD, code, named);
            named.retainAll(known);
            used.addAll(named);
            used.addAll(asked(code));
        });
        used.removeAll(PARTS);
        used.removeAll(BUILT_IN);
        used.removeIf(name -> name.startsWith("DKU_"));
        return used;
    }

    /** Names that code asks for by name; the project may lack them, as when they are set for the whole instance. */
    private static Set<String> asked(String code) {
        var asked = new TreeSet<String>();
        var atOnce = TAKEN_AT_ONCE.matcher(code);
        while (atOnce.find()) {
            asked.add(atOnce.group(1) == null ? atOnce.group(2) : atOnce.group(1));
        }
        var holder = HOLDER.matcher(code);
        while (holder.find()) {
            collect(
                    Pattern.compile("\\b" + holder.group(1) + "(?:\\[[\"'](?:standard|local)[\"']])?" + TAKEN),
                    code,
                    asked);
        }
        return asked;
    }

    private static Stream<String> code(List<Recipe> recipes, Map<String, String> library) {
        return Stream.concat(recipes.stream().map(Recipe::payload), library.values().stream());
    }

    private static Set<String> known(ProjectSnapshot project) {
        var known = new TreeSet<String>();
        for (var part : List.of("standard", "local")) {
            known.addAll(project.variables().path(part).propertyNames());
        }
        return known;
    }

    private static void collect(Pattern pattern, String text, Collection<String> found) {
        var matcher = pattern.matcher(text);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
    }
}
