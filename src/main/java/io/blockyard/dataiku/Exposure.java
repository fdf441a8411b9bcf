package io.blockyard.dataiku;

import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a project lets others use, in its settings:
 * {@code exposedObjects: {objects: [{type, localName, rules: [{targetProject}]}]}}.
 */
final class Exposure {

    private Exposure() {}

    static ObjectNode add(ObjectNode settings, String type, String id, String target) {
        var objects = objects(settings);
        var object = find(objects, type, id).orElseGet(() -> {
            var added = objects.addObject().put("type", type).put("localName", id);
            added.putArray("rules");
            return added;
        });
        var rules = object.withArrayProperty("rules");
        if (rules.valueStream()
                .noneMatch(rule -> Documents.text(rule, "targetProject").equals(target))) {
            rules.addObject().put("targetProject", target);
        }
        return settings;
    }

    /** An object that nobody may use any more is not listed any more. */
    static ObjectNode remove(ObjectNode settings, String type, String id, String target) {
        var objects = objects(settings);
        find(objects, type, id).ifPresent(object -> {
            var rules = object.withArrayProperty("rules");
            rules.removeIf(rule -> Documents.text(rule, "targetProject").equals(target));
            if (rules.isEmpty()) {
                objects.removeIf(object::equals);
            }
        });
        return settings;
    }

    private static Optional<ObjectNode> find(ArrayNode objects, String type, String id) {
        return objects.valueStream()
                .filter(object -> Documents.text(object, "type").equals(type)
                        && Documents.text(object, "localName").equals(id))
                .map(ObjectNode.class::cast)
                .findFirst();
    }

    private static ArrayNode objects(ObjectNode settings) {
        return settings.withObjectProperty("exposedObjects").withArrayProperty("objects");
    }
}
