package io.blockyard.catalog;

import io.blockyard.access.Actor;
import io.blockyard.access.Right;
import io.blockyard.block.BlockFormats;
import io.blockyard.block.BlockId;
import io.blockyard.block.BlockManifest;
import io.blockyard.block.BlockVersion;
import io.blockyard.block.Port;
import io.blockyard.catalog.Catalog.PublishedVersion;
import io.blockyard.catalog.RegistryEntry.AttachmentEntry;
import io.blockyard.catalog.RegistryLists.ProjectBlock;
import io.blockyard.catalog.RegistryLists.ProjectEntry;
import io.blockyard.catalog.RegistryLists.ProjectIndex;
import io.blockyard.catalog.RegistryLists.ProjectRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;

/**
 * The projection of the catalog to a folder: wiki, library and bundles. An unchanged catalog gives the same bytes.
 * Files that are not the registry's own are left alone.
 */
public class RegistryTree {

    private static final int PAGE = 500;

    private final Catalog catalog;

    public RegistryTree(Catalog catalog) {
        this.catalog = catalog;
    }

    /** Where the tree keeps the columns of a port, as the port itself names it: below {@code Library/blocks}. */
    public static String schemaRef(BlockId id, BlockVersion version, String portName) {
        return "schemas/" + id + "/" + version + "/" + RegistryPaths.fileName(portName) + ".json";
    }

    /** A path of what is attached to a block's article. */
    public record AttachedPath(String block, String name) {

        private static final Pattern PATH = Pattern.compile("Wiki/(?:.*/)?_ATTACHMENTS/([A-Z0-9_]+)/([^/]+)");

        /** What a path of a tree says; empty for any other path. */
        public static Optional<AttachedPath> of(String path) {
            var matcher = PATH.matcher(path);
            return matcher.matches()
                    ? Optional.of(new AttachedPath(matcher.group(1), decoded(matcher.group(2))))
                    : Optional.empty();
        }

        /** People name files as they like, such as {@code 100%.png}. */
        private static String decoded(String name) {
            try {
                return StringUtils.uriDecode(name, StandardCharsets.UTF_8);
            } catch (IllegalArgumentException asItIs) {
                return name;
            }
        }
    }

    /** What was exported. */
    public record Export(Path folder, int blocks, int versions, int files) {}

    /** Writes the tree; every file is whole at any time, and the index comes last. */
    public Export export(Actor actor, Path folder) {
        actor.require(Right.READ);
        var root = folder.toAbsolutePath().normalize();
        var earlier = index(root);
        var writing = new Writing(actor, (path, file) -> SafeFiles.writeIfChanged(within(root, path), file.bytes()));
        writing.write();
        obsolete(earlier, writing.written).forEach(path -> delete(root, path));
        return new Export(root, writing.blocks.size(), writing.entries.size(), writing.written.size());
    }

    /** Writes the same tree as a zip, file by file, with the same bytes for an unchanged catalog. */
    public void zip(Actor actor, OutputStream target) throws IOException {
        actor.require(Right.READ);
        try (var zip = new ReproducibleZip(target)) {
            new Writing(actor, (path, file) -> zip.add(path, file.bytes())).write();
        }
    }

    /** The same tree, by paths. */
    public SortedMap<String, TreeFile> files(Actor actor) {
        actor.require(Right.READ);
        var files = new TreeMap<String, TreeFile>();
        new Writing(actor, files::put).write();
        return files;
    }

    /** Paths in an earlier tree that a later one has no use for; pages that people added are none of them. */
    public static Set<String> obsolete(byte @Nullable [] earlierIndex, Set<String> later) {
        if (earlierIndex == null) {
            return Set.of();
        }
        // One that cannot be read is written anew; what it named cannot be known.
        var paths = RegistryIndex.read(earlierIndex).map(RegistryIndex::named).orElse(new TreeSet<>());
        paths.removeAll(later);
        return paths;
    }

    /** One export. */
    private final class Writing {

        private final Actor actor;
        private final BiConsumer<String, TreeFile> target;
        private final Set<String> written = new HashSet<>();
        private final List<CatalogBlock> blocks = new ArrayList<>();
        private final List<RegistryEntry> entries = new ArrayList<>();
        private Instant updatedAt = Instant.EPOCH;

        /** @param target takes each file, by its path in the tree */
        Writing(Actor actor, BiConsumer<String, TreeFile> target) {
            this.actor = actor;
            this.target = target;
        }

        void write() {
            String after = null;
            for (var page = catalog.blocks(actor, after, PAGE);
                    !page.isEmpty();
                    page = catalog.blocks(actor, after, PAGE)) {
                page.stream()
                        .filter(block -> block.lifecycle() != Lifecycle.DRAFT)
                        .forEach(this::block);
                after = page.getLast().manifest().id().value();
            }
            var index = RegistryIndex.of(entries, names(), updatedAt);
            projects(index);
            index.pages().forEach(this::text);
            json(
                    RegistryPaths.HIERARCHY,
                    RegistryLists.ListConfig.of(index.statistics().byLevel(), index.updatedAt()));
            json(
                    RegistryPaths.DOMAINS,
                    RegistryLists.ListConfig.of(index.statistics().byDomain(), index.updatedAt()));
            json(RegistryPaths.INDEX, index);
        }

