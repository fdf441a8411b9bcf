package io.blockyard.iac.plan;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Compares the attributes of a resource. What is absent, null or empty counts as the same, and a payload that is JSON is
 * compared as JSON, since its layout means nothing.
 */
public final class Attributes {

    private Attributes() {}

    /** One attribute before and after; null where it is absent. */
    public record Change(
            @Nullable JsonNode before, @Nullable JsonNode after) {}

    public static boolean same(JsonNode before, JsonNode after) {
        return pruned(before).equals(pruned(after));
    }

    /** What differs, by path ({@code schema.columns[0].type}); lists of other lengths are told whole. */
    public static Map<String, Change> changes(@Nullable JsonNode before, @Nullable JsonNode after) {
        var changes = new LinkedHashMap<String, Change>();
        collect("", before == null ? null : pruned(before), after == null ? null : pruned(after), changes);
        return changes;
    }

    private static void collect(
            String path, @Nullable JsonNode before, @Nullable JsonNode after, Map<String, Change> changes) {
        if (before != null && before.equals(after)) {
            return;
        }
        if (before instanceof ObjectNode old && after instanceof ObjectNode now) {
            var names = new TreeMap<String, String>();
            old.properties().forEach(entry -> names.put(entry.getKey(), entry.getKey()));
            now.properties().forEach(entry -> names.put(entry.getKey(), entry.getKey()));
            names.keySet()
                    .forEach(name ->
                            collect(path.isEmpty() ? name : path + "." + name, old.get(name), now.get(name), changes));
        } else if (before instanceof ArrayNode old && after instanceof ArrayNode now && old.size() == now.size()) {
            for (int i = 0; i < old.size(); i++) {
                collect(path + "[" + i + "]", old.get(i), now.get(i), changes);
            }
        } else if (before == null && after instanceof ObjectNode now) {
            now.properties()
                    .forEach(entry -> collect(
                            path.isEmpty() ? entry.getKey() : path + "." + entry.getKey(),
                            null,
                            entry.getValue(),
                            changes));
        } else {
            changes.put(path, new Change(before, after));
        }
    }

    /** Without members that are null or empty; keys sorted, numbers by value. */
    static JsonNode pruned(JsonNode node) {
        return switch (node) {
            case ObjectNode object -> {
                var sorted = new TreeMap<String, JsonNode>();
                object.properties().forEach(entry -> {
                    var value = entry.getKey().equals("payload") ? payload(entry.getValue()) : pruned(entry.getValue());
                    if (!isEmpty(value)) {
                        sorted.put(entry.getKey(), value);
                    }
                });
                var copy = JsonMapper.shared().createObjectNode();
                sorted.forEach(copy::set);
                yield copy;
            }
            case ArrayNode array -> {
                var copy = JsonMapper.shared().createArrayNode();
                array.forEach(item -> copy.add(pruned(item)));
                yield copy;
            }
            default ->
                node.isIntegralNumber() ? JsonMapper.shared().getNodeFactory().numberNode(node.longValue()) : node;
        };
    }

    private static JsonNode payload(JsonNode payload) {
        if (!payload.isString() || !payload.stringValue().stripLeading().startsWith("{")) {
            return pruned(payload);
        }
        try {
            return JsonMapper.shared().readTree(payload.stringValue());
        } catch (JacksonException code) {
            return payload;
        }
    }

    private static boolean isEmpty(JsonNode node) {
        return node.isNull()
                || (node.isContainer() && node.isEmpty())
                || (node.isString() && node.stringValue().isEmpty());
    }
}
