package io.blockyard.catalog;

import io.blockyard.block.BlockManifest;
import io.blockyard.block.BlockManifest.Dependencies;
import io.blockyard.block.BlockVersion;
import io.blockyard.block.Column;
import io.blockyard.block.Port;
import io.blockyard.block.PortType;
import java.util.LinkedHashMap;
import java.util.List;

/** What a solution's members tell of it: kinds, columns and descriptions of its ports, and what it needs to run. */
final class SolutionContract {

    private SolutionContract() {}

    /** The manifest with what its members tell; what its author wrote stays. */
    static BlockManifest whole(SolutionAssembly assembly) {
        var manifest = assembly.manifest();
        return as(assembly, manifest.version(), manifest.bundleRef());
    }

    /** The manifest as it is published under a version. */
    static BlockManifest published(SolutionAssembly assembly, BlockVersion version) {
        var id = assembly.manifest().id();
        var whole = as(assembly, version, RegistryPaths.bundle(id, version));
        return whole.as(
                version,
                whole.inputs().stream().map(port -> withSchema(whole, port)).toList(),
                whole.outputs().stream().map(port -> withSchema(whole, port)).toList(),
                whole.dependencies(),
                whole.bundleRef());
    }

    private static Port withSchema(BlockManifest manifest, Port port) {
        return port.withSchemaRef(
                port.columns().isEmpty() ? "" : RegistryTree.schemaRef(manifest.id(), manifest.version(), port.name()));
    }

    private static BlockManifest as(SolutionAssembly assembly, BlockVersion version, String bundleRef) {
        var manifest = assembly.manifest();
        return manifest.as(
                version,
                manifest.inputs().stream()
                        .map(port -> told(port, assembly.readers(port.name())))
                        .toList(),
                manifest.outputs().stream()
                        .map(port ->
                                told(port, assembly.writer(port.name()).stream().toList()))
                        .toList(),
                dependencies(assembly),
                bundleRef);
    }

    private static Port told(Port port, List<Port> members) {
        if (members.isEmpty()) {
            return port;
        }
        var first = members.getFirst();
        return new Port(
                port.name(),
                port.type() == PortType.DATASET ? first.type() : port.type(),
                first.ref(),
                port.required(),
                port.description().isEmpty() ? first.description() : port.description(),
                port.schemaRef(),
                port.columns().isEmpty() ? columns(members) : port.columns(),
                port.partitionedBy().isEmpty() ? first.partitionedBy() : port.partitionedBy(),
                port.mapsTo(),
                port.mapsFrom());
    }

    /** All that any member wants, each column once; it is required when one of them requires it. */
    private static List<Column> columns(List<Port> members) {
        var columns = new LinkedHashMap<String, Column>();
        members.forEach(port -> port.columns()
                .forEach(column -> columns.merge(
                        column.name(),
                        column,
                        (one, other) -> new Column(
                                        one.name(), one.type(), one.description(), one.required() || other.required())
                                .meaning(one.meaning()))));
        return List.copyOf(columns.values());
    }

    private static Dependencies dependencies(SolutionAssembly assembly) {
        return assembly.blocks()
                .map(member -> member.block().manifest().dependencies())
                .reduce(assembly.manifest().dependencies(), Dependencies::and);
    }
}
