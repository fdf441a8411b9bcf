package io.blockyard.iac.desired;

import io.blockyard.block.Port;
import io.blockyard.block.PortType;
import io.blockyard.catalog.ResolvedBlock;
import io.blockyard.iac.config.Configuration;
import io.blockyard.iac.config.Findings;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** One instance of a block as resources of the project. */
final class BlockInstantiation {

    private final Configuration.BlockUse use;
    private final Findings findings;

    BlockInstantiation(
            Configuration configuration,
            Configuration.BlockUse use,
            ResolvedBlock block,
            TargetView target,
            Findings findings) {
        this.use = use;
        this.findings = findings;
    }

    /** What an instance consists of, and the project variables that its code reads. */
    record Made(List<Resource> resources, ObjectNode variables) {}

    Made instantiate() {
        findings.error("plan.block", use.place(), "Blocks cannot be instantiated yet.", "");
        return new Made(List.of(), JsonMapper.shared().createObjectNode());
    }

    static boolean isDatasetPort(ResolvedBlock block, String name) {
        return block.manifest().outputs().stream()
                .filter(port -> port.name().equals(name))
                .allMatch(port -> port.type() == PortType.DATASET);
    }

    static List<Configuration.ColumnEntry> columns(ResolvedBlock block, String name) {
        return block.manifest().outputs().stream()
                .filter(port -> port.name().equals(name))
                .map(Port::columns)
                .flatMap(List::stream)
                .map(column -> new Configuration.ColumnEntry(column.name(), column.type(), column.description()))
                .toList();
    }
}
