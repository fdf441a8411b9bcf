package io.blockyard.dataiku.sandbox;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/**
 * Changes of a folder that survive a killed process. One file is written beside its place, forced to the disk and moved
 * there. Several are first written to a hidden folder, together with a list of where they belong; once that folder has
 * its final name the change has happened, and whoever finds it carries it out to the end.
 */
final class Durable {

    /** Begins the name of a folder that is being deleted. */
    static final String DOOMED = ".deleted-";

    private static final String DRAFT = ".draft-";
    private static final String CHANGE = ".change-";
    private static final String LIST = "list.json";

    private Durable() {}

    /** A file's new content, or its deletion. */
    record Step(String path, Optional<byte[]> content) {}

    static void write(Path root, List<Step> steps) throws IOException {
        if (steps.size() == 1) {
            writeOne(root, steps.getFirst());
            return;
        }
        var draft = Files.createDirectory(root.resolve(DRAFT + UUID.randomUUID()));
        var list = JsonMapper.shared().createArrayNode();
        for (var index = 0; index < steps.size(); index++) {
            var step = steps.get(index);
            var entry = list.addObject().put("path", step.path());
            if (step.content().isPresent()) {
                var file = Integer.toString(index);
                entry.put("file", file);
                writeForced(draft.resolve(file), step.content().get());
            }
        }
        writeForced(draft.resolve(LIST), JsonMapper.shared().writeValueAsBytes(list));
        force(draft);
        var change = root.resolve(CHANGE + UUID.randomUUID());
        Files.move(draft, change, StandardCopyOption.ATOMIC_MOVE);
        force(root);
        carryOut(root, change);
    }

    /** Ends what a killed process has begun: carries out changes that had happened, forgets those that had not. */
    static void recover(Path root) throws IOException {
        try (var children = Files.newDirectoryStream(root, ".*")) {
            for (var child : children) {
                var name = child.getFileName().toString();
                if (name.startsWith(CHANGE)) {
                    carryOut(root, child);
                } else if (name.startsWith(DRAFT) || name.startsWith(DOOMED)) {
                    deleteTree(child);
                }
            }
        } catch (NoSuchFileException none) {
            // What is not there needs no repair.
        }
    }

    private static void writeOne(Path root, Step step) throws IOException {
        var place = root.resolve(step.path());
        if (step.content().isEmpty()) {
            Files.deleteIfExists(place);
        } else {
            makeRoom(root, place);
            var draft = root.resolve(DRAFT + UUID.randomUUID());
            writeForced(draft, step.content().get());
            Files.move(draft, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
        force(parent(place));
    }

    /** May be begun again after it was interrupted: a file that is no longer in the change is in its place. */
    private static void carryOut(Path root, Path change) throws IOException {
        var list = change.resolve(LIST);
        if (Files.exists(list)) {
            var touched = new LinkedHashSet<Path>();
            var entries = JsonMapper.shared().readTree(Files.readAllBytes(list));
            for (var entry : entries.values()) {
                if (!entry.has("file")) {
                    var place = root.resolve(entry.path("path").stringValue());
                    deleteFile(place);
                    touched.add(parent(place));
                }
            }
            for (var entry : entries.values()) {
                var place = root.resolve(entry.path("path").stringValue());
                var content = change.resolve(entry.path("file").asString("none"));
                if (entry.has("file") && Files.exists(content)) {
                    makeRoom(root, place);
                    Files.move(content, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                }
                touched.add(parent(place));
            }
            for (var folder : touched) {
                force(folder);
            }
            Files.delete(list);
        }
        deleteTree(change);
    }

    /** Deletions come first: where a file was, a folder may come in the same change, and the other way round. */
    private static void deleteFile(Path place) throws IOException {
        if (!Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS) && Files.isDirectory(parent(place))) {
            Files.deleteIfExists(place);
        }
    }

    /** Makes the folder that a file lies in; a folder without files gives way to a file of its name. */
    private static void makeRoom(Path root, Path place) throws IOException {
        Files.createDirectories(parent(place));
        if (Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS) && !place.equals(root)) {
            try (var inside = Files.walk(place)) {
                if (inside.anyMatch(file -> !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS))) {
                    throw new DirectoryNotEmptyException(place.toString());
                }
            }
            deleteTree(place);
        }
    }

    /** Writes a file of a folder that nobody sees yet. */
    static void writeNew(Path file, byte[] content) throws IOException {
        Files.createDirectories(file.getParent());
        writeForced(file, content);
    }

    static void deleteTree(Path tree) throws IOException {
        try (var paths = Files.walk(tree)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    /** Makes the names in a folder last, as far as the file system lets a program ask for it. */
    static void force(Path folder) {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException notPossibleHere) {
            // Windows opens no folders; the files themselves were forced.
        }
    }

    /** The folder that a file lies in. */
    static Path parent(Path file) {
        var parent = file.getParent();
        return parent == null ? file : parent;
    }

    private static void writeForced(Path file, byte[] content) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            var buffer = ByteBuffer.wrap(content);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
    }
}