        /** Drafts have no place in the tree, nor have their names. */
        private List<RegistryIndex.Name> names() {
            var shown =
                    blocks.stream().map(block -> block.manifest().id().value()).collect(Collectors.toSet());
            return catalog.names(actor).stream()
                    .filter(name -> shown.contains(name.blockId()))
                    .toList();
        }

        private void block(CatalogBlock block) {
            blocks.add(block);
            var id = block.manifest().id();
            var article = catalog.article(actor, id);
            var zone = catalog.zone(actor, id);
            var attached = catalog.attachments(actor, id).stream()
                    .map(attachment -> attachment(id, attachment))
                    .toList();
            catalog.versions(actor, id).reversed().stream()
                    .filter(version -> version.standing() != Standing.DRAFT)
                    .forEach(version -> version(block, version, article, attached, zone));
            var decided = block.stewardship().decidedAt();
            updatedAt = decided == null ? updatedAt : later(updatedAt, decided);
            updatedAt = later(updatedAt, article.writtenAt());
            text(RegistryPaths.generated(id), catalog.generated(actor, id));
            text(RegistryPaths.article(block.manifest()), article.markdown());
        }

        private AttachmentEntry attachment(BlockId id, Attachment attachment) {
            var path = RegistryPaths.attachment(id, attachment.name());
            put(path, TreeFile.stored(attachment.digest(), () -> catalog.content(actor, attachment)));
            return AttachmentEntry.of(attachment, path);
        }

        private void version(
                CatalogBlock block,
                PublishedVersion published,
                Article article,
                List<AttachmentEntry> attached,
                String zone) {
            var manifest = published.manifest();
            updatedAt = later(updatedAt, published.publishedAt());
            entries.add(RegistryEntry.of(block, published, article, attached, zone));
            json(RegistryPaths.manifest(manifest.id(), manifest.version()), manifest);
            // An output may have the name of an input; each path is written once.
            var schemas = new TreeMap<String, PortSchema>();
            manifest.inputs().stream()
                    .filter(port -> !port.schemaRef().isEmpty())
                    .forEach(port -> schemas.put(schema(manifest, port), PortSchema.of(manifest, port, "input")));
            manifest.outputs().stream()
                    .filter(port -> !port.schemaRef().isEmpty())
                    .forEach(port -> schemas.put(schema(manifest, port), PortSchema.of(manifest, port, "output")));
            schemas.forEach(this::json);
            put(
                    RegistryPaths.bundle(manifest.id(), manifest.version()),
                    TreeFile.stored(
                            published.digest(), () -> catalog.bundle(actor, manifest.id(), manifest.version())));
        }

        private void projects(RegistryIndex index) {
            var byProject = blocks.stream()
                    .filter(block -> !block.manifest().sourceProject().isEmpty())
                    .collect(Collectors.groupingBy(
                            block -> block.manifest().sourceProject(), TreeMap::new, Collectors.toList()));
            var list = new ArrayList<ProjectEntry>();
            byProject.forEach((key, own) -> {
                list.add(new ProjectEntry(key, own.size(), RegistryPaths.project(key), RegistryPaths.projectPage(key)));
                json(
                        RegistryPaths.project(key),
                        new ProjectRegistry(
                                RegistryIndex.FORMAT,
                                key,
                                own.stream()
                                        .map(block -> ProjectBlock.of(block.manifest()))
                                        .toList()));
            });
            json(RegistryPaths.PROJECTS, new ProjectIndex(RegistryIndex.FORMAT, index.updatedAt(), list.size(), list));
        }

        private void json(String path, Object value) {
            text(path, BlockFormats.json().writeValueAsString(value) + "\n");
        }

        private void text(String path, String text) {
            put(path, TreeFile.of(SafeFiles.utf8(text)));
        }

        private void put(String path, TreeFile file) {
            written.add(path);
            target.accept(path, file);
        }
    }

    /** An imported manifest may name any place; what is written is named here. */
    private static String schema(BlockManifest manifest, Port port) {
        return RegistryPaths.schema(schemaRef(manifest.id(), manifest.version(), port.name()));
    }

    private static Path within(Path root, String path) {
        var file = root.resolve(path).normalize();
        if (!file.startsWith(root)) {
            throw new IllegalArgumentException(path + " lies outside of the tree");
        }
        return file;
    }

    private static void delete(Path root, String path) {
        var file = root.resolve(path).normalize();
        try {
            if (file.startsWith(root)) {
                Files.deleteIfExists(file);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    private static byte @Nullable [] index(Path root) {
        var index = root.resolve(RegistryPaths.INDEX);
        try {
            return Files.isRegularFile(index) ? Files.readAllBytes(index) : null;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
