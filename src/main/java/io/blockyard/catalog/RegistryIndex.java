package io.blockyard.catalog;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.blockyard.block.BlockFormats;
import io.blockyard.block.BlockId;
import io.blockyard.block.BlockManifest;
import io.blockyard.block.BlockVersion;
import io.blockyard.block.Port;
import io.blockyard.catalog.Catalog.PublishedVersion;
import java.time.Instant;
import java.time.format.DateTimeParseException;
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
import org.jspecify.annotations.Nullable;
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
        List<Entry> blocks,
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
                    .filter(index -> index.blocks().stream().allMatch(Entry::isWhole)
                            && index.names().stream().allMatch(Name::isWhole));
        } catch (JacksonException unreadable) {
            return Optional.empty();
        }
    }

    static RegistryIndex of(List<Entry> entries, List<Name> names, Instant updatedAt) {
        var latest = entries.stream().filter(Entry::latest).toList();
        return new RegistryIndex(
                FORMAT,
                updatedAt.toString(),
                new RegistryInfo("BLOCKS_REGISTRY", "Reusable blocks of Dataiku DSS projects"),
                latest.size(),
                entries,
                names,
                new Statistics(
                        entries.size(),
                        count(latest, Entry::type),
                        count(latest, Entry::hierarchyLevel),
                        count(latest, Entry::domain),
                        count(latest, Entry::sourceProject)),
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
    public List<Entry> latest() {
        return blocks.stream().filter(Entry::latest).toList();
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

    static Map<String, Integer> count(List<Entry> entries, Function<Entry, String> key) {
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

    /**
     * One version of a block.
     *
     * @param latest whether it is the newest of its block
     * @param sourceGoneSince when a crawl no longer found the block's zone; empty while it is there
     * @param decidedAt when people last decided of the block; empty for never
     * @param note why this version exists
     * @param attachments of the block's article; of the newest version only
     * @param digest SHA-256 of the bundle, 64 hexadecimal digits
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Entry(
            String blockId,
            String version,
            boolean latest,
            String type,
            String name,
            String summary,
            boolean blocked,
            String hierarchyLevel,
            String domain,
            List<String> tags,
            String sourceProject,
            String sourceZone,
            List<PortEntry> inputs,
            List<PortEntry> outputs,
            String lifecycle,
            boolean yanked,
            String yankedWhy,
            boolean deprecated,
            String deprecatedMessage,
            String replacedBy,
            List<String> owners,
            String sourceGoneSince,
            String sourceGoneWhy,
            String decidedAt,
            String sourceZoneId,
            List<String> formerNames,
            String note,
            String articleAuthor,
            String articleWrittenAt,
            String publishedAt,
            String manifestPath,
            String wikiRef,
            String bundleRef,
            String digest,
            List<AttachmentEntry> attachments) {

        /** Trees that were written before there were attachments name none, and lists by hand may say no more than formats ask. */
        public Entry {
            attachments = List.copyOf(Objects.requireNonNullElse(attachments, List.of()));
            tags = List.copyOf(Objects.requireNonNullElse(tags, List.of()));
            inputs = List.copyOf(Objects.requireNonNullElse(inputs, List.of()));
            outputs = List.copyOf(Objects.requireNonNullElse(outputs, List.of()));
            owners = List.copyOf(Objects.requireNonNullElse(owners, List.of()));
            formerNames = List.copyOf(Objects.requireNonNullElse(formerNames, List.of()));
            sourceZone = Objects.requireNonNullElse(sourceZone, "");
            lifecycle = Objects.requireNonNullElse(lifecycle, "");
            yankedWhy = Objects.requireNonNullElse(yankedWhy, "");
            deprecatedMessage = Objects.requireNonNullElse(deprecatedMessage, "");
            replacedBy = Objects.requireNonNullElse(replacedBy, "");
            sourceGoneSince = Objects.requireNonNullElse(sourceGoneSince, "");
            sourceGoneWhy = Objects.requireNonNullElse(sourceGoneWhy, "");
            decidedAt = Objects.requireNonNullElse(decidedAt, "");
            sourceZoneId = Objects.requireNonNullElse(sourceZoneId, "");
            note = Objects.requireNonNullElse(note, "");
            articleAuthor = Objects.requireNonNullElse(articleAuthor, "");
            articleWrittenAt = Objects.requireNonNullElse(articleWrittenAt, "");
            publishedAt = Objects.requireNonNullElse(publishedAt, "");
        }

        /** Whether a list that somebody wrote by hand says of it what no entry lacks. */
        private boolean isWhole() {
            return Stream.of(
                                    blockId,
                                    version,
                                    type,
                                    name,
                                    summary,
                                    hierarchyLevel,
                                    domain,
                                    sourceProject,
                                    wikiRef,
                                    manifestPath,
                                    bundleRef,
                                    digest)
                            .allMatch(Objects::nonNull)
                    && BlockId.isValid(blockId)
                    && Stream.of(sourceGoneSince, decidedAt, articleWrittenAt, publishedAt)
                            .allMatch(Entry::isTimeOrEmpty)
                    && attachments.stream()
                            .allMatch(attachment -> Stream.of(attachment.name(), attachment.path(), attachment.digest())
                                    .allMatch(Objects::nonNull));
        }

        private static boolean isTimeOrEmpty(String text) {
            return text.isEmpty() || time(text).isPresent();
        }

        private static Optional<Instant> time(String text) {
            try {
                return Optional.of(Instant.parse(text));
            } catch (DateTimeParseException otherwise) {
                return Optional.empty();
            }
        }

        /** @param attached to the article */
        static Entry of(
                CatalogBlock block,
                PublishedVersion published,
                Article article,
                List<AttachmentEntry> attached,
                String zoneId) {
            var manifest = published.manifest();
            boolean newest = manifest.version().equals(block.manifest().version());
            var deprecation = block.stewardship().deprecation();
            var gone = block.sourceGone();
            return new Entry(
                    manifest.id().value(),
                    manifest.version().toString(),
                    newest,
                    manifest.type().wire(),
                    manifest.name(),
                    block.summary(),
                    manifest.blocked(),
                    manifest.level(),
                    manifest.domain(),
                    manifest.tags(),
                    manifest.sourceProject(),
                    manifest.sourceZone(),
                    ports(manifest.inputs()),
                    ports(manifest.outputs()),
                    block.lifecycle().wire(),
                    published.standing() == Standing.YANKED,
                    published.yankedWhy(),
                    deprecation != null,
                    deprecation == null ? "" : deprecation.message(),
                    deprecation == null ? "" : deprecation.replacedBy(),
                    block.stewardship().owners(),
                    gone == null ? "" : gone.since().toString(),
                    gone == null ? "" : gone.reason(),
                    text(block.stewardship().decidedAt()),
                    zoneId,
                    block.formerNames(),
                    published.note(),
                    article.author(),
                    article.writtenAt().toString(),
                    published.publishedAt().toString(),
                    RegistryPaths.manifest(manifest.id(), manifest.version()),
                    RegistryPaths.article(block.manifest()),
                    RegistryPaths.bundle(manifest.id(), manifest.version()),
                    published.digest(),
                    newest ? attached : List.of());
        }

        /** The same version in the registry of one project, which holds no manifests and bundles. */
        Entry in(boolean newest, String page, List<AttachmentEntry> attached, String line, String state) {
            return new Entry(
                    blockId,
                    version,
                    newest,
                    type,
                    name,
                    line,
                    blocked,
                    hierarchyLevel,
                    domain,
                    tags,
                    sourceProject,
                    sourceZone,
                    inputs,
                    outputs,
                    state,
                    yanked,
                    yankedWhy,
                    deprecated,
                    deprecatedMessage,
                    replacedBy,
                    owners,
                    sourceGoneSince,
                    sourceGoneWhy,
                    decidedAt,
                    sourceZoneId,
                    formerNames,
                    note,
                    articleAuthor,
                    articleWrittenAt,
                    publishedAt,
                    "",
                    page,
                    "",
                    digest,
                    attached);
        }

        private static String text(@Nullable Instant instant) {
            return instant == null ? "" : instant.toString();
        }

        /** What decides whether a reference may mean this version. */
        VersionChoice.Candidate candidate() {
            return new VersionChoice.Candidate(
                    BlockVersion.parse(version), yanked ? Standing.YANKED : Standing.PUBLISHED, yankedWhy);
        }

        @Nullable
        Deprecation deprecation() {
            return deprecated ? new Deprecation(deprecatedMessage, replacedBy) : null;
        }

        private static List<PortEntry> ports(List<Port> ports) {
            return ports.stream()
                    .map(port -> new PortEntry(port.name(), port.type().wire(), port.required()))
                    .toList();
        }
    }

    /** A port, without its columns. */
    public record PortEntry(String name, String type, boolean required) {}

    /**
     * A file that belongs to an article.
     *
     * @param size in bytes
     * @param digest SHA-256 of its bytes, 64 hexadecimal digits
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record AttachmentEntry(String name, String path, long size, String digest) {

        static AttachmentEntry of(Attachment attachment, String path) {
            return new AttachmentEntry(attachment.name(), path, attachment.size(), attachment.digest());
        }
    }

    /** Counts; all but {@code versions} count blocks. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Statistics(
            int versions,
            Map<String, Integer> byType,
            Map<String, Integer> byLevel,
            Map<String, Integer> byDomain,
            Map<String, Integer> byProject) {}

    /** {@code hierarchy_config.json} and {@code domain_config.json}: the lists of the organisation. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record ListConfig(String formatVersion, String updatedAt, List<ListItem> items) {

        static ListConfig of(Map<String, Integer> counts, String updatedAt) {
            return new ListConfig(
                    FORMAT,
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
