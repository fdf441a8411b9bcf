package io.blockyard.dataiku.sandbox;

import io.blockyard.dataiku.ProjectFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A folder of JSON documents and other files during one call. What a call changes takes effect together, or not at all. */
sealed class DocumentFolder permits Project, Instance.Holdings {

    private static final String EXTENSION = ".json";

    private final ReadWriteLock lock;
    private final Store store;

    DocumentFolder(Path root, ReadWriteLock lock) {
        this.lock = lock;
        this.store = new Store(root);
    }

    /** All files. */
    final Store files() {
        return store;
    }

    final <T> T reading(Supplier<T> call) {
        return holding(lock.readLock(), call);
    }

    /** Runs a call, then lets its changes take effect together; none when it fails. */
    final <T> T changing(Supplier<T> call) {
        return holding(lock.writeLock(), () -> {
            requireThere();
            var result = call.get();
            store.commit();
            return result;
        });
    }

    /** Refuses to change what was deleted while the call waited for its turn. */
    void requireThere() {}

    private static <T> T holding(Lock held, Supplier<T> call) {
        held.lock();
        try {
            return call.get();
        } finally {
            held.unlock();
        }
    }

    /** Names of the documents in a folder such as {@code datasets}, sorted. */
    final List<String> names(String folder) {
        return store.names(folder).stream()
                .filter(name -> name.endsWith(EXTENSION) && !name.startsWith("."))
                .map(name -> name.substring(0, name.length() - EXTENSION.length()))
                .sorted()
                .toList();
    }

    final boolean has(String folder, String name) {
        return Names.isSafe(name) && store.has(path(folder, name));
    }

    /** The document in a folder. @throws Fault 404 that says {@code what} is missing */
    final ObjectNode document(String folder, String name, String what) {
        return findDocument(path(folder, Names.require(name)))
                .orElseThrow(() -> Fault.notFound(what + " not found: " + called(name)));
    }

    final Optional<ObjectNode> findDocument(String path) {
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
    final SortedMap<String, ObjectNode> documents(String folder) {
        var documents = new TreeMap<String, ObjectNode>();
        for (var name : names(folder)) {
            try {
                findDocument(path(folder, name)).ifPresent(document -> documents.put(name, document));
            } catch (Fault malformed) {
                // DSS, too, leaves out of a list what it cannot read; asked for alone, it says why.
            }
        }
        return documents;
    }

    final Optional<String> findText(String path) {
        return store.text(path);
    }

    final void write(String folder, String name, ObjectNode document) {
        write(path(folder, Names.require(name)), document);
    }

    final void write(String path, ObjectNode document) {
        store.put(path, ProjectFiles.text(document));
    }

    final void writeText(String path, String text) {
        store.put(path, text);
    }

    final void delete(String path) {
        store.delete(path);
    }

    /** How an object in it is called in a message. */
    String called(String name) {
        return name;
    }

    private static String path(String folder, String name) {
        return folder + "/" + name + EXTENSION;
    }
}
