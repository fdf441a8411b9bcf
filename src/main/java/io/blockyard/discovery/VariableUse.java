package io.blockyard.discovery;

import io.blockyard.dataiku.ProjectSnapshot;
import io.blockyard.dataiku.ProjectSnapshot.Dataset;
import io.blockyard.dataiku.ProjectSnapshot.Recipe;
import java.util.Collection;
import java.util.HashSet;
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
    private static final String QUOTED = "[\"']([A-Za-z_][A-Za-z0-9_]*)[\"']";

    /** What is named after a dictionary, {@code ["name"]} or {@code .get("name"}. */
    private static final Pattern NAMED = Pattern.compile("(?:\\[\\s{0,9}|\\.get\\(\\s{0,9})" + QUOTED);

    /** What code cannot do without: neither set there nor asked for with something else in its place. */
    private static final String NEEDED =
            "(?:\\[\\s{0,9}" + QUOTED + "\\s{0,9}](?!\\s{0,9}=[^=])|\\.get\\(\\s{0,9}" + QUOTED + "\\s{0,9}\\))";

    private static final String ALL = "(?:get_custom_variables|get_flow_variables)\\([^()\"']{0,99}\\)";
    /** Of what {@code get_variables} of DSS's client gives, which other packages have as well. */
    private static final String PART = "\\s{0,9}\\[[\"'](?:standard|local)[\"']]";

    private static final String IN_PARTS = "\\.get_variables\\(\\)";

    /** A variable of the code that holds the project's variables, or both of their parts. */
    private static final Pattern HOLDER =
            Pattern.compile("([A-Za-z_]\\w{0,99})\\s{0,9}=\\s{0,9}[\\w.()\"'-]{0,199}?(?:(" + ALL + "|" + IN_PARTS
                    + PART + ")|" + IN_PARTS + ")(?![ \\t]{0,99}[\\[.])");

    /** What is needed of anything that the code has a name for. */
    private static final Pattern OF_A_HOLDER =
            Pattern.compile("(?<![\\w.])([A-Za-z_]\\w{0,99})(" + PART + ")?" + NEEDED);

    /** What is needed at once of what a call gives, and what R asks for by its name. */
    private static final Pattern AT_ONCE = Pattern.compile("(?:" + ALL + "|" + IN_PARTS + PART + ")\\s{0,9}" + NEEDED
            + "|dku(?:Custom|Flow)Variable\\(\\s{0,9}" + QUOTED);

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
            collect(NAMED, code, named);
            collect(R_FIELD, code, named);
            named.retainAll(known);
            used.addAll(named);
            used.addAll(needed(code));
        });
        used.removeAll(BUILT_IN);
        used.removeIf(name -> name.startsWith("DKU_"));
        return used;
    }

    /** What code needs by name; the project may lack it, as when it is set for the whole instance. */
    private static Set<String> needed(String code) {
        var needed = new TreeSet<String>();
        collect(AT_ONCE, code, needed);
        var holders = new HashSet<String>();
        var inParts = new HashSet<String>();
        var holder = HOLDER.matcher(code);
        while (holder.find()) {
            (holder.group(2) == null ? inParts : holders).add(holder.group(1));
        }
        var use = OF_A_HOLDER.matcher(code);
        while (use.find()) {
            if ((use.group(2) == null ? holders : inParts).contains(use.group(1))) {
                needed.add(use.group(3) == null ? use.group(4) : use.group(3));
            }
        }
        return needed;
    }

    private static Stream<String> code(List<Recipe> recipes, Map<String, String> library) {
        return Stream.concat(recipes.stream().map(Recipe::payload), library.values().stream());
    }

    /** All that the project sets, its values that do not travel included. */
    static Set<String> known(ProjectSnapshot project) {
        var known = new TreeSet<String>();
        for (var part : List.of("standard", "local")) {
            known.addAll(project.variables().path(part).propertyNames());
        }
        return known;
    }

    /** What any group of the pattern finds. */
    private static void collect(Pattern pattern, String text, Collection<String> found) {
        var matcher = pattern.matcher(text);
        while (matcher.find()) {
            for (int group = 1; group <= matcher.groupCount(); group++) {
                var name = matcher.group(group);
                if (name != null) {
                    found.add(name);
                }
            }
        }
    }
}
