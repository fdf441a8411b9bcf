package io.blockyard.iac.plan;

import io.blockyard.iac.config.Types;
import io.blockyard.iac.desired.ResourceType;
import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an earlier apply left behind, as far as it was recorded. Its JSON form is that of the state
 * files of earlier YAML engines:
 * {@code resources{address: {resource_type, attributes, metadata}}} with {@code lineage} and {@code serial}.
 *
 * @param lineage tells one history of a target from another; empty when nothing was recorded yet
 * @param resources by address
 */
public record RecordedState(String lineage, long serial, Map<String, ObjectNode> resources) {

    public static final RecordedState EMPTY = new RecordedState("", 0, Map.of());

    public RecordedState {
        resources = Collections.unmodifiableMap(new TreeMap<>(resources));
    }

    /** @throws ProblemException INVALID when it is no state file */
    public static RecordedState read(String json) {
        try {
            var root = JsonMapper.shared().readTree(json);
            if (!(root.get("resources") instanceof ObjectNode resources)) {
                throw invalid("it has no \u201cresources\u201d");
            }
            var found = new TreeMap<String, ObjectNode>();
            resources.properties().forEach(entry -> {
                if (entry.getValue().get("attributes") instanceof ObjectNode attributes) {
                    found.put(entry.getKey(), normal(entry.getKey(), attributes));
                }
            });
            return new RecordedState(
                    text(root.get("lineage")), root.path("serial").asLong(0), found);
        } catch (JacksonException e) {
            throw invalid(e.getOriginalMessage());
        }
    }

    /** The file form, with what each resource is. */
    public String write() {
        var root = JsonMapper.shared().createObjectNode();
        root.put("version", 1);
        root.put("serial", serial);
        root.put("lineage", lineage);
        var all = root.putObject("resources");
        resources.forEach((address, attributes) -> {
            var entry = all.putObject(address);
            entry.put("resource_type", address.substring(0, address.indexOf('.')));
            entry.put("resource_id", address);
            entry.set("attributes", attributes);
        });
        return JsonMapper.shared().writeValueAsString(root);
    }

    /** State files of earlier YAML engines keep the dialect's word for a recipe's type. */
    private static ObjectNode normal(String address, ObjectNode attributes) {
        var type = attributes.get("type");
        if (address.startsWith(ResourceType.RECIPE.wire() + ".") && type != null && type.isString()) {
            return attributes.deepCopy().put("type", Types.dssRecipeType(type.stringValue()));
        }
        return attributes;
    }

    private static String text(@org.jspecify.annotations.Nullable JsonNode node) {
        return node != null && node.isString() ? node.stringValue() : "";
    }

    private static ProblemException invalid(String why) {
        return new ProblemException(
                ProblemException.Kind.INVALID,
                Problem.error(
                        "state.invalid",
                        "The state file cannot be read: " + why + ".",
                        "Give the file that an earlier apply wrote."));
    }
}
