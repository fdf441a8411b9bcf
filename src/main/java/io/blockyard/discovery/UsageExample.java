package io.blockyard.discovery;

import io.blockyard.block.BlockFormats;
import io.blockyard.block.BlockManifest;
import io.blockyard.block.Port;
import io.blockyard.block.PortType;
import io.blockyard.dataiku.ProjectSnapshot;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A configuration that uses the block, complete and valid as it stands. */
public final class UsageExample {

    private UsageExample() {}

    /** YAML: one instance of the block, with a dataset for every input. */
    public static String of(BlockManifest manifest, ProjectSnapshot zone) {
        var name = manifest.id().value().toLowerCase(Locale.ROOT);
        var yaml = BlockFormats.yaml().createObjectNode().put("version", "1.0");
        yaml.putObject("project").put("key", "MY_PROJECT").put("name", "My project");
        var block = yaml.putArray("blocks").addObject();
        block.put("ref", manifest.reference().toString())
                .put("instance_name", name)
                .put("zone_name", name);
        var names = names(manifest);
        var inputs = block.putObject("inputs");
        manifest.inputs().forEach(port -> inputs.put(port.name(), names.get(port)));
        var outputs = block.putObject("outputs");
        manifest.outputs().forEach(port -> outputs.put(port.name(), names.get(port)));
        var datasets = yaml.putArray("datasets");
        manifest.inputs().stream()
                .filter(port -> port.type() == PortType.DATASET && !isForeign(port, zone))
                .forEach(port -> declare(datasets, port, names.getOrDefault(port, port.name()), zone));
        if (datasets.isEmpty()) {
            yaml.remove("datasets");
        }
        return BlockFormats.yaml().writeValueAsString(yaml);
    }

    /** A name of their own for what is wired, in lower case; of another project's object its full name. */
    private static Map<Port, String> names(BlockManifest manifest) {
        var names = new LinkedHashMap<Port, String>();
        manifest.ports().forEach(port -> {
            var name = port.name().replaceAll("[^\\w]+", "_").toLowerCase(Locale.ROOT);
            if (port.name().matches("\\w+\\..+")) {
                name = port.name();
            } else if (port.type() != PortType.DATASET && manifest.inputs().contains(port)) {
                name = manifest.sourceProject() + "." + (port.ref().isEmpty() ? port.name() : port.ref());
            }
            var taken = names.values();
            var unique = name;
            for (int n = 2; taken.contains(unique); n++) {
                unique = name + "_" + n;
            }
            names.put(port, unique);
        });
        return names;
    }

    private static void declare(ArrayNode datasets, Port port, String name, ProjectSnapshot zone) {
        var dataset = datasets.addObject().put("name", name);
        var source = zone.dataset(port.name());
        var connection = source.map(ProjectSnapshot.Dataset::connection).orElse("");
        var table = source.map(s -> s.document().path("params").path("table").asString(""))
                .orElse("");
        if (!connection.isEmpty() && !table.isEmpty()) {
            dataset.put("type", "sql_table").put("connection", connection).put("table", name);
        } else {
            dataset.put("type", "managed");
        }
        if (!port.columns().isEmpty()) {
            schema(dataset, port);
        }
    }

    private static void schema(ObjectNode dataset, Port port) {
        var columns = dataset.putArray("schema");
        port.columns()
                .forEach(
                        column -> columns.addObject().put("name", column.name()).put("type", column.type()));
    }

    private static boolean isForeign(Port port, ProjectSnapshot zone) {
        return port.name().contains(".") && zone.dataset(port.name()).isEmpty();
    }
}
