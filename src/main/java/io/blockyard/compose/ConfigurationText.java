package io.blockyard.compose;

import io.blockyard.block.BlockType;
import io.blockyard.block.Port;
import io.blockyard.block.PortType;
import io.blockyard.compose.Composition.Member;
import io.blockyard.compose.Composition.OuterPort;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** Writes a composition as a configuration in the block dialect; the same composition gives the same bytes. */
final class ConfigurationText {

    private static final String HEADING = """
            Composed with Blockyard: blocks from the catalog, wired by their contracts.
            Change it here, or go back to the composition and let it be written anew.""";

    private final Composition composition;
    private final BiFunction<String, String, String> written;

    /** @param written (alias, output port) → dataset */
    private ConfigurationText(Composition composition, BiFunction<String, String, String> written) {
        this.composition = composition;
        this.written = written;
    }

    static String of(Composition composition, BiFunction<String, String, String> written) {
        return new ConfigurationText(composition, written).text();
    }

    private String text() {
        var project = composition.project();
        var document = YamlText.mapping()
                .put("version", "1.0")
                .put(
                        "project",
                        YamlText.mapping()
                                .put("key", project.key())
                                .putText("name", project.name())
                                .putText("description", composition.intent()));
        section(document, "blocks", BlockType.ZONE);
        section(document, "solutions", BlockType.SOLUTION);
        var datasets = datasets();
        if (!datasets.isEmpty()) {
            document.put(
                    "datasets",
                    datasets,
                    "Data from outside. \u201cmanaged\u201d is a place that starts empty; name a connection and a table instead\n"
                            + "where the data already lies somewhere.");
        }
        return YamlText.write(document, HEADING);
    }

    private void section(YamlText.Mapping document, String key, BlockType type) {
        var uses = composition.members().stream()
                .filter(member -> member.manifest().type() == type)
                .map(this::use)
                .toList();
        if (!uses.isEmpty()) {
            document.put(key, uses);
        }
    }

    private YamlText.Mapping use(Member member) {
        var use = YamlText.mapping().put("ref", member.reference()).put("instance_name", member.instanceName());
        switch (member.manifest().type()) {
            case ZONE -> use.put("zone_name", member.zoneName());
            case SOLUTION -> use.put("zone_prefix", member.zoneName());
        }
        var inputs = YamlText.mapping();
        for (var port : member.manifest().inputs()) {
            inputs.putText(port.name(), read(member, port));
        }
        var outputs = YamlText.mapping();
        for (var port : member.manifest().outputs()) {
            outputs.putText(port.name(), written.apply(member.alias(), port.name()));
        }
        if (!inputs.isEmpty()) {
            use.put("inputs", inputs);
        }
        if (!outputs.isEmpty()) {
            use.put("outputs", outputs);
        }
        return use;
    }

    private String read(Member member, Port port) {
        var wired = composition.wires().stream()
                .filter(w -> w.toAlias().equals(member.alias()) && w.toPort().equals(port.name()))
                .map(Composition.Wire::dataset)
                .findFirst();
        return wired.orElseGet(() -> composition.outer().stream()
                .filter(OuterPort::input)
                .filter(o -> o.alias().equals(member.alias()) && o.port().equals(port.name()))
                .map(OuterPort::dataset)
                .findFirst()
                .orElse(""));
    }

    /** What is read from outside, and outputs that somebody wants in a place of their own. */
    private List<YamlText.Mapping> datasets() {
        var byName = composition.outer().stream()
                .filter(o -> !o.dataset().isEmpty())
                .filter(o -> o.input() || hasPlace(o))
                .filter(o -> isDataset(o))
                .collect(Collectors.groupingBy(OuterPort::dataset, LinkedHashMap::new, Collectors.toList()));
        var datasets = new ArrayList<YamlText.Mapping>();
        byName.forEach((name, ports) -> datasets.add(dataset(name, ports)));
        return datasets;
    }

    private static boolean hasPlace(OuterPort port) {
        return !port.type().equals("managed") || !port.connection().isEmpty();
    }

    private boolean isDataset(OuterPort outer) {
        return port(outer).type() == PortType.DATASET;
    }

    private YamlText.Mapping dataset(String name, List<OuterPort> ports) {
        var settled =
                ports.stream().filter(ConfigurationText::hasPlace).findFirst().orElse(ports.getFirst());
        var dataset = YamlText.mapping()
                .put("name", name)
                .put("type", settled.type())
                .putText("connection", settled.connection())
                .putText("table", settled.table())
                .putText("path", settled.path())
                .put("description", description(ports));
        var columns = OuterDatasets.columns(ports.stream().map(this::port).toList()).stream()
                .map(c -> YamlText.row().put("name", c.name()).put("type", c.type()))
                .toList();
        if (!columns.isEmpty()) {
            dataset.put("schema", columns);
        }
        return dataset;
    }

    private String description(List<OuterPort> ports) {
        var ends = ports.stream()
                .map(o -> o.port() + " of " + member(o.alias()).instanceName())
                .collect(Collectors.joining(", "));
        return (ports.getFirst().input() ? "Feeds " : "Holds ") + ends;
    }

    private Port port(OuterPort outer) {
        var manifest = member(outer.alias()).manifest();
        var ports = outer.input() ? manifest.inputs() : manifest.outputs();
        return ports.stream()
                .filter(p -> p.name().equals(outer.port()))
                .findFirst()
                .orElseThrow();
    }

    private Member member(String alias) {
        return composition.members().stream()
                .filter(member -> member.alias().equals(alias))
                .findFirst()
                .orElseThrow();
    }
}
