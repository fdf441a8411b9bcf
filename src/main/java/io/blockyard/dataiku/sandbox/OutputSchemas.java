package io.blockyard.dataiku.sandbox;

import io.blockyard.dataiku.RecipeTypes;
import io.blockyard.dataiku.RecipeTypes.Language;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The columns that a recipe's outputs will have, where they follow from its inputs' columns and its payload alone. That is
 * so for recipes that pass rows on, stack or select them; what depends on data or code cannot be told.
 */
final class OutputSchemas {

    private final Project project;

    private OutputSchemas(Project project) {
        this.project = project;
    }

    static OutputSchemas of(Project project) {
        return new OutputSchemas(project);
    }

    /**
     * What has to change in a recipe's outputs: {@code {totalIncompatibilities, computables: [{type, datasetName,
     * newSchema}]}}.
     *
     * @throws Fault 400 when the columns cannot be told
     */
    ObjectNode updates(String name) {
        var recipe = project.document(RecipeCalls.FOLDER, name, "Recipe");
        var type = Json.text(recipe, "type");
        if (RecipeTypes.language(type) != Language.NONE) {
            throw Fault.badRequest("Recipes of type " + type + " cannot tell the schema of their outputs");
        }
        var columns = columns(name, recipe)
                .orElseThrow(() -> Fault.unsupported(
                        "The output schema of a recipe of type " + type, "it depends on more than columns"));
        var update = Json.object();
        var computables = Json.array();
        for (var output : outputs(recipe)) {
            if (!namesAndTypes(columnsOf(output)).equals(namesAndTypes(columns))) {
                var computable = computables.addObject().put("type", "DATASET").put("datasetName", output);
                var schema = computable.putObject("newSchema").put("userModified", false);
                var list = schema.putArray("columns");
                columns.forEach(list::add);
            }
        }
        update.put("totalIncompatibilities", computables.size());
        update.set("computables", computables);
        return update;
    }

    /** Carries schemas on from datasets, {@code {sources: [{id}], options: {excludedRecipes}}}, as far as they can be told. */
    void propagate(ObjectNode body) {
        var excluded = new HashSet<String>();
        body.path("options").path("excludedRecipes").values().forEach(recipe -> excluded.add(recipe.asString("")));
        var waiting = new ArrayDeque<String>();
        for (var source : body.path("sources").values()) {
            var id = Json.text(source, "id");
            project.document(DatasetCalls.FOLDER, id, "Dataset");
            waiting.add(id);
        }
        var seen = new HashSet<String>();
        while (!waiting.isEmpty()) {
            var dataset = waiting.remove();
            project.documents(RecipeCalls.FOLDER).forEach((name, recipe) -> {
                if (Objects.refs(recipe, "inputs").anyMatch(dataset::equals)
                        && !excluded.contains(name)
                        && seen.add(name)) {
                    columns(name, recipe).ifPresent(columns -> write(outputs(recipe), columns));
                    waiting.addAll(outputs(recipe));
                }
            });
        }
    }

    private void write(List<String> outputs, List<JsonNode> columns) {
        for (var output : outputs) {
            if (!namesAndTypes(columnsOf(output)).equals(namesAndTypes(columns))) {
                var schema = Json.object().put("userModified", false);
                var list = schema.putArray("columns");
                columns.forEach(list::add);
                DatasetCalls.setSchema(project, output, schema);
            }
        }
    }

    private Optional<List<JsonNode>> columns(String name, ObjectNode recipe) {
        var inputs = Objects.refs(recipe, "inputs").toList();
        if (inputs.isEmpty() || !inputs.stream().allMatch(ref -> project.has(DatasetCalls.FOLDER, ref))) {
            return Optional.empty();
        }
        var payload = payload(name, recipe);
        return switch (Json.text(recipe, "type")) {
            case "sync", "sampling", "topn", "split", "export" -> Optional.of(columnsOf(inputs.getFirst()));
            case "sort" -> Optional.of(sorted(columnsOf(inputs.getFirst()), payload));
            case "distinct" -> Optional.of(selected(columnsOf(inputs.getFirst()), payload.path("keys")));
            case "vstack" -> stacked(inputs, payload);
            case "join" -> Optional.of(joined(inputs, payload)).filter(columns -> !columns.isEmpty());
            default -> Optional.empty();
        };
    }

