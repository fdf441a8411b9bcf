package io.blockyard.dataiku.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/**
 * A folder of files during one call. Writes and deletions are collected, seen by what the call reads afterwards, and take
 * effect together when the call {@linkplain #commit ends well}; a call that fails leaves nothing behind. Paths are
 * relative and use {@code /}. Whoever uses it holds the folder's lock.
 */
final class Store {

    private final Path root;
    /** What is pending, by path; without bytes for a deletion. */
    private final SortedMap<String, Optional<byte[]>> pending = new TreeMap<>();

    Store(Path root) {
        this.root = root;
    }

    Optional<byte[]> read(String path) {
        var change = pending.get(path);
        if (change != null) {
            return change;
        }
        var file = root.resolve(path);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Files.readAllBytes(file));
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    Optional<String> text(String path) {
        return read(path).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    boolean has(String path) {
        var change = pending.get(path);
        return change == null ? Files.isRegularFile(root.resolve(path), LinkOption.NOFOLLOW_LINKS) : change.isPresent();
    }

    /** Bytes of a file that is there. */
    long size(String path) {
        try {
            return Files.size(root.resolve(path));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** When a file that is there was last written, in milliseconds since 1970. */
    long modified(String path) {
        try {
            return Files.getLastModifiedTime(root.resolve(path)).toMillis();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    boolean isFolder(String path) {
        return Files.isDirectory(root.resolve(path), LinkOption.NOFOLLOW_LINKS);
    }

    /** Names of the files in a folder. */
    SortedSet<String> names(String folder) {
        var names = new TreeSet<String>();
        try (var files = Files.newDirectoryStream(root.resolve(folder))) {
            for (var file : files) {
                var name = file.getFileName().toString();
                if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    names.add(name);
                }
            }
        } catch (NoSuchFileException none) {
            // A folder that is not there has no files; some may be pending.
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        var prefix = folder + "/";
        pending.subMap(prefix, prefix + Character.MAX_VALUE).forEach((path, change) -> {
            var name = path.substring(prefix.length());
            if (change.isPresent()) {
                if (name.indexOf('/') < 0) {
                    names.add(name);
                }
            } else {
                names.remove(name);
            }
        });
        return names;
    }

    /** Names of the folders in a folder; pending changes make none. */
    SortedSet<String> folders(String folder) {
        var names = new TreeSet<String>();
        if (isFolder(folder)) {
            try (var files = Files.newDirectoryStream(root.resolve(folder))) {
                for (var file : files) {
                    var name = file.getFileName().toString();
                    if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
                        names.add(name);
                    }
                }
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
        return names;
    }

    /** Paths of all files below a folder, relative to it; folders whose name begins with a dot are not entered. */
    SortedSet<String> below(String folder) {
        var start = folder.isEmpty() ? root : root.resolve(folder);
        var paths = new TreeSet<String>();
        if (!Files.isDirectory(start, LinkOption.NOFOLLOW_LINKS)) {
            return paths;
        }
        try {
            Files.walkFileTree(start, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                    return !directory.equals(start)
                                    && directory.getFileName().toString().startsWith(".")
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (attributes.isRegularFile()) {
                        paths.add(start.relativize(file).toString().replace('\\', '/'));
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return paths;
    }

    void put(String path, byte[] content) {
        pending.put(path, Optional.of(content));
    }

    void put(String path, String content) {
        put(path, content.getBytes(StandardCharsets.UTF_8));
    }

    void delete(String path) {
        if (Files.exists(root.resolve(path), LinkOption.NOFOLLOW_LINKS)) {
            pending.put(path, Optional.empty());
        } else {
            pending.remove(path);
        }
    }

    void deleteBelow(String folder) {
        below(folder).forEach(path -> delete(folder + "/" + path));
    }

    /** Makes a folder, at once. */
    void makeFolder(String path) {
        try {
            Files.createDirectories(root.resolve(path));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Moves a file or a folder, at once. @throws Fault 409 when there is something already */
    void move(String from, String to) {
        var target = root.resolve(to);
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            throw Fault.conflict("Already exists: " + to);
        }
        try {
            Files.createDirectories(target.getParent());
            Files.move(root.resolve(from), target);
            Durable.force(Durable.parent(target));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Deletes a folder with all that is in it, at once: out of sight first. */
    void deleteFolder(String path) {
        try {
            var doomed = root.resolve(Durable.DOOMED + UUID.randomUUID());
            Files.move(root.resolve(path), doomed);
            Durable.deleteTree(doomed);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Lets what is pending take effect: all of it, also when the process is killed on the way, or nothing. */
    void commit() {
        if (pending.isEmpty()) {
            return;
        }
        List<Durable.Step> steps = new ArrayList<>();
        pending.forEach((path, content) -> steps.add(new Durable.Step(path, content)));
        try {
            Durable.write(root, steps);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        pending.clear();
    }
}
