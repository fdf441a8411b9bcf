package io.blockyard.iac.apply;

import static io.blockyard.iac.apply.TargetWriter.text;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a plan says, laid over a document of the target: what is planned is set, what was there before and is no longer
 * planned goes, and whatever else DSS and people keep in the document stays.
 */
final class Overlay {

    private Overlay() {}

    /**
     * Changes the document, and returns it.
     *
     * @param before the same part as the plan found it; null or missing when there was none
     */
    static ObjectNode on(ObjectNode document, @Nullable JsonNode before, ObjectNode after) {
        if (before instanceof ObjectNode was) {
            List.copyOf(was.propertyNames()).stream()
                    .filter(name -> !after.has(name))
                    .forEach(document::remove);
        }
        after.properties().forEach(entry -> {
            var name = entry.getKey();
            if (document.get(name) instanceof ObjectNode below && entry.getValue() instanceof ObjectNode inner) {
                on(below, before == null ? null : before.get(name), inner);
            } else {
                document.set(name, entry.getValue());
            }
        });
        return document;
    }

    /** Description and tags, which datasets and recipes have alike. */
    static void describe(ObjectNode document, @Nullable JsonNode before, ObjectNode after) {
        if (after.has("description") || had(before, "description")) {
            document.put("shortDesc", text(after, "description"));
        }
        if (after.get("tags") instanceof ArrayNode tags) {
            document.set("tags", tags);
        } else if (had(before, "tags")) {
            document.putArray("tags");
        }
    }

    /** Whether the plan found something there. */
    static boolean had(@Nullable JsonNode before, String name) {
        var was = before == null ? null : before.get(name);
        return was != null
                && (was.isContainer() ? !was.isEmpty() : !was.asString("").isEmpty());
    }

    /** A part of a document as one can change it; a new one when it has none. */
    static ObjectNode part(JsonNode document, String name) {
        return document.get(name) instanceof ObjectNode part
                ? part
                : JsonMapper.shared().createObjectNode();
    }
}
