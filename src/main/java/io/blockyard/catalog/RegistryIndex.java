package io.blockyard.catalog;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.blockyard.block.BlockFormats;
import io.blockyard.block.BlockId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * {@code index.json}: everything a registry tree holds, one entry per block and version. All paths are relative to the
 * tree's root, and all of them exist.
 *
 * @param updatedAt the time of the last change, in ISO 8601; of no change at all the epoch
 * @param names all names of blocks that were renamed; absent in indexes of earlier versions of this product
 * @param blockCount how many blocks, whatever the number of their versions
 * @param left paths of the tree at which a file of somebody else stands in this copy; absent without any
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record RegistryIndex(
        String formatVersion,
        String updatedAt,
        RegistryInfo registryInfo,
        int blockCount,
        List<RegistryEntry> blocks,
        List<Name> names,
        Statistics statistics,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> left) {

    static final String FORMAT = "1.0";

    public RegistryIndex {
        blocks = List.copyOf(Objects.requireNonNullElse(blocks, List.of()));
        names = List.copyOf(Objects.requireNonNullElse(names, List.of()));
        left = Objects.requireNonNullElse(left, List.<String>of()).stream()
                .filter(Objects::nonNull)
                .toList();
    }

    /** Empty for bytes that are no index, such as one with the marks of a merge in it. */
    public static Optional<RegistryIndex> read(byte[] bytes) {
        try {
            return Optional.ofNullable(BlockFormats.json().readValue(bytes, RegistryIndex.class))
                    .filter(index -> index.blocks().stream().allMatch(RegistryEntry::isWhole)
                            && index.names().stream().allMatch(Name::isWhole));
        } catch (JacksonException unreadable) {
            return Optional.empty();
        }
    }

    static RegistryIndex of(List<RegistryEntry> entries, List<Name> names, Instant updatedAt) {
        var latest = entries.stream().filter(RegistryEntry::latest).toList();
        return new RegistryIndex(
                FORMAT,
                updatedAt.toString(),
                new RegistryInfo("BLOCKS_REGISTRY", "Reusable blocks of Dataiku DSS projects"),
                latest.size(),
                entries,
                names,
                new Statistics(
                        entries.size(),
                        count(latest, RegistryEntry::type),
                        count(latest, RegistryEntry::hierarchyLevel),
                        count(latest, RegistryEntry::domain),
                        count(latest, RegistryEntry::sourceProject)),
                List.of());
    }

    /** The list as it stands in a copy where files of somebody else were left alone. */
    public RegistryIndex leaving(Collection<String> paths) {
        return new RegistryIndex(
                formatVersion, updatedAt, registryInfo, blockCount, blocks, names, statistics, List.copyOf(paths));
    }

    /** The bytes of {@code index.json}. */
    public byte[] bytes() {
        return SafeFiles.utf8(BlockFormats.json().writeValueAsString(this) + "\n");
    }

    /** The newest version of each block. */
    public List<RegistryEntry> latest() {
        return blocks.stream().filter(RegistryEntry::latest).toList();
    }

    /**
     * The pages of a registry tree that are made from many blocks, as they are written with this index; by their paths.
     * What stands there otherwise was written by somebody.
     */
    public SortedMap<String, String> pages() {
        return RegistryWiki.pages(this);
    }

    /** Paths of the files that belong to single blocks: what is named before and not after is to be deleted. */
    public Set<String> named() {
        var paths = new TreeSet<String>();
        for (var entry : blocks) {
            paths.add(entry.manifestPath());
            paths.add(entry.bundleRef());
            paths.add(entry.wikiRef());
            if (entry.latest()) {
                var id = new BlockId(entry.blockId());
                paths.add(RegistryPaths.domainLink(entry.domain(), id));
                paths.add(RegistryPaths.generated(id));
                entry.attachments().forEach(attachment -> paths.add(attachment.path()));
            }
        }
        return paths;
    }

    static Map<String, Integer> count(List<RegistryEntry> entries, Function<RegistryEntry, String> key) {
        var counts = new TreeMap<String, Integer>();
        entries.stream()
                .map(key)
                .filter(value -> !value.isEmpty())
                .forEach(value -> counts.merge(value, 1, Integer::sum));
        return counts;
    }

    /**
     * A name that a block has or had. References to the id that it makes lead to the block for ever.
     *
     * @param id in which people may write a reference, such as {@code SIGNAL_FEATURES}
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Name(String name, String id, String blockId) {

        private boolean isWhole() {
            return Stream.of(name, id, blockId).allMatch(Objects::nonNull) && BlockId.isValid(id);
        }
    }

    /** Which registry this is. */
    public record RegistryInfo(String name, String description) {}

    /** Counts; all but {@code versions} count blocks. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Statistics(
            int versions,
            Map<String, Integer> byType,
            Map<String, Integer> byLevel,
            Map<String, Integer> byDomain,
            Map<String, Integer> byProject) {}
}
