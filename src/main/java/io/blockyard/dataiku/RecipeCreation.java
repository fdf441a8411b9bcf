package io.blockyard.dataiku;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/**
 * What DSS wants to be told when a recipe is created; it depends on the recipe's type. Outputs exist already in all of
 * them.
 */
public sealed interface RecipeCreation {

    /** {@code {type, name, projectKey, inputs, outputs, params?}}. */
    ObjectNode prototype();

    /** The {@code creationSettings}. */
    ObjectNode settings();

    /** A recipe of code: the script comes with the creation. */
    record Code(ObjectNode prototype, String script) implements RecipeCreation {
        @Override
        public ObjectNode settings() {
            return Documents.empty().put("script", script);
        }
    }

    /**
     * A visual recipe with one output.
     *
     * @param key the first column that it groups or finds rows by; empty for recipes without such
     */
    record SingleOutput(ObjectNode prototype, String key) implements RecipeCreation {
        @Override
        public ObjectNode settings() {
            var settings = existingOutput();
            if (!key.isEmpty()) {
                settings.put(Documents.text(prototype, "type").equals("upsert") ? "upsertKey" : "groupKey", key);
            }
            return settings;
        }
    }

    /** A visual recipe whose inputs stand in the payload, by number; DSS derives the recipe's inputs from them. */
    record VirtualInputs(ObjectNode prototype, List<String> inputs) implements RecipeCreation {
        public VirtualInputs {
            inputs = List.copyOf(inputs);
        }

        @Override
        public ObjectNode settings() {
            var settings = existingOutput();
            var refs = settings.putArray("virtualInputs");
            inputs.forEach(refs::add);
            return settings;
        }
    }

    /** A visual recipe with several outputs. */
    record Plain(ObjectNode prototype) implements RecipeCreation {
        @Override
        public ObjectNode settings() {
            return Documents.empty();
        }
    }

    /** A recipe that is taken as it is, such as a plugin's: DSS checks nothing and derives nothing. */
    record Raw(ObjectNode prototype, String payload) implements RecipeCreation {
        @Override
        public ObjectNode settings() {
            return Documents.empty().put("rawCreation", true).put("rawPayload", payload);
        }
    }

    /** The creation that suits the recipe's type. */
    static RecipeCreation of(String projectKey, ProjectSnapshot.Recipe recipe) {
        var prototype = Documents.empty()
                .put("type", recipe.type())
                .put("name", recipe.name())
                .put("projectKey", projectKey);
        for (var field : List.of("inputs", "outputs", "params")) {
            if (recipe.document().has(field)) {
                prototype.set(field, recipe.document().path(field).deepCopy());
            }
        }
        Stream.of("inputs", "outputs").filter(side -> !prototype.has(side)).forEach(prototype::putObject);
        if (RecipeTypes.language(recipe.type()) != RecipeTypes.Language.NONE
                && !recipe.type().equals("sql_query")) {
            return new Code(prototype, recipe.payload());
        }
        return switch (recipe.type()) {
            case "join", "fuzzyjoin", "geojoin", "vstack", "generate_features" -> {
                prototype.putObject("inputs");
                yield new VirtualInputs(
                        prototype,
                        recipe.inputs().stream()
                                .map(ProjectSnapshot.RecipeItem::ref)
                                .toList());
            }
            case "topn", "split", "evaluation", "standalone_evaluation" -> new Plain(prototype);
            case "grouping", "upsert" -> new SingleOutput(prototype, firstKey(recipe.payload()));
            case String type when SINGLE_OUTPUT.contains(type) -> new SingleOutput(prototype, "");
            default -> new Raw(prototype, recipe.payload());
        };
    }

    /** Types that DSS creates with one output. */
    Set<String> SINGLE_OUTPUT = Set.of(
            "sync",
            "csync",
            "shaker",
            "window",
            "sort",
            "pivot",
            "distinct",
            "sampling",
            "download",
            "sql_query",
            "export",
            "prediction_scoring",
            "clustering_scoring");

    private static String firstKey(String payload) {
        try {
            var keys = Documents.json().readTree(payload).path("keys");
            return keys.isEmpty() ? "" : Documents.text(keys.path(0), "column");
        } catch (JacksonException noPayloadYet) {
            return "";
        }
    }

    private static ObjectNode existingOutput() {
        return Documents.empty()
                .put("createOutputDataset", false)
                .putNull("outputDatasetSettings")
                .putNull("createOutputFolder")
                .putNull("outputFolderSettings");
    }
}
