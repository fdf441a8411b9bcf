package io.blockyard.catalog;

import io.blockyard.block.BlockManifest;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/** The smaller files of a registry tree beside {@link RegistryIndex}: levels, domains and projects with their blocks. */
public final class RegistryLists {

    private RegistryLists() {}

    /** {@code hierarchy_config.json} and {@code domain_config.json}: the lists of the organisation. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record ListConfig(String formatVersion, String updatedAt, List<ListItem> items) {

        static ListConfig of(Map<String, Integer> counts, String updatedAt) {
            return new ListConfig(
                    RegistryIndex.FORMAT,
                    updatedAt,
                    counts.entrySet().stream()
                            .map(count -> new ListItem(count.getKey(), count.getValue()))
                            .toList());
        }
    }

    /** A level or domain. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record ListItem(String name, int blockCount) {}

    /** {@code project_index.json}. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record ProjectIndex(String formatVersion, String updatedAt, int projectCount, List<ProjectEntry> projects) {}

    /** A project in the index. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record ProjectEntry(String projectKey, int blockCount, String path, String wikiRef) {}

    /** {@code <PROJECT>.json}: the blocks that were made of one project. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record ProjectRegistry(String formatVersion, String projectKey, List<ProjectBlock> blocks) {}

    /** A block of a project, at its newest version. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record ProjectBlock(String blockId, String version, String zone, String manifestPath) {

        static ProjectBlock of(BlockManifest manifest) {
            return new ProjectBlock(
                    manifest.id().value(),
                    manifest.version().toString(),
                    manifest.sourceZone(),
                    RegistryPaths.manifest(manifest.id(), manifest.version()));
        }
    }
}
