package io.blockyard.discovery;

import io.blockyard.dataiku.ProjectSnapshot;
import io.blockyard.dataiku.ProjectSnapshot.Recipe;
import io.blockyard.dataiku.ProjectSnapshot.Zone;
import io.blockyard.problem.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A first look at a project: what a crawl would make of its zones.
 *
 * @param zones by zone name; where a name occurs again, the later zones are called {@code name (id)}. Written as JSON,
 *     this map is what {@code inspect --json} prints
 * @param problems what is odd in the project: zones that do not exist, references that lead nowhere; all warnings
 */
public record Inspection(Map<String, ZoneBoundary> zones, List<Problem> problems) {

    /** The zones that somebody made. */
    public static Inspection of(ProjectSnapshot project) {
        return of(project, ZoneChoice.NAMED);
    }

    public static Inspection of(ProjectSnapshot project, ZoneChoice choice) {
        var zones = new LinkedHashMap<String, ZoneBoundary>();
        for (var boundary : ZoneBoundaries.of(project, choice)) {
            var first = !zones.containsKey(boundary.name());
            zones.put(first ? boundary.name() : boundary.name() + " (" + boundary.id() + ")", boundary);
        }
        return new Inspection(zones, problems(project, choice));
    }

    private static List<Problem> problems(ProjectSnapshot project, ZoneChoice choice) {
        var problems = new ArrayList<>(project.warnings());
        if (choice == ZoneChoice.NAMED && project.zones().stream().allMatch(Zone::isDefault)) {
            problems.add(noZones(project));
        }
        for (var zone : project.zones()) {
            for (var item : zone.items()) {
                if (item.projectKey().isEmpty() && !exists(project, item.objectType(), item.objectId())) {
                    problems.add(Problem.warning(
                                    "discovery.dangling-item",
                                    "Zone \u201c" + zone.name() + "\u201d lists the " + words(item.objectType())
                                            + " \u201c" + item.objectId() + "\u201d, which does not exist.",
                                    "It is left out; moving any object of the zone in DSS cleans its list.")
                            .at("zones/" + zone.id()));
                }
            }
        }
        var known = known(project);
        for (var recipe : project.recipes()) {
            danglingRefs(known, recipe)
                    .forEach(ref -> problems.add(Problem.warning(
                                    "discovery.dangling-ref",
                                    "Recipe \u201c" + recipe.name() + "\u201d refers to \u201c" + ref
                                            + "\u201d, which does not exist in " + project.key() + ".",
                                    "It becomes no port; repair or delete the recipe in DSS.")
                            .at("recipes/" + recipe.name())));
        }
        return List.copyOf(problems);
    }

    private static Problem noZones(ProjectSnapshot project) {
        return Problem.warning(
                "discovery.no-zones",
                "Project " + project.key() + " has no flow zones, so there is nothing to make blocks of.",
                "Divide its flow into zones in DSS, or crawl it with its default zone, which makes the whole flow one"
                        + " block.");
    }

    /** What a ref may name. */
    private static Set<String> known(ProjectSnapshot project) {
        return Stream.concat(
                        project.datasets().stream().map(ProjectSnapshot.Dataset::name),
                        project.objects().stream().map(ProjectSnapshot.FlowObject::id))
                .collect(Collectors.toCollection(HashSet::new));
    }

    /** A ref with a dot that leads nowhere here names an object of another project. */
    private static Stream<String> danglingRefs(Set<String> known, Recipe recipe) {
        return Stream.concat(recipe.inputs().stream(), recipe.outputs().stream())
                .map(ProjectSnapshot.RecipeItem::ref)
                .distinct()
                .filter(ref -> !known.contains(ref) && !ref.contains("."));
    }

    private static boolean exists(ProjectSnapshot project, String objectType, String id) {
        return switch (objectType) {
            case "DATASET" -> project.dataset(id).isPresent();
            case "RECIPE" -> project.recipe(id).isPresent();
            default -> project.object(id).isPresent();
        };
    }

    private static String words(String objectType) {
        return objectType.toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }
}
