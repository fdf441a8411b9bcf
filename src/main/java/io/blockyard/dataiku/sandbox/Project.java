package io.blockyard.dataiku.sandbox;

import io.blockyard.dataiku.ProjectFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The files of one project. A file is written beside its place and moved there, so that a process that is killed leaves
 * either the old text or the new one.
 */
final class Project {

    private final String key;
    private final Path root;
    private final ReadWriteLock lock;

    Project(String key, Path root, ReadWriteLock lock) {
        this.key = key;
        this.root = root;
        this.lock = lock;
    }

    String key() {
        return key;
    }

    Path library() {
        return root.resolve("lib");
    }

    Answer reading(Supplier<Answer> call) {
        return holding(lock.readLock(), call);
    }

    Answer changing(Supplier<Answer> call) {
        return holding(lock.writeLock(), call);
    }

    private Answer holding(Lock held, Supplier<Answer> call) {
        held.lock();
        try {
            return call.get();
        } finally {
            held.unlock();
        }
    }

    /** Names of the documents in a folder such as {@code datasets}, sorted. */
    List<String> names(String folder) {
        var place = root.resolve(folder);
        if (!Files.isDirectory(place)) {
            return List.of();
        }
        try (var files = Files.list(place)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".json") && !name.startsWith("."))
                    .map(name -> name.substring(0, name.length() - ".json".length()))
                    .sorted()
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    boolean has(String folder, String name) {
        return Names.isSafe(name) && Files.isRegularFile(root.resolve(folder).resolve(name + ".json"));
    }

    /** The document in a folder. @throws Fault 404 that says {@code what} is missing */
    ObjectNode document(String folder, String name, String what) {
        return findDocument(folder + "/" + Names.require(name) + ".json")
                .orElseThrow(() -> Fault.notFound(what + " not found: " + key + "." + name));
    }

    Optional<ObjectNode> findDocument(String path) {
        return findText(path).map(text -> {
            try {
                if (JsonMapper.shared().readTree(text) instanceof ObjectNode object) {
                    return object;
                }
                throw Fault.internal(path + " is not a JSON object");
            } catch (JacksonException malformed) {
                throw Fault.internal(path + " is malformed: " + malformed.getOriginalMessage());
            }
        });
    }

    /** All documents of a folder that can be read, by name. */
    java.util.SortedMap<String, ObjectNode> documents(String folder) {
        var documents = new java.util.TreeMap<String, ObjectNode>();
        for (var name : names(folder)) {
            try {
                findDocument(folder + "/" + name + ".json").ifPresent(document -> documents.put(name, document));
            } catch (Fault malformed) {
                // DSS, too, leaves out of a list what it cannot read; asked for alone, it says why.
            }
        }
        return documents;
    }

    Optional<String> findText(String path) {
        try {
            return Optional.of(Files.readString(root.resolve(path)));
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    void write(String folder, String name, ObjectNode document) {
        write(folder + "/" + Names.require(name) + ".json", document);
    }

    void write(String path, ObjectNode document) {
        write(root.resolve(path), ProjectFiles.text(document).getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    void writeText(String path, String text) {
        write(root.resolve(path), text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    void write(Path file, byte[] bytes) {
        try {
            Files.createDirectories(file.getParent());
            var draft = root.resolve(".draft-" + UUID.randomUUID());
            Files.write(draft, bytes);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    void delete(String path) {
        try {
            Files.deleteIfExists(root.resolve(path));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    ObjectNode params() {
        return findDocument("params.json").orElseGet(() -> JsonMapper.shared().createObjectNode());
    }

    void writeParams(ObjectNode params) {
        write("params.json", params);
    }
}
