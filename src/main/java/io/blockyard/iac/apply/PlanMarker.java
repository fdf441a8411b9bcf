package io.blockyard.iac.apply;

import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * How an apply knows again what it made, after it was killed between a creation and the note that it was done. Projects,
 * datasets and recipes carry the plan's id in their custom metadata. What DSS gives an id of its own (zones, folders,
 * articles) has a provisional name until that id is written down.
 */
public record PlanMarker(UUID plan) {

    /** The key in a document's custom metadata. */
    static final String KEY = "blockyard.plan";

    /** What a new project is described as until its metadata can carry the mark. */
    String text() {
        return "Being deployed by plan " + plan;
    }

    /** The name of a new object until its id is written down. */
    String provisional(String name) {
        return name + " [plan " + plan + "]";
    }

    /** Adds the mark to a document that may have other custom metadata. */
    ObjectNode on(ObjectNode document, String field) {
        var custom = object(document, field);
        object(custom, "kv").put(KEY, plan.toString());
        return document;
    }

    /** Whether a document carries this plan's mark. */
    boolean isOn(JsonNode document, String field) {
        return of(document, field).equals(plan.toString());
    }

    /** The plan whose mark a document carries; empty when none. */
    static String of(JsonNode document, String field) {
        return document.path(field).path("kv").path(KEY).asString("");
    }

    private static ObjectNode object(ObjectNode parent, String field) {
        if (parent.get(field) instanceof ObjectNode there) {
            return there;
        }
        var fresh = JsonMapper.shared().createObjectNode();
        parent.set(field, fresh);
        return fresh;
    }
}
