package io.blockyard.search.index;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import org.apache.lucene.store.LockObtainFailedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder in which the indexes lie, one folder for each format.
 *
 * @param folder null to keep the index in memory
 */
record IndexHome(@Nullable Path folder, IndexFormat format) {

    private static final Logger LOG = LoggerFactory.getLogger(IndexHome.class);

    /** The index of this format; one that is damaged is removed and begun anew. */
    BlockIndex open() throws IOException {
        if (folder == null) {
            return BlockIndex.inMemory(format);
        }
        var own = own(folder);
        try {
            return BlockIndex.open(own, format);
        } catch (LockObtainFailedException e) {
            throw e;
        } catch (IOException | IllegalArgumentException | IllegalStateException e) {
            LOG.warn("The search index in {} is damaged and is built anew: {}", own, e.toString());
            delete(own);
            return BlockIndex.open(own, format);
        }
    }

    /** A whole index of another model, which answers while the one of this format is built. */
    Optional<BlockIndex> openOther() throws IOException {
        if (folder == null || !Files.isDirectory(folder)) {
            return Optional.empty();
        }
        for (var other : others(folder).filter(IndexHome::isReadable).toList()) {
            try {
                var index = BlockIndex.open(other, null);
                if (index.isComplete()) {
                    return Optional.of(index);
                }
                index.close();
            } catch (IOException | IllegalArgumentException | IllegalStateException e) {
                LOG.debug("The former search index in {} cannot be used.", other, e);
            }
        }
        return Optional.empty();
    }

    /** Closes an index that is not needed any more, whatever state it is in. */
    static void close(BlockIndex open) {
        try {
            open.close();
        } catch (IOException | RuntimeException e) {
            LOG.debug("The search index did not close cleanly.", e);
        }
    }

    /** Removes the index of this format, damaged or not, so that it is built anew. */
    void delete() throws IOException {
        if (folder != null) {
            delete(own(folder));
        }
    }

    /** Removes indexes of other formats, once this one has caught up; what cannot be removed stays until the next start. */
    void deleteOthers() {
        if (folder == null) {
            return;
        }
        try {
            for (var other : others(folder).toList()) {
                delete(other);
            }
        } catch (IOException e) {
            LOG.warn(
                    "A former search index in {} is left behind, since it cannot be removed: {}", folder, e.toString());
        }
    }

    private Path own(Path home) {
        return home.resolve(format.folderName());
    }

    private java.util.stream.Stream<Path> others(Path home) throws IOException {
        try (var folders = Files.list(home)) {
            return folders
                    .filter(path -> name(path).startsWith(IndexFormat.FOLDER_PREFIX))
                    .filter(path -> !path.equals(own(home)))
                    .toList()
                    .stream();
        }
    }

    private static boolean isReadable(Path path) {
        return IndexFormat.isReadable(name(path));
    }

    private static String name(Path path) {
        return Objects.requireNonNull(path.getFileName()).toString();
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var tree = Files.walk(folder)) {
            for (var path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
