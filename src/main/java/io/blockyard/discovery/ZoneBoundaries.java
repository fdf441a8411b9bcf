package io.blockyard.discovery;

import io.blockyard.dataiku.ProjectSnapshot;
import io.blockyard.dataiku.ProjectSnapshot.Recipe;
import io.blockyard.dataiku.ProjectSnapshot.RecipeItem;
import io.blockyard.dataiku.ProjectSnapshot.Zone;
import io.blockyard.dataiku.ProjectSnapshot.ZoneItem;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds what crosses the borders of a project's zones.
 *
 * <p>Inputs are the objects that a zone's recipes read and none of them writes, another project's included. Outputs
 * are those they write and that a recipe outside reads, or none at all, or that are exposed to other projects. A
 * reference to an object that does not exist is no port. The default zone, whose members are everything in no other
 * zone, is left out unless it is asked for.
 */
public final class ZoneBoundaries {

    private final ProjectSnapshot project;
    private final Set<String> known;
    /** For every ref, the names of the recipes that read it. */
    private final Map<String, Set<String>> readers = new HashMap<>();

    private ZoneBoundaries(ProjectSnapshot project) {
        this.project = project;
        this.known = Stream.concat(
                        project.datasets().stream().map(ProjectSnapshot.Dataset::name),
                        project.objects().stream().map(ProjectSnapshot.FlowObject::id))
                .collect(Collectors.toCollection(HashSet::new));
        for (var recipe : project.recipes()) {
            for (var item : recipe.inputs()) {
                readers.computeIfAbsent(item.ref(), ref -> new HashSet<>()).add(recipe.name());
            }
        }
    }

    /** The boundaries of all zones but the default one, in the order of the project's zones. */
    public static List<ZoneBoundary> of(ProjectSnapshot project) {
        return of(project, ZoneChoice.NAMED);
    }

    /** The boundaries of the chosen zones, in the order of the project's zones, the default one last. */
    public static List<ZoneBoundary> of(ProjectSnapshot project, ZoneChoice choice) {
        var boundaries = new ZoneBoundaries(project);
        var named =
                project.zones().stream().filter(Predicate.not(Zone::isDefault)).map(boundaries::of);
        return switch (choice) {
            case NAMED -> named.toList();
            case WITH_DEFAULT ->
                Stream.concat(named, Stream.of(boundaries.ofDefault())).toList();
        };
    }

    /** Whether a ref names an object of another project, as {@code PROJECT.name}. */
    static boolean isForeign(ProjectSnapshot project, String ref) {
        return ref.contains(".")
                && project.dataset(ref).isEmpty()
                && project.object(ref).isEmpty();
    }

    private ZoneBoundary of(Zone zone) {
        var recipes = zone.items().stream()
                .filter(item -> item.objectType().equals("RECIPE") && isLocal(item))
                .map(item -> project.recipe(item.objectId()))
                .flatMap(Optional::stream)
                .toList();
        var datasets = zone.items().stream()
                .filter(item -> item.objectType().equals("DATASET") && isLocal(item))
                .map(ZoneItem::objectId)
                .filter(name -> project.dataset(name).isPresent());
        return of(zone.id(), zone.name(), recipes, sorted(datasets));
    }

    private ZoneBoundary ofDefault() {
        var elsewhere = project.zones().stream()
                .flatMap(zone -> zone.items().stream())
                .filter(this::isLocal)
                .map(item -> item.objectType() + " " + item.objectId())
                .collect(Collectors.toSet());
        var recipes = project.recipes().stream()
                .filter(recipe -> !elsewhere.contains("RECIPE " + recipe.name()))
                .toList();
        var datasets = project.datasets().stream()
                .map(ProjectSnapshot.Dataset::name)
                .filter(name -> !elsewhere.contains("DATASET " + name));
        return of(ZoneChoice.DEFAULT_ZONE, defaultName(), recipes, sorted(datasets));
    }

    /** What people call it; a zone that nobody named is called like its project. */
    private String defaultName() {
        return project.zones().stream()
                .filter(Zone::isDefault)
                .map(Zone::name)
                .filter(name -> !name.isBlank() && !name.equalsIgnoreCase("default"))
                .findFirst()
                .orElse(project.name());
    }

    private ZoneBoundary of(String id, String name, List<Recipe> recipes, List<String> datasets) {
        var recipeNames = sorted(recipes.stream().map(Recipe::name));
        var written = refs(recipes.stream().flatMap(recipe -> recipe.outputs().stream()));
        var read = refs(recipes.stream().flatMap(recipe -> recipe.inputs().stream()));
        var inputs = sorted(read.stream().filter(ref -> !written.contains(ref)));
        var outputs = sorted(written.stream().filter(ref -> leaves(ref, recipeNames)));
        var reason = whyNot(recipeNames, inputs, outputs);
        return new ZoneBoundary(name, id, reason == null, reason, inputs, outputs, recipeNames, datasets);
    }

    private boolean leaves(String ref, List<String> zoneRecipes) {
        var all = readers.getOrDefault(ref, Set.of());
        return all.isEmpty()
                || !Set.copyOf(zoneRecipes).containsAll(all)
                || project.exposed().contains(ref);
    }

    private Set<String> refs(Stream<RecipeItem> items) {
        return items.map(RecipeItem::ref)
                .filter(ref -> known.contains(ref) || isForeign(project, ref))
                .collect(Collectors.toSet());
    }

    private boolean isLocal(ZoneItem item) {
        return item.projectKey().isEmpty() || Objects.equals(item.projectKey(), project.key());
    }

    private static @Nullable String whyNot(List<String> recipes, List<String> inputs, List<String> outputs) {
        if (recipes.isEmpty()) {
            return "no recipe";
        }
        if (inputs.isEmpty()) {
            return "no input";
        }
        return outputs.isEmpty() ? "no output" : null;
    }

    private static List<String> sorted(Stream<String> names) {
        return List.copyOf(names.collect(Collectors.toCollection(TreeSet::new)));
    }
}
