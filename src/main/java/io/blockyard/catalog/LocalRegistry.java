package io.blockyard.catalog;

import io.blockyard.access.Actor;
import io.blockyard.access.Right;
import io.blockyard.block.BlockFormats;
import io.blockyard.block.BlockId;
import io.blockyard.catalog.Catalog.PublishedVersion;
import io.blockyard.catalog.RegistryEntry.AttachmentEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * What was found in one project, drafts included, as pages and files for that project itself:
 * {@code Wiki/_DISCOVERED_BLOCKS/…} and {@code Library/discovery/…}.
 */
public class LocalRegistry {

    /** Where the list of blocks stands. */
    public static final String INDEX = "Library/discovery/index.json";

    private static final String PAGES = "Wiki/_DISCOVERED_BLOCKS/";
    private static final String FILES = "Library/discovery/";

    private final Catalog catalog;

    public LocalRegistry(Catalog catalog) {
        this.catalog = catalog;
    }

    /** {@code metadata.json}. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Metadata(String formatVersion, String projectKey, String updatedAt, int blockCount) {}

    /** The files by their paths; none when nothing of the project is in the catalog. */
    public SortedMap<String, TreeFile> files(Actor actor, String projectKey) {
        actor.require(Right.READ);
        var files = new TreeMap<String, TreeFile>();
        var entries = new ArrayList<RegistryEntry>();
        var updatedAt = Instant.EPOCH;
        for (var id : catalog.sourceBlocks(actor, projectKey).values().stream()
                .map(SourceBlock::id)
                .sorted(Comparator.comparing(BlockId::value))
                .toList()) {
            var block = catalog.block(actor, id);
            var draft = catalog.draft(actor, id);
            var article = article(actor, id, draft);
            var newest = catalog.versions(actor, id).getFirst();
            var manifest = newest.manifest();
            manifest.ports().filter(port -> !port.schemaRef().isEmpty()).forEach(port -> {
                var direction = manifest.inputs().contains(port) ? "input" : "output";
                json(files, schema(manifest.id().value(), port.name()), PortSchema.of(manifest, port, direction));
            });
            files.put(PAGES + id + ".md", TreeFile.of(SafeFiles.utf8(article.markdown())));
            var attached = attached(actor, id, files);
            entries.add(RegistryEntry.of(block, newest, article, attached, catalog.zone(actor, id))
                    .in(
                            true,
                            PAGES + id + ".md",
                            attached,
                            draft.map(DraftArticle::summary).orElse(block.summary()),
                            state(block, newest)));
            updatedAt = article.writtenAt().isAfter(updatedAt) ? article.writtenAt() : updatedAt;
        }
        if (!entries.isEmpty()) {
            var index = RegistryIndex.of(entries, List.of(), updatedAt);
            pages(index).forEach((path, text) -> files.put(path, TreeFile.of(SafeFiles.utf8(text))));
            json(files, FILES + "metadata.json", new Metadata("1.0", projectKey, updatedAt.toString(), entries.size()));
            json(files, INDEX, index);
        }
        return files;
    }

    /** As {@link RegistryIndex#pages}, of a project's own registry. */
    public static SortedMap<String, String> pages(RegistryIndex index) {
        return new TreeMap<>(Map.of(PAGES + "_INDEX.md", index(index.blocks())));
    }

    /** As it will be when the draft that is listed is promoted. */
    private Article article(Actor actor, BlockId id, Optional<DraftArticle> draft) {
        var article = catalog.article(actor, id);
        return draft.map(waiting ->
                        new Article(id, waiting.markdown(), article.revision(), article.author(), article.writtenAt()))
                .orElse(article);
    }

    /** Of the version that is listed; a draft that was taken back waits for nobody. */
    private static String state(CatalogBlock block, PublishedVersion newest) {
        if (newest.standing() != Standing.DRAFT) {
            return block.lifecycle().wire();
        }
        return (newest.takenBack() ? Lifecycle.YANKED : Lifecycle.DRAFT).wire();
    }

    private List<AttachmentEntry> attached(Actor actor, BlockId id, SortedMap<String, TreeFile> files) {
        return catalog.attachments(actor, id).stream()
                .map(attachment -> {
                    var path = PAGES + RegistryPaths.ATTACHMENTS + id + "/" + RegistryPaths.fileName(attachment.name());
                    files.put(path, TreeFile.stored(attachment.digest(), () -> catalog.content(actor, attachment)));
                    return AttachmentEntry.of(attachment, path);
                })
                .toList();
    }

    private static String schema(String id, String port) {
        return FILES + "schemas/" + id + "/" + RegistryPaths.fileName(port) + ".json";
    }

    private static String index(List<RegistryEntry> entries) {
        return "# Discovered blocks\n\n| Block | Version | State | What it does |\n|---|---|---|---|\n"
                + entries.stream()
                        .map(entry -> "| [" + entry.blockId() + "](" + entry.blockId() + ".md) | " + entry.version()
                                + " | " + entry.lifecycle() + " | "
                                + entry.summary().replaceAll("\\s+", " ").replace("|", "\\|") + " |\n")
                        .collect(Collectors.joining());
    }

    private static void json(SortedMap<String, TreeFile> files, String path, Object value) {
        files.put(path, TreeFile.of(SafeFiles.utf8(BlockFormats.json().writeValueAsString(value) + "\n")));
    }
}
