package io.blockyard.catalog.mirror;

import io.blockyard.catalog.RegistryTree;
import io.blockyard.catalog.RegistryTree.AttachedPath;
import io.blockyard.problem.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The tree in a folder. Every file is whole at any time, and the index comes last. */
final class FolderMirror implements MirrorTarget {

    private final Path root;

    FolderMirror(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    @Override
    public Optional<String> write(
            SortedMap<String, byte[]> tree, Predicate<String> kept, ChangeMessage message, Consumer<Problem> warn) {
        var obsolete = RegistryTree.obsolete(file(MirrorTask.INDEX).orElse(null), tree.keySet());
        tree.forEach((path, bytes) -> {
            if (!path.equals(MirrorTask.INDEX) && !kept.test(path)) {
                write(path, bytes);
            }
        });
        write(MirrorTask.INDEX, Objects.requireNonNull(tree.get(MirrorTask.INDEX)));
        obsolete.stream().filter(kept.negate()).forEach(this::delete);
        return Optional.of(root.toString());
    }

    @Override
    public Optional<byte[]> file(String path) {
        try {
            return Optional.of(Files.readAllBytes(place(path)));
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public Map<String, byte[]> attachments(String folder, long largest, BiConsumer<String, Skipped> skipped) {
        var contents = new TreeMap<String, byte[]>();
        var place = place(folder);
        if (!Files.isDirectory(place) || !isBelowRoot(place)) {
            return contents;
        }
        try (var files = Files.list(place)) {
            for (var file : files.toList()) {
                var attached = AttachedPath.of(folder + "/" + file.getFileName());
                if (attached.isPresent()) {
                    var name = attached.get().name();
                    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                        skipped.accept(name, Skipped.NO_PLAIN_FILE);
                    } else if (Files.size(file) > largest) {
                        skipped.accept(name, Skipped.TOO_LARGE);
                    } else {
                        contents.put(name, read(file));
                    }
                }
            }
            return contents;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Not by a link that somebody put into the folder. */
    private boolean isBelowRoot(Path place) {
        try {
            return place.toRealPath().equals(root.toRealPath().resolve(root.relativize(place)));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static byte[] read(Path file) throws IOException {
        try (var content = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            return content.readAllBytes();
        }
    }

    private void write(String path, byte[] bytes) {
        if (file(path).filter(there -> Arrays.equals(there, bytes)).isPresent()) {
            return;
        }
        var file = place(path);
        try {
            var folder = Objects.requireNonNull(file.getParent());
            Files.createDirectories(folder);
            var fresh = Files.createTempFile(folder, ".blockyard-", ".tmp");
            Files.write(fresh, bytes);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void delete(String path) {
        try {
            Files.deleteIfExists(place(path));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** An index that somebody wrote by hand may name anything; nothing outside is touched. */
    private Path place(String path) {
        var file = root.resolve(path).normalize();
        if (!file.startsWith(root)) {
            throw new UncheckedIOException(new IOException(path + " lies outside " + root));
        }
        return file;
    }
}
