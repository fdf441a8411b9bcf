package io.blockyard.dataiku.sandbox;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Shorthand for documents. */
final class Json {

    private Json() {}

    static ObjectNode object() {
        return JsonMapper.shared().createObjectNode();
    }

    static ArrayNode array() {
        return JsonMapper.shared().createArrayNode();
    }

    static String text(JsonNode document, String field) {
        return document.path(field).asString("");
    }

    /** The object in a field, put there empty when there is none. */
    static ObjectNode child(ObjectNode document, String field) {
        return document.path(field) instanceof ObjectNode object ? object : document.putObject(field);
    }

    /** Gives a field a value when it has none. */
    static void orElse(ObjectNode document, String field, JsonNode value) {
        if (document.path(field).isMissingNode() || document.path(field).isNull()) {
            document.set(field, value);
        }
    }

    /** What {@code actions/…/metadata} shows of an object, and how it is put back. */
    static ObjectNode metadata(ObjectNode document) {
        var metadata = object();
        for (var field : new String[] {"description", "shortDesc"}) {
            if (document.has(field)) {
                metadata.set(field, document.path(field));
            }
        }
        metadata.set("checklists", document.has("checklists") ? document.path("checklists") : checklists());
        metadata.set("tags", document.has("tags") ? document.path("tags") : array());
        metadata.set("custom", document.has("customMeta") ? document.path("customMeta") : customMeta());
        metadata.set("customFields", document.has("customFields") ? document.path("customFields") : object());
        return metadata;
    }

    static ObjectNode withMetadata(ObjectNode document, ObjectNode metadata) {
        var changed = document.deepCopy();
        for (var field : new String[] {"description", "shortDesc", "checklists", "tags", "customFields"}) {
            if (metadata.has(field)) {
                changed.set(field, metadata.path(field));
            }
        }
        if (metadata.has("custom")) {
            changed.set("customMeta", metadata.path("custom"));
        }
        return changed;
    }

    static ObjectNode checklists() {
        var checklists = object();
        checklists.putArray("checklists");
        return checklists;
    }

    static ObjectNode customMeta() {
        var meta = object();
        meta.putObject("kv");
        return meta;
    }
}
