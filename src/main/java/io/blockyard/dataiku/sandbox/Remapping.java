package io.blockyard.dataiku.sandbox;

import io.blockyard.dataiku.ProjectFiles;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Other names for what a project takes from its instance:
 * {@code {connections: [{source, target}], codeEnvs: […], containerExecs: […], enableContainerExecRemapping}}.
 */
final class Remapping {

    private final Map<String, String> connections;
    private final Map<String, String> environments;
    private final Map<String, String> containers;

    Remapping(JsonNode remapping) {
        this.connections = pairs(remapping.path("connections"));
        this.environments = pairs(remapping.path("codeEnvs"));
        this.containers = remapping.path("enableContainerExecRemapping").asBoolean(false)
                ? pairs(remapping.path("containerExecs"))
                : Map.of();
    }

    PackedProject applied(PackedProject archive) {
        if (connections.isEmpty() && environments.isEmpty() && containers.isEmpty()) {
            return archive;
        }
        var files = new TreeMap<>(archive.files());
        files.replaceAll((path, content) -> path.endsWith(".json") && !path.startsWith(".") && !path.startsWith("lib/")
                ? applied(content)
                : content);
        return new PackedProject(archive.manifest(), files);
    }

    private byte[] applied(byte[] content) {
        try {
            var document = JsonMapper.shared().readTree(content);
            var before = document.deepCopy();
            rename(document);
            return document.equals(before)
                    ? content
                    : ProjectFiles.text(document).getBytes(StandardCharsets.UTF_8);
        } catch (JacksonException malformed) {
            return content;
        }
    }

    /** These names stand in fields that are called the same wherever they occur. */
    private void rename(JsonNode node) {
        if (node instanceof ObjectNode object) {
            rename(object, "connection", connections);
            rename(object, "uploadConnection", connections);
            rename(object, "envName", environments);
            rename(object, "containerConf", containers);
        }
        node.values().forEach(this::rename);
    }

    private static void rename(ObjectNode object, String field, Map<String, String> names) {
        var value = object.path(field);
        if (value.isString() && names.containsKey(value.stringValue())) {
            object.put(field, names.get(value.stringValue()));
        }
    }

    private static Map<String, String> pairs(JsonNode list) {
        var pairs = new HashMap<String, String>();
        for (var pair : list.values()) {
            pairs.put(Json.text(pair, "source"), Json.text(pair, "target"));
        }
        return pairs;
    }
}
