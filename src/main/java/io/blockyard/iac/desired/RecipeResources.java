package io.blockyard.iac.desired;

import io.blockyard.iac.config.Configuration;
import io.blockyard.iac.config.Types;
import java.util.List;
import java.util.TreeSet;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** The project's own recipes as resources. */
final class RecipeResources {

    private RecipeResources() {}

    static Resource own(Configuration configuration, Configuration.RecipeEntry entry) {
        var key = configuration.project().key().value();
        var attributes = JsonMapper.shared().createObjectNode();
        attributes.put("name", entry.name().value());
        attributes.put("type", entry.type());
        items(attributes.putArray("inputs"), entry.inputs());
        items(attributes.putArray("outputs"), entry.outputs());
        attributes.set("params", entry.params());
        if (Types.isCode(entry.type())) {
            attributes.put("code", entry.code());
        }
        if (!entry.settings().isEmpty()) {
            attributes.set("settings", entry.settings());
        }
        DatasetResources.putUnlessEmpty(attributes, "description", entry.description());
        DatasetResources.tags(attributes, entry.tags());
        var dependsOn = new TreeSet<>(List.of(ResourceType.PROJECT.address(key, key)));
        for (var item : entry.inputs()) {
            dependsOn.add(ResourceType.DATASET.address(key, item.ref()));
        }
        for (var item : entry.outputs()) {
            dependsOn.add(ResourceType.DATASET.address(key, item.ref()));
        }
        return new Resource(
                ResourceType.RECIPE,
                key,
                entry.name().value(),
                "",
                attributes,
                List.of(),
                dependsOn,
                "declared recipe " + entry.name());
    }

    /** A name for role main, {@code {ref, role}} for every other. */
    static void items(ArrayNode array, List<Configuration.Item> items) {
        for (var item : items) {
            if (item.role().equals("main")) {
                array.add(item.ref());
            } else {
                array.addObject().put("ref", item.ref()).put("role", item.role());
            }
        }
    }
}
