package io.blockyard.dataiku.sandbox;

import io.blockyard.dataiku.RecipeTypes;
import io.blockyard.dataiku.RecipeTypes.Language;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes a recipe from a prototype and creation settings, deriving what DSS derives for the type. */
final class RecipeMaker {

    private final Project project;
    private final ObjectNode prototype;
    private final ObjectNode settings;

    RecipeMaker(Project project, ObjectNode prototype, ObjectNode settings) {
        this.project = project;
        this.prototype = prototype;
        this.settings = settings;
    }

    /** Creates the recipe and returns its name. */
    String make() {
        var recipe = prototype.deepCopy();
        recipe.remove(List.of("name", "projectKey"));
        var type = Json.text(recipe, "type");
        if (type.isEmpty()) {
            throw Fault.badRequest("The recipe prototype has no type");
        }
        var raw = settings.path("rawCreation").asBoolean(false);
        var virtual = virtualInputs();
        if (!raw && !virtual.isEmpty()) {
            var items = Json.child(Json.child(recipe, "inputs"), "main").putArray("items");
            virtual.stream().distinct().forEach(ref -> items.addObject().put("ref", ref));
        }
        RecipeRefs.complete(recipe);
        var name = name(recipe);
        if (!raw) {
            createOutputs(recipe);
            requireOutputs(recipe);
        }
        fill(recipe, type);
        Stamps.created(recipe);
        RecipeCalls.save(project, name, recipe, raw ? Json.text(settings, "rawPayload") : payload(type, virtual));
        Zones.of(project).placeRecipe(name, recipe);
        return name;
    }

    private List<String> virtualInputs() {
        return settings.path("virtualInputs")
                .valueStream()
                .map(ref -> ref.asString(""))
                .filter(ref -> !ref.isEmpty())
                .toList();
    }

    private String name(ObjectNode recipe) {
        var wanted = Json.text(prototype, "name");
        if (!wanted.isBlank()) {
            if (project.has(RecipeCalls.FOLDER, Names.require(wanted))) {
                throw Fault.conflict("Recipe already exists: " + project.key() + "." + wanted);
            }
            return wanted;
        }
        var base = "compute_" + Objects.refs(recipe, "outputs").findFirst().orElse("recipe");
        var name = base;
        for (var number = 1; project.has(RecipeCalls.FOLDER, name); number++) {
            name = base + "_" + number;
        }
        return name;
    }

    private void createOutputs(ObjectNode recipe) {
        var output = Objects.refs(recipe, "outputs").findFirst();
        if (output.isEmpty()) {
            return;
        }
        if (settings.path("createOutputDataset").asBoolean(false)) {
            ManagedDatasets.create(project, output.get(), Json.child(settings, "outputDatasetSettings"));
        } else if (settings.path("createOutputFolder").asBoolean(false)) {
            var body = Json.object().put("name", output.get());
            Json.child(body, "params")
                    .put(
                            "connection",
                            settings.path("outputFolderSettings")
                                    .path("connectionId")
                                    .asString("filesystem_folders"));
            RecipeRefs.rename(recipe, output.get(), ManagedFolderCalls.create(project, body));
        }
    }

    private void requireOutputs(ObjectNode recipe) {
        for (var ref : Objects.refs(recipe, "outputs").toList()) {
            if (ref.indexOf('.') < 0 && Objects.of(project, ref).isEmpty()) {
                throw Fault.notFound("Recipe output not found: " + project.key() + "." + ref);
            }
        }
    }

    private static void fill(ObjectNode recipe, String type) {
        var params = Json.child(recipe, "params");
        if (RecipeTypes.language(type) == Language.PYTHON || RecipeTypes.language(type) == Language.R) {
            if (!params.has("envSelection")) {
                Json.child(params, "envSelection").put("envMode", "INHERIT");
            }
            if (!params.has("containerSelection")) {
                Json.child(params, "containerSelection").put("containerMode", "INHERIT");
            }
        }
        Json.orElse(recipe, "tags", Json.array());
        Json.orElse(recipe, "checklists", Json.checklists());
        Json.orElse(recipe, "customMeta", Json.customMeta());
        Json.orElse(recipe, "customFields", Json.object());
    }

