package io.blockyard.catalog;

import io.blockyard.block.BlockId;
import io.blockyard.block.BlockVersion;
import io.blockyard.block.Port;
import io.blockyard.catalog.Catalog.PublishedVersion;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * One version of a block, as {@link RegistryIndex} lists it.
 *
 * @param latest whether it is the newest of its block
 * @param sourceGoneSince when a crawl no longer found the block's zone; empty while it is there
 * @param decidedAt when people last decided of the block; empty for never
 * @param note why this version exists
 * @param attachments of the block's article; of the newest version only
 * @param digest SHA-256 of the bundle, 64 hexadecimal digits
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record RegistryEntry(
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
    public RegistryEntry {
        attachments = orEmpty(attachments);
        tags = orEmpty(tags);
        inputs = orEmpty(inputs);
        outputs = orEmpty(outputs);
        owners = orEmpty(owners);
        formerNames = orEmpty(formerNames);
        sourceZone = orEmpty(sourceZone);
        lifecycle = orEmpty(lifecycle);
        yankedWhy = orEmpty(yankedWhy);
        deprecatedMessage = orEmpty(deprecatedMessage);
        replacedBy = orEmpty(replacedBy);
        sourceGoneSince = orEmpty(sourceGoneSince);
        sourceGoneWhy = orEmpty(sourceGoneWhy);
        decidedAt = orEmpty(decidedAt);
        sourceZoneId = orEmpty(sourceZoneId);
        note = orEmpty(note);
        articleAuthor = orEmpty(articleAuthor);
        articleWrittenAt = orEmpty(articleWrittenAt);
        publishedAt = orEmpty(publishedAt);
    }

    /** Whether a list that somebody wrote by hand says of it what no entry lacks. */
    boolean isWhole() {
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
                        .allMatch(RegistryEntry::isTimeOrEmpty)
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
    static RegistryEntry of(
            CatalogBlock block,
            PublishedVersion published,
            Article article,
            List<AttachmentEntry> attached,
            String zoneId) {
        var manifest = published.manifest();
        boolean newest = manifest.version().equals(block.manifest().version());
        var deprecation = block.stewardship().deprecation();
        var gone = block.sourceGone();
        return new RegistryEntry(
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
    RegistryEntry in(boolean newest, String page, List<AttachmentEntry> attached, String line, String state) {
        return new RegistryEntry(
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

    private static String orEmpty(@Nullable String text) {
        return Objects.requireNonNullElse(text, "");
    }

    private static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
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
}
