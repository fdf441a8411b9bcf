package io.blockyard.iac;

import io.blockyard.block.BlockFormats;
import io.blockyard.block.BlockId;
import io.blockyard.block.BlockManifest;
import io.blockyard.block.BlockReference;
import io.blockyard.block.BlockType;
import io.blockyard.block.BlockVersion;
import io.blockyard.block.Column;
import io.blockyard.block.Port;
import io.blockyard.block.PortType;
import io.blockyard.catalog.BlockRegistry;
import io.blockyard.catalog.ResolvedBlock;
import io.blockyard.dataiku.ProjectFiles;
import io.blockyard.dataiku.ProjectFolder;
import io.blockyard.dataiku.ProjectSnapshot;
import io.blockyard.dataiku.ProjectSnapshot.FlowObject;
import io.blockyard.discovery.ZoneBoundaries;
import io.blockyard.discovery.ZoneBoundary;
import io.blockyard.iac.plan.PlanDigest;
import io.blockyard.problem.ProblemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

/**
 * The zones of the sample projects as blocks of version 1.0.0, straight from their folders, and whatever solutions are
 * published beside them.
 */
final class SampleBlocks implements BlockRegistry {

    private final Map<String, ResolvedBlock> blocks = new TreeMap<>();
    private final List<ResolvedBlock> solutions = new ArrayList<>();

    SampleBlocks(Path projects, String... keys) {
        for (String key : keys) {
            var project = ProjectFolder.at(projects.resolve(key), key).read();
            ZoneBoundaries.of(project).stream()
                    .filter(ZoneBoundary::publishable)
                    .forEach(zone -> add(project, zone));
        }
    }

    /** @param manifest YAML of a solution, in any version */
    void publish(String manifest) {
        var read = BlockFormats.yaml().readValue(manifest, BlockManifest.class);
        var digest = PlanDigest.sha256(PlanDigest.canonical(read));
        solutions.add(new ResolvedBlock(read, digest, ProjectFiles.read("", Map.of())));
    }

    /** The ids of the blocks, without the solutions. */
    List<String> ids() {
        return List.copyOf(blocks.keySet());
    }

    ResolvedBlock block(String id) {
        return resolve(BlockReference.parse("BLOCKS_REGISTRY/" + id + "@1.0.0"));
    }

    @Override
    public ResolvedBlock resolve(BlockReference reference) {
        var solution = solutions.stream()
                .filter(candidate -> candidate.manifest().id().equals(reference.id())
                        && reference.allows(candidate.manifest().version()))
                .max(Comparator.comparing(candidate -> candidate.manifest().version()));
        if (solution.isPresent()) {
            return solution.get();
        }
        var block = blocks.get(reference.id().value());
        if (block == null) {
            throw ProblemException.of(
                    ProblemException.Kind.NOT_FOUND, "catalog.no-block", "There is no block " + reference.id(), "");
        }
        return block;
    }

    private void add(ProjectSnapshot project, ZoneBoundary zone) {
        var id = BlockId.mint(project.key(), zone.name(), taken -> blocks.containsKey(taken.value()));
        var variables = StreamSupport.stream(
                        project.variables().path("standard").propertyNames().spliterator(), false)
                .toList();
        var manifest = new BlockManifest(
                id,
                BlockVersion.FIRST,
                BlockType.ZONE,
                zone.name(),
                false,
                "",
                "",
                project.key(),
                zone.name(),
                BlockManifest.UNCLASSIFIED,
                BlockManifest.UNCLASSIFIED,
                List.of(),
                ports(project, zone.inputs()),
                ports(project, zone.outputs()),
                new BlockManifest.Contains(zone.datasets(), zone.recipes(), List.of(), List.of()),
                new BlockManifest.Dependencies(
                        List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), variables,
                        List.of()),
                List.of(),
                "",
                null);
        var digest = PlanDigest.sha256(PlanDigest.canonical(manifest));
        blocks.put(id.value(), new ResolvedBlock(manifest, digest, project));
    }

    private static List<Port> ports(ProjectSnapshot project, List<String> refs) {
        return refs.stream()
                .map(ref -> {
                    var object = project.object(ref);
                    var columns = project.dataset(ref).stream()
                            .flatMap(dataset -> dataset.columns().stream())
                            .map(column -> new Column(column.name(), column.type(), column.comment(), true))
                            .toList();
                    return object.map(made -> new Port(made.name(), type(made), ref, true, "", "", columns))
                            .orElse(new Port(ref, PortType.DATASET, "", true, "", "", columns));
                })
                .toList();
    }

    private static PortType type(FlowObject object) {
        return switch (object.kind()) {
            case MANAGED_FOLDER, LABELING_TASK -> PortType.FOLDER;
            case SAVED_MODEL -> PortType.MODEL;
            case EVALUATION_STORE -> PortType.EVALUATION_STORE;
            case KNOWLEDGE_BANK -> PortType.KNOWLEDGE_BANK;
            case STREAMING_ENDPOINT -> PortType.STREAM;
        };
    }
}
