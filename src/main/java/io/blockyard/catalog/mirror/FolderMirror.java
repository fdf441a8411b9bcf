package io.blockyard.catalog.mirror;

import io.blockyard.catalog.Bundle;
import io.blockyard.catalog.RegistryTree;
import io.blockyard.catalog.RegistryTree.AttachedPath;
import io.blockyard.catalog.TreeFile;
import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import io.blockyard.problem.ProblemException.Kind;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The tree in a folder. Every file is whole at any time, and the index comes last. */
final class FolderMirror implements MirrorTarget {

    private final String mirror;
    private final Path root;
    private final MirrorTable table;
    /** What an earlier copying, which did not come to its end, began to write where nothing stood. */
    private final Set<String> begun;
    /** Digests of what was read, by which is known what somebody changes before it is written. */
    private final Map<String, String> read = new HashMap<>();

    FolderMirror(String mirror, Path root, MirrorTable table) {
        this.mirror = mirror;
        this.root = root.toAbsolutePath().normalize();
        this.table = table;
        this.begun = table.files(mirror).keySet();
    }

    @Override
    public Optional<String> write(
            SortedMap<String, TreeFile> tree, Predicate<String> kept, ChangeMessage message, Consumer<Problem> warn) {
        var obsolete = RegistryTree.obsolete(there(MirrorTask.INDEX).orElse(null), tree.keySet());
        begin(tree.keySet());
        for (var file : tree.entrySet()) {
            var path = file.getKey();
            if (!path.equals(MirrorTask.INDEX) && !kept.test(path) && !write(path, file.getValue())) {
                return Optional.empty();
            }
        }
        if (!write(MirrorTask.INDEX, Objects.requireNonNull(tree.get(MirrorTask.INDEX)))) {
            return Optional.empty();
        }
        for (var path : obsolete) {
            if (!kept.test(path)
                    && there(path).filter(bytes -> isChanged(path, bytes)).isEmpty()) {
                delete(path);
            }
        }
        table.begin(mirror, Set.of());
        return Optional.of(root.toString());
    }

    private void begin(Set<String> paths) {
        var fresh = paths.stream()
                .filter(path -> begun.contains(path) || !holds(path))
                .toList();
        if (!fresh.isEmpty()) {
            table.begin(mirror, fresh);
        }
    }

    @Override
    public boolean holds(String path) {
        return Files.exists(place(path), LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public boolean made(String path) {
        return begun.contains(path);
    }

    @Override
    public Optional<byte[]> file(String path) {
        var bytes = there(path);
        bytes.ifPresent(content -> read.put(path, Bundle.digest(content)));
        return bytes;
    }

    private Optional<byte[]> there(String path) {
        try {
            return Optional.of(Files.readAllBytes(place(path)));
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        } catch (IOException failure) {
            throw unusable(failure);
        }
    }

    /** Whether somebody changed the file after it was read here. */
    private boolean isChanged(String path, byte[] there) {
        var before = read.get(path);
        return before != null && !before.equals(Bundle.digest(there));
    }

    @Override
    public Map<String, byte[]> attachments(String folder, long largest, BiConsumer<String, Skipped> skipped) {
        var contents = new TreeMap<String, byte[]>();
        var place = place(folder);
        if (!Files.isDirectory(place)) {
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
            throw unusable(failure);
        }
    }

    private static byte[] read(Path file) throws IOException {
        try (var content = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            return content.readAllBytes();
        }
    }

    /** @return whether it holds that now; not when somebody changed it after it was read */
    private boolean write(String path, TreeFile tree) {
        var there = there(path);
        if (there.filter(content -> Bundle.digest(content).equals(tree.digest()))
                .isPresent()) {
            return true;
        }
        if (there.filter(content -> isChanged(path, content)).isPresent()) {
            return false;
        }
        var file = place(path);
        try {
            var folder = Objects.requireNonNull(file.getParent());
            Files.createDirectories(folder);
            var fresh = Files.createTempFile(folder, ".blockyard-", ".tmp");
            Files.write(fresh, tree.bytes());
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            read.remove(path);
            return true;
        } catch (IOException failure) {
            throw unusable(failure);
        }
    }

    private void delete(String path) {
        try {
            Files.deleteIfExists(place(path));
        } catch (IOException failure) {
            throw unusable(failure);
        }
    }

    /** An index that somebody wrote by hand may name anything, and links may lead anywhere; nothing outside is touched. */
    private Path place(String path) {
        var file = root.resolve(path).normalize();
        if (!file.startsWith(root)) {
            throw ProblemException.of(
                    Kind.SETTINGS,
                    "mirror.outside",
                    "The list of blocks in " + root + " names " + path + ", which lies outside.",
                    "Correct " + MirrorTask.INDEX + " there, or remove it.");
        }
        for (var part = file; part != null && !part.equals(root); part = part.getParent()) {
            if (Files.isSymbolicLink(part)) {
                throw ProblemException.of(
                        Kind.SETTINGS,
                        "mirror.link",
                        part + " is a link, and nothing is read or written through links.",
                        "Put the file or folder itself there, or name the place that the link leads to.");
            }
        }
        return file;
    }

    private ProblemException unusable(IOException failure) {
        return new ProblemException(
                Kind.SETTINGS,
                Problem.error(
                        "mirror.folder",
                        "The folder " + root + " cannot be used: " + reason(failure) + ".",
                        "See that the server may read and write there, and that there is space."),
                failure);
    }

    private static String reason(IOException failure) {
        return switch (failure) {
            case AccessDeniedException denied -> "access to " + denied.getFile() + " is denied";
            default -> String.valueOf(failure.getMessage());
        };
    }
}
