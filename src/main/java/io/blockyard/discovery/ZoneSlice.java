package io.blockyard.discovery;

import io.blockyard.block.UnsetVariables;
import io.blockyard.dataiku.ProjectSnapshot;
import io.blockyard.dataiku.ProjectSnapshot.Recipe;
import io.blockyard.dataiku.ProjectSnapshot.RecipeItem;
import io.blockyard.dataiku.ProjectSnapshot.Zone;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The part of a project that a block is made of: the zone's recipes, everything they read and write, the library
 * modules they need, the variables they use. It is what a bundle holds, so nothing else of the project is in it.
 */
final class ZoneSlice {

    /** Values of variables that look like this stay where they are. */
    private static final Pattern SECRET =
            Pattern.compile("(?i)passw|pwd|secret|token|credential|api_?key|private_?key");

    private final ProjectSnapshot project;
    private final ZoneBoundary boundary;

    private ZoneSlice(ProjectSnapshot project, ZoneBoundary boundary) {
        this.project = project;
        this.boundary = boundary;
    }

    static ProjectSnapshot of(ProjectSnapshot project, ZoneBoundary boundary) {
        return new ZoneSlice(project, boundary).cut();
    }

    private ProjectSnapshot cut() {
        var recipes = project.recipes().stream()
                .filter(recipe -> boundary.recipes().contains(recipe.name()))
                .toList();
        var touched = Stream.of(
                        boundary.datasets().stream(),
                        recipes.stream()
                                .flatMap(recipe -> recipe.inputs().stream())
                                .map(RecipeItem::ref),
                        recipes.stream()
                                .flatMap(recipe -> recipe.outputs().stream())
                                .map(RecipeItem::ref))
                .flatMap(refs -> refs)
                .collect(Collectors.toSet());
        var library = new TreeMap<>(PythonUse.libraryOf(recipes, project.library()));
        library.putAll(RUse.libraryOf(recipes, project.library()));
        var datasets = project.datasets().stream()
                .filter(dataset -> touched.contains(dataset.name()))
                .toList();
        var used = VariableUse.of(project, recipes, datasets, library);
        var params = params();
        var known = VariableUse.known(project);
        UnsetVariables.mark(
                params, used.stream().filter(name -> !known.contains(name)).toList());
        return new ProjectSnapshot(
                project.key(),
                project.name(),
                "",
                project.tags(),
                params,
                variables(used),
                datasets,
                recipes,
                project.objects().stream()
                        .filter(object -> touched.contains(object.id()))
                        .toList(),
                project.zones().stream()
                        .filter(zone -> zone.id().equals(boundary.id()))
                        .map(zone -> withoutLostItems(zone, recipes, touched))
                        .toList(),
                library,
                List.of(),
                project.exposed().stream().filter(touched::contains).toList(),
                List.of());
    }

    /** The project's name, tags and the code environments that its recipes inherit. */
    private ObjectNode params() {
        var params = JsonMapper.shared().createObjectNode().put("name", project.name());
        var codeEnvs = project.params().path("settings").path("codeEnvs");
        if (codeEnvs.isObject()) {
            params.putObject("settings").set("codeEnvs", codeEnvs);
        }
        if (!project.tags().isEmpty()) {
            project.tags().forEach(params.putArray("tags")::add);
        }
        return params;
    }

    /** Values that stay where they are, secret and local ones, are null: whoever plans has to give them. */
    private ObjectNode variables(Set<String> used) {
        var variables = JsonMapper.shared().createObjectNode();
        var standard = variables.putObject("standard");
        var local = variables.putObject("local");
        var values = new TreeMap<String, JsonNode>();
        project.variables()
                .path("standard")
                .propertyStream()
                .forEach(entry -> values.put(entry.getKey(), entry.getValue()));
        values.forEach((name, value) -> {
            if (used.contains(name) && !SECRET.matcher(name).find()) {
                standard.set(name, value);
            }
        });
        VariableUse.known(project).stream()
                .filter(name -> used.contains(name) && !standard.has(name))
                .forEach(local::putNull);
        return variables;
    }

    private static Zone withoutLostItems(Zone zone, List<Recipe> recipes, Set<String> touched) {
        var names = recipes.stream().map(Recipe::name).collect(Collectors.toSet());
        var document = zone.document().deepCopy();
        var items = document.putArray("items");
        zone.document()
                .path("items")
                .valueStream()
                .filter(item -> names.contains(item.path("objectId").asString(""))
                        || touched.contains(item.path("objectId").asString("")))
                .forEach(items::add);
        return Zone.of(zone.id(), document);
    }
}
