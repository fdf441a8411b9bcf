package io.blockyard.dataiku.code;

import io.blockyard.dataiku.RecipeTypes;
import io.blockyard.dataiku.code.Renamed.Doubt;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Payloads of visual recipes, which are JSON documents. They mostly speak of their inputs by number; by name they do it
 * in a few fields only, and those are renamed.
 */
public final class Payloads {

    /** Fields that hold the name of a dataset or the id of a folder. */
    private static final Set<String> NAMING = Set.of(
            "originLabel",
            "originDataset",
            "datasetSmartName",
            "datasetName",
            "rightInput",
            "leftInput",
            "folderSmartId",
            "managedFolderSmartId",
            "managedFolderId",
            "modelSmartId");

    /** Numbers stay as they are written. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private Payloads() {}

    /**
     * Gives objects other names in the payload of a visual recipe; code is left to {@link PythonCode} and
     * {@link SqlCode}.
     *
     * @param type the recipe's type as DSS calls it
     * @param objects names of datasets and ids of other objects → new ones
     */
    public static Renamed rename(String type, String payload, Map<String, String> objects) {
        if (objects.isEmpty() || payload.isBlank() || RecipeTypes.language(type) != RecipeTypes.Language.NONE) {
            return new Renamed(payload, List.of());
        }
        try {
            var before = JSON.readTree(payload);
            var doubts = new ArrayList<Doubt>();
            var after = renamed(before, objects, doubts);
            return new Renamed(after.equals(before) ? payload : written(after, payload), doubts);
        } catch (JacksonException noJson) {
            var place = noJson.getLocation();
            var line = place == null ? 1 : Math.max(1, place.getLineNr());
            return new Renamed(payload, List.of(new Doubt(line, "The payload is not JSON, and was left as it is.")));
        }
    }

    /** The same for a recipe's own document, whose parameters may speak of datasets too. */
    public static ObjectNode rename(ObjectNode document, Map<String, String> objects) {
        return (ObjectNode) renamed(document, objects, new ArrayList<>());
    }

    private static JsonNode renamed(JsonNode node, Map<String, String> objects, List<Doubt> doubts) {
        if (node instanceof ArrayNode array) {
            var copy = JSON.createArrayNode();
            array.forEach(element -> copy.add(renamed(element, objects, doubts)));
            return copy;
        }
        if (!(node instanceof ObjectNode object)) {
            return node;
        }
        var copy = JSON.createObjectNode();
        object.properties().forEach(field -> {
            var name = field.getKey();
            var value = field.getValue();
            if (value.isString() && objects.containsKey(value.stringValue())) {
                copy.put(name, renamedText(name, value.stringValue(), objects, doubts));
            } else if (name.equals("readParams") && value.path("map") instanceof ObjectNode map) {
                var parameters = ((ObjectNode) value).deepCopy();
                parameters.set("map", withRenamedKeys(map, objects));
                copy.set(name, parameters);
            } else {
                copy.set(name, renamed(value, objects, doubts));
            }
        });
        return copy;
    }

    private static String renamedText(String field, String text, Map<String, String> objects, List<Doubt> doubts) {
        if (NAMING.contains(field)) {
            return objects.getOrDefault(text, text);
        }
        var lower = field.toLowerCase(Locale.ROOT);
        if (lower.contains("dataset") || lower.contains("folder") || lower.contains("smart") || lower.equals("ref")) {
            doubts.add(new Doubt(
                    1, "The field \u201c" + field + "\u201d holds \u201c" + text + "\u201d; it was left as it is."));
        }
        return text;
    }

    /** Settings per input, by the input's name. */
    private static ObjectNode withRenamedKeys(ObjectNode map, Map<String, String> objects) {
        var copy = JSON.createObjectNode();
        map.properties()
                .forEach(entry -> copy.set(objects.getOrDefault(entry.getKey(), entry.getKey()), entry.getValue()));
        return copy;
    }

    private static String written(JsonNode document, String original) {
        var writer =
                original.indexOf('\n') >= 0 ? JSON.writer().with(SerializationFeature.INDENT_OUTPUT) : JSON.writer();
        return writer.writeValueAsString(document);
    }
}
