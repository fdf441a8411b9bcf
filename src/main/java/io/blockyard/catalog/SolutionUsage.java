package io.blockyard.catalog;

import io.blockyard.block.BlockFormats;
import io.blockyard.block.BlockManifest;
import io.blockyard.block.Port;
import io.blockyard.block.PortType;
import java.util.Locale;

/** A configuration that uses a solution, complete and valid as it stands. */
public final class SolutionUsage {

    private SolutionUsage() {}

    /** YAML: one instance of the solution, with a dataset for every input. */
    public static String of(BlockManifest solution) {
        var name = solution.id().value().toLowerCase(Locale.ROOT);
        var yaml = BlockFormats.yaml().createObjectNode().put("version", "1.0");
        yaml.putObject("project").put("key", "MY_PROJECT").put("name", "My project");
        var use = yaml.putArray("solutions").addObject();
        use.put("ref", solution.reference().toString())
                .put("instance_name", name)
                .put("zone_prefix", name);
        var inputs = use.putObject("inputs");
        solution.inputs().forEach(port -> inputs.put(port.name(), "my_" + dataset(port)));
        var outputs = use.putObject("outputs");
        solution.outputs().forEach(port -> outputs.put(port.name(), name + "_" + dataset(port)));
        var datasets = yaml.putArray("datasets");
        solution.inputs().stream()
                .filter(port -> port.type() == PortType.DATASET)
                .forEach(port -> {
                    var dataset = datasets.addObject()
                            .put("name", "my_" + dataset(port))
                            .put("type", "managed");
                    if (!port.columns().isEmpty()) {
                        var columns = dataset.putArray("schema");
                        port.columns()
                                .forEach(column -> columns.addObject()
                                        .put("name", column.name())
                                        .put("type", column.type()));
                    }
                });
        if (datasets.isEmpty()) {
            yaml.remove("datasets");
        }
        return BlockFormats.yaml().writeValueAsString(yaml);
    }

    private static String dataset(Port port) {
        return port.name().replaceAll("[^\\w]+", "_").toLowerCase(Locale.ROOT);
    }
}
