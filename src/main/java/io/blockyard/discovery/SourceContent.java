package io.blockyard.discovery;

import io.blockyard.dataiku.ProjectSnapshot.Recipe;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What of a document makes the object what it is: all but documentation, and but what DSS notes down by itself. Both are
 * left out where DSS keeps them only; a setting of the same name elsewhere, such as the metrics of an evaluation, counts.
 */
final class SourceContent {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** Of an object as a whole, beside its settings. */
    private static final Set<String> OF_OBJECT = Set.of(
            "checklists",
            "customMeta",
            "customFields",
            "metrics",
            "metricsChecks",
            "checks",
            "labels",
            "position",
            "shortDesc",
            "description",
            "tags");
    /** How a screen was left, and who saved when: such parts stand in others, as a preparation does in a training. */
    private static final Set<String> LEFT_BY_SCREENS = Set.of(
            "versionTag",
            "creationTag",
            "exploreUIParams",
            "explorationSampling",
            "vizSampling",
            "coloring",
            "columnWidthsByName",
            "previewMode",
            "maxProcessedMemTableBytes",
            "analysisColumnData",
            "globalSearchQuery",
            "isColumnEdited");
    /** What columns and steps of a preparation are documented with. */
    private static final Set<String> OF_COLUMN_OR_STEP = Set.of("comment", "alwaysShowComment", "customFields");

    private static final Set<String> COLUMNS_OR_STEPS = Set.of("columns", "steps");
    /** What a plugin's form holds is the plugin's own, and nothing is known of it. */
    private static final Set<String> OF_PLUGINS = Set.of("customConfig", "config");

    private SourceContent() {}

    /** Of an object's own document, with its keys in order. */
    static JsonNode of(JsonNode document) {
        return without(document, OF_OBJECT::contains);
    }

    /** Of what a recipe does: its settings as {@link #of}, or its code as it is but for the ends of lines. */
    static JsonNode payload(Recipe recipe) {
        var code = recipe.payload().replace("\r\n", "\n").stripTrailing();
        if (code.startsWith("{")) {
            try {
                return nested(JSON.readTree(code));
            } catch (JacksonException noJson) {
                // Then it is code.
            }
        }
        return JSON.getNodeFactory().stringNode(code);
    }

    private static JsonNode nested(JsonNode node) {
        return without(node, key -> false);
    }

    /** @param more what is left out of this node, but not of those inside */
    private static JsonNode without(JsonNode node, Predicate<String> more) {
        if (node instanceof ObjectNode object) {
            var sorted = new TreeMap<String, JsonNode>();
            object.propertyStream()
                    .filter(entry -> !entry.getKey().startsWith("$")
                            && !LEFT_BY_SCREENS.contains(entry.getKey())
                            && !more.test(entry.getKey()))
                    .forEach(entry -> sorted.put(entry.getKey(), inside(entry.getKey(), entry.getValue())));
            return JSON.createObjectNode().setAll(sorted);
        }
        return elements(node, SourceContent::nested);
    }

    private static JsonNode inside(String key, JsonNode value) {
        if (OF_PLUGINS.contains(key)) {
            return inOrder(value);
        }
        return COLUMNS_OR_STEPS.contains(key)
                ? elements(value, element -> without(element, OF_COLUMN_OR_STEP::contains))
                : nested(value);
    }

    private static JsonNode inOrder(JsonNode node) {
        if (node instanceof ObjectNode object) {
            var sorted = new TreeMap<String, JsonNode>();
            object.propertyStream().forEach(entry -> sorted.put(entry.getKey(), inOrder(entry.getValue())));
            return JSON.createObjectNode().setAll(sorted);
        }
        return elements(node, SourceContent::inOrder);
    }

    private static JsonNode elements(JsonNode node, UnaryOperator<JsonNode> content) {
        if (!node.isArray()) {
            return node;
        }
        var copy = JSON.createArrayNode();
        node.valueStream().map(content).forEach(copy::add);
        return copy;
    }
}