    private String payload(String type, List<String> virtual) {
        if (RecipeTypes.language(type) != Language.NONE) {
            return settings.path("script").asString("");
        }
        return switch (type) {
            case "shaker" -> {
                var payload = Json.object();
                payload.putArray("steps");
                payload.putObject("columnsSelection").put("mode", "ALL");
                yield payload.toString();
            }
            case "grouping" -> {
                var payload = Json.object();
                var keys = payload.putArray("keys");
                Optional.of(Json.text(settings, "groupKey"))
                        .filter(key -> !key.isEmpty())
                        .ifPresent(key -> keys.addObject().put("column", key));
                payload.putArray("values");
                yield payload.put("globalCount", true).toString();
            }
            case "upsert" -> {
                var payload = Json.object();
                var keys = payload.putArray("keys");
                Optional.of(Json.text(settings, "upsertKey"))
                        .filter(key -> !key.isEmpty())
                        .ifPresent(key -> keys.addObject().put("column", key));
                payload.putArray("computedColumns");
                yield payload.toString();
            }
            case "sort" -> {
                var payload = Json.object();
                payload.putArray("orders");
                yield payload.put("rowNumber", false)
                        .put("rank", false)
                        .put("denseRank", false)
                        .toString();
            }
            case "vstack" -> stack(virtual).toString();
            case "join", "fuzzyjoin", "geojoin" -> join(virtual).toString();
            case "generate_features" -> withVirtualInputs(virtual).toString();
            default -> "";
        };
    }

    private ObjectNode stack(List<String> inputs) {
        var payload = withVirtualInputs(inputs).put("mode", "UNION").put("addOriginColumn", false);
        var columns = new LinkedHashMap<String, JsonNode>();
        for (var input : inputs) {
            columns(input).forEach(column -> columns.putIfAbsent(Json.text(column, "name"), column));
        }
        var selected = payload.putArray("selectedColumns");
        columns.keySet().forEach(selected::add);
        return payload;
    }

    private ObjectNode join(List<String> inputs) {
        var payload = withVirtualInputs(inputs);
        var joins = payload.putArray("joins");
        for (var table = 1; table < inputs.size(); table++) {
            joins.addObject()
                    .put("table1", 0)
                    .put("table2", table)
                    .put("type", "LEFT")
                    .put("conditionsMode", "AND")
                    .putArray("on");
        }
        payload.putArray("computedColumns");
        payload.putObject("postFilter").put("enabled", false).put("distinct", false);
        var selected = payload.putArray("selectedColumns");
        for (var table = 0; table < inputs.size(); table++) {
            for (var column : columns(inputs.get(table))) {
                selected.addObject()
                        .put("name", Json.text(column, "name"))
                        .put("type", Json.text(column, "type"))
                        .put("table", table);
            }
        }
        return payload;
    }

    /** One dataset may come in several times; each time it has the number of the recipe's one input. */
    private static ObjectNode withVirtualInputs(List<String> inputs) {
        var payload = Json.object();
        var list = payload.putArray("virtualInputs");
        var distinct = inputs.stream().distinct().toList();
        for (var input : inputs) {
            list.addObject().put("index", distinct.indexOf(input)).putArray("computedColumns");
        }
        return payload;
    }

    private List<JsonNode> columns(String dataset) {
        if (!project.has(DatasetCalls.FOLDER, dataset)) {
            return List.of();
        }
        return new ArrayList<>(project.document(DatasetCalls.FOLDER, dataset, "Dataset")
                .path("schema")
                .path("columns")
                .values());
    }
}
