package io.blockyard.dataiku.sandbox;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Who made and changed an object and when, as DSS keeps it in {@code creationTag} and {@code versionTag}. */
final class Stamps {

    static final String USER = "sandbox";

    private Stamps() {}

    static void created(ObjectNode document) {
        sortTags(document);
        document.set("versionTag", stamp(0));
        document.set("creationTag", stamp(0));
    }

    /** Counts a version up when something else than the stamps has changed; says whether it has. */
    static boolean changed(ObjectNode before, ObjectNode after) {
        var tagsBefore = before.deepCopy();
        sortTags(tagsBefore);
        sortTags(after);
        if (after.path("tags").equals(tagsBefore.path("tags")) && before.has("tags")) {
            after.set("tags", before.path("tags"));
        }
        for (var field : new String[] {"creationTag", "versionTag"}) {
            if (before.has(field)) {
                after.set(field, before.path(field));
            } else {
                after.remove(field);
            }
        }
        if (before.equals(after)) {
            return false;
        }
        count(after);
        return true;
    }

    /** Gives a document the next version: something that belongs to it has changed. */
    static void count(ObjectNode document) {
        document.set(
                "versionTag",
                stamp(document.path("versionTag").path("versionNumber").asInt(0) + 1));
    }

    /** DSS gives tags back in alphabetical order, whatever order they came in. */
    private static void sortTags(ObjectNode document) {
        var tags = document.path("tags");
        if (tags.isArray() && tags.valueStream().allMatch(JsonNode::isString)) {
            var sorted = tags.valueStream()
                    .map(JsonNode::stringValue)
                    .distinct()
                    .sorted()
                    .toList();
            var array = document.putArray("tags");
            sorted.forEach(array::add);
        }
    }

    private static ObjectNode stamp(int version) {
        var stamp = JsonMapper.shared().createObjectNode().put("versionNumber", version);
        stamp.putObject("lastModifiedBy").put("login", USER);
        return stamp.put("lastModifiedOn", System.currentTimeMillis());
    }
}