    private static List<JsonNode> sorted(List<JsonNode> columns, ObjectNode payload) {
        var all = new ArrayList<>(columns);
        Map.of("rowNumber", "_row_number", "rank", "_rank", "denseRank", "_dense_rank").entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .filter(added -> payload.path(added.getKey()).asBoolean(false))
                .forEach(added ->
                        all.add(Json.object().put("name", added.getValue()).put("type", "bigint")));
        return all;
    }

    /** The columns that keys name; all when there are no keys. */
    private static List<JsonNode> selected(List<JsonNode> columns, JsonNode keys) {
        var names = new HashSet<String>();
        keys.values().forEach(key -> names.add(Json.text(key, "column")));
        return names.isEmpty()
                ? columns
                : columns.stream()
                        .filter(column -> names.contains(Json.text(column, "name")))
                        .toList();
    }

    private Optional<List<JsonNode>> stacked(List<String> inputs, ObjectNode payload) {
        var union = new LinkedHashMap<String, JsonNode>();
        for (var input : inputs) {
            columnsOf(input).forEach(column -> union.putIfAbsent(Json.text(column, "name"), column));
        }
        return switch (payload.path("mode").asString("UNION")) {
            case "UNION" -> Optional.of(List.copyOf(union.values()));
            case "INTERSECT" -> {
                for (var input : inputs) {
                    union.keySet().retainAll(namesAndTypes(columnsOf(input)).keySet());
                }
                yield Optional.of(List.copyOf(union.values()));
            }
            default -> Optional.empty();
        };
    }

    private List<JsonNode> joined(List<String> inputs, ObjectNode payload) {
        var virtual = payload.path("virtualInputs");
        var columns = new ArrayList<JsonNode>();
        for (var chosen : payload.path("selectedColumns").values()) {
            var index =
                    virtual.path(chosen.path("table").asInt(0)).path("index").asInt(0);
            if (index < inputs.size()) {
                columnsOf(inputs.get(index)).stream()
                        .filter(column -> Json.text(column, "name").equals(Json.text(chosen, "name")))
                        .findFirst()
                        .ifPresent(column -> columns.add(renamed(column, Json.text(chosen, "alias"))));
            }
        }
        return columns;
    }

    private static JsonNode renamed(JsonNode column, String alias) {
        return !alias.isEmpty() && column instanceof ObjectNode object
                ? object.deepCopy().put("name", alias)
                : column;
    }

    private ObjectNode payload(String name, ObjectNode recipe) {
        var text = RecipeCalls.payload(project, name, recipe);
        try {
            return !text.isBlank() && JsonMapper.shared().readTree(text) instanceof ObjectNode payload
                    ? payload
                    : Json.object();
        } catch (JacksonException malformed) {
            return Json.object();
        }
    }

    private List<String> outputs(ObjectNode recipe) {
        return Objects.refs(recipe, "outputs")
                .filter(ref -> project.has(DatasetCalls.FOLDER, ref))
                .toList();
    }

    private List<JsonNode> columnsOf(String dataset) {
        return List.copyOf(project.document(DatasetCalls.FOLDER, dataset, "Dataset")
                .path("schema")
                .path("columns")
                .values());
    }

    private static Map<String, String> namesAndTypes(List<JsonNode> columns) {
        var types = new LinkedHashMap<String, String>();
        columns.forEach(column -> types.put(Json.text(column, "name"), Json.text(column, "type")));
        return types;
    }
}
