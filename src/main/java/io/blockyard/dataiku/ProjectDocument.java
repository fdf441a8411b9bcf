package io.blockyard.dataiku;

import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The project's own document. In git it is one file, {@code params.json}; the API serves it in parts: metadata (with the
 * name as {@code label}), permissions, a summary, and settings, which hold the rest.
 */
public final class ProjectDocument {

    private static final Set<String> METADATA =
            Set.of("name", "description", "shortDesc", "tags", "checklists", "custom", "customFields");
    private static final Set<String> PERMISSIONS =
            Set.of("owner", "permissions", "additionalDashboardUsers", "permissionsVersion");
    private static final Set<String> SUMMARY =
            Set.of("projectStatus", "projectType", "projectAppType", "tutorialProject", "creationTag", "versionTag");

    /** Parts of the metadata that mean nothing when they hold nothing. */
    private static final Set<String> MAY_BE_HOLLOW = Set.of("tags", "checklists", "custom", "customFields");

    private ProjectDocument() {}

    /** The whole from the parts that the API serves. */
    static ObjectNode fromParts(ObjectNode metadata, ObjectNode settings, ObjectNode summary) {
        var params = settings.deepCopy();
        summary.properties().stream()
                .filter(field -> SUMMARY.contains(field.getKey()))
                .forEach(field -> params.set(field.getKey(), field.getValue()));
        metadata.properties().forEach(field -> {
            var name = field.getKey().equals("label") ? "name" : field.getKey();
            params.set(name, field.getValue());
        });
        return params;
    }

    /** What belongs to the definition: who may do what is the instance's own affair, and hollow fields say nothing. */
    static ObjectNode definition(ObjectNode params) {
        var definition = Documents.without(params, "projectKey", "key");
        definition.remove(PERMISSIONS);
        MAY_BE_HOLLOW.stream().filter(field -> isHollow(definition.path(field))).forEach(definition::remove);
        return definition;
    }

    /** {@code {label, description, shortDesc, tags, checklists, custom, customFields}}. */
    public static ObjectNode metadata(ObjectNode params) {
        var metadata = Documents.empty();
        metadata.put("label", Documents.text(params, "name"));
        for (var field : List.of("description", "shortDesc")) {
            if (params.has(field)) {
                metadata.set(field, params.path(field));
            }
        }
        metadata.set("tags", orElse(params.path("tags"), Documents.json().createArrayNode()));
        metadata.set("checklists", orElse(params.path("checklists"), hollow("checklists", true)));
        metadata.set("custom", orElse(params.path("custom"), hollow("kv", false)));
        metadata.set("customFields", orElse(params.path("customFields"), Documents.empty()));
        return metadata;
    }

    /** The same document with other metadata. */
    public static ObjectNode withMetadata(ObjectNode params, ObjectNode metadata) {
        var changed = params.deepCopy();
        changed.remove(METADATA);
        metadata.properties().forEach(field -> {
            var name = field.getKey().equals("label") ? "name" : field.getKey();
            if (METADATA.contains(name)) {
                changed.set(name, field.getValue());
            }
        });
        return changed;
    }

    /** Everything that the API serves as settings. */
    public static ObjectNode settings(ObjectNode params) {
        var settings = params.deepCopy();
        settings.remove(METADATA);
        settings.remove(PERMISSIONS);
        settings.remove(SUMMARY);
        return settings;
    }

    /** The same document with other settings. */
    public static ObjectNode withSettings(ObjectNode params, ObjectNode newSettings) {
        var changed = settings(newSettings);
        params.properties().stream()
                .filter(field -> METADATA.contains(field.getKey())
                        || PERMISSIONS.contains(field.getKey())
                        || SUMMARY.contains(field.getKey()))
                .forEach(field -> changed.set(field.getKey(), field.getValue()));
        return changed;
    }

    /** {@code {owner, permissions, additionalDashboardUsers}}. */
    public static ObjectNode permissions(ObjectNode params) {
        return only(params, PERMISSIONS);
    }

    /** The same document with other permissions. */
    public static ObjectNode withPermissions(ObjectNode params, ObjectNode newPermissions) {
        var changed = params.deepCopy();
        changed.remove(PERMISSIONS);
        changed.setAll(only(newPermissions, PERMISSIONS));
        return changed;
    }

    /** What the list of projects says of one. */
    public static ObjectNode summary(String key, ObjectNode params) {
        var summary = Documents.empty().put("projectKey", key);
        var name = Documents.text(params, "name");
        summary.put("name", name.isEmpty() ? key : name);
        summary.put("ownerLogin", Documents.text(params, "owner"));
        summary.put("shortDesc", Documents.text(params, "shortDesc"));
        summary.set("tags", orElse(params.path("tags"), Documents.json().createArrayNode()));
        summary.setAll(only(params, SUMMARY));
        return summary;
    }

    private static ObjectNode only(ObjectNode document, Set<String> fields) {
        var part = Documents.empty();
        document.properties().stream()
                .filter(field -> fields.contains(field.getKey()))
                .forEach(field -> part.set(field.getKey(), field.getValue()));
        return part;
    }

    private static JsonNode orElse(JsonNode node, JsonNode other) {
        return node.isMissingNode() || node.isNull() ? other : node;
    }

    private static ObjectNode hollow(String field, boolean array) {
        var document = Documents.empty();
        if (array) {
            document.putArray(field);
        } else {
            document.putObject(field);
        }
        return document;
    }

    /** Whether there is a container, and nothing in it but containers. */
    private static boolean isHollow(JsonNode node) {
        return node.isContainer() && node.valueStream().allMatch(ProjectDocument::isHollow);
    }
}
