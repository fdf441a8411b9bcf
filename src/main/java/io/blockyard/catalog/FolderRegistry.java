package io.blockyard.catalog;

import io.blockyard.block.BlockFormats;
import io.blockyard.block.BlockId;
import io.blockyard.block.BlockManifest;
import io.blockyard.block.BlockReference;
import io.blockyard.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.core.JacksonException;

/** A registry tree in a folder, as {@link RegistryTree} writes it. It needs no server. */
public final class FolderRegistry implements BlockRegistry {

    private final Path root;
    private final RegistryIndex index;
    private final List<RegistryEntry> entries;

    private FolderRegistry(Path root, RegistryIndex index) {
        this.root = root;
        this.index = index;
        this.entries = index.blocks();
    }

    /**
     * Opens the tree.
     *
     * @throws ProblemException INVALID when the folder holds no registry
     */
    public static FolderRegistry open(Path folder) {
        var root = folder.toAbsolutePath().normalize();
        try {
            var index = Files.readString(root.resolve(RegistryPaths.INDEX));
            return new FolderRegistry(root, BlockFormats.json().readValue(index, RegistryIndex.class));
        } catch (IOException | JacksonException unreadable) {
            throw ProblemException.of(
                    ProblemException.Kind.INVALID,
                    "catalog.no-registry",
                    folder + " is no block registry: its " + RegistryPaths.INDEX + " is missing or cannot be read.",
                    "Name the folder that `blockyard export-registry DIR` wrote.");
        }
    }

    @Override
    public ResolvedBlock resolve(BlockReference reference) {
        var id = known(reference.id());
        var own = entries.stream()
                .filter(entry -> entry.blockId().equals(id.value()))
                .toList();
        if (own.isEmpty()) {
            throw BlockNames.noBlock(
                    reference.id(),
                    entries.stream().map(RegistryEntry::blockId).distinct().toList());
        }
        var first = own.getFirst();
        var candidates = own.stream().map(RegistryEntry::candidate).toList();
        var chosen = new VersionChoice(id, candidates, first.deprecation()).of(reference);
        var entry = own.stream()
                .filter(one -> one.version().equals(chosen.version().toString()))
                .findFirst()
                .orElseThrow();
        var bytes = read(entry.bundleRef());
        if (!Bundle.digest(bytes).equals(entry.digest())) {
            throw Bundle.damaged("the bytes of " + entry.bundleRef() + " are not those that the index names");
        }
        var bundle = Bundle.unpack(bytes);
        var manifest = manifest(entry.manifestPath());
        if (!manifest.withMetadata(null).equals(bundle.manifest())) {
            throw Bundle.damaged(entry.manifestPath() + " is not the manifest in " + entry.bundleRef());
        }
        return new ResolvedBlock(
                manifest, entry.digest(), bundle.definition(), ResolvedBlock.ofVersion(manifest), chosen.warnings());
    }

    /** The block of this id, or the one that had a name which makes this id. */
    private BlockId known(BlockId id) {
        return index.names().stream()
                .filter(name -> name.id().equals(id.value()))
                .findFirst()
                .map(name -> new BlockId(name.blockId()))
                .filter(renamed ->
                        entries.stream().noneMatch(entry -> entry.blockId().equals(id.value())))
                .orElse(id);
    }

    private BlockManifest manifest(String path) {
        try {
            return BlockFormats.json().readValue(read(path), BlockManifest.class);
        } catch (JacksonException malformed) {
            throw Bundle.damaged(path + " is no manifest");
        }
    }

    private byte[] read(String path) {
        var file = root.resolve(path).normalize();
        if (!file.startsWith(root)) {
            throw Bundle.damaged("the index names " + path + ", which lies outside the registry");
        }
        try {
            return Files.readAllBytes(file);
        } catch (IOException missing) {
            throw ProblemException.of(
                    ProblemException.Kind.NOT_FOUND,
                    "catalog.bundle-missing",
                    "The registry's index names " + path + ", which is missing.",
                    "Export the registry again, or publish the block again from its source.");
        }
    }
}
