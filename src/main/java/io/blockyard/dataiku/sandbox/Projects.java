package io.blockyard.dataiku.sandbox;

import io.blockyard.dataiku.ProjectFolder;
import io.blockyard.dataiku.ProjectsFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.regex.Pattern;

/** The folder of projects. A folder becomes a project, and stops being one, by one move. */
final class Projects {

    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_]{1,200}");
    private static final String NEW = ".new-";

    private final Path folder;
    private final ConcurrentHashMap<String, ReadWriteLock> locks = new ConcurrentHashMap<>();

    Projects(Path folder) {
        this.folder = folder;
        forgetUnfinished();
    }

    List<String> keys() {
        return new ProjectsFolder(folder).names();
    }

    boolean has(String key) {
        return isName(key) && ProjectFolder.isProject(folder.resolve(key));
    }

    /** @throws Fault 404 when there is none */
    Project open(String key) {
        if (!has(key)) {
            throw Fault.notFound("Project not found: " + key);
        }
        var root = ProjectFolder.projectRoot(folder.resolve(key));
        return new Project(key, root, locks.computeIfAbsent(key, first -> recovered(root)));
    }

    /**
     * Creates a project.
     *
     * @param files all that it begins with, by path; {@code params.json} is one of them
     * @throws Fault 409 when there is one of that key, 400 when the key is no key
     */
    void create(String key, Map<String, byte[]> files) {
        if (!KEY.matcher(key).matches()) {
            throw Fault.badRequest("Invalid project key: " + key);
        }
        if (Files.exists(folder.resolve(key))) {
            throw Fault.conflict("Project already exists: " + key);
        }
        try {
            var draft = Files.createDirectory(folder.resolve(NEW + UUID.randomUUID()));
            for (var file : files.entrySet()) {
                Durable.writeNew(draft.resolve(file.getKey()), file.getValue());
            }
            try {
                Files.move(draft, folder.resolve(key), StandardCopyOption.ATOMIC_MOVE);
                Durable.force(folder);
            } catch (IOException taken) {
                Durable.deleteTree(draft);
                throw Fault.conflict("Project already exists: " + key);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    void delete(String key) {
        var project = open(key);
        project.changing(() -> {
            try {
                var doomed = folder.resolve(Durable.DOOMED + UUID.randomUUID());
                Files.move(folder.resolve(key), doomed, StandardCopyOption.ATOMIC_MOVE);
                Durable.deleteTree(doomed);
                return true;
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        });
    }

    /** A key is one folder's name; anything that could lead elsewhere does not exist. */
    private static boolean isName(String key) {
        return !(key.isEmpty()
                || key.startsWith(".")
                || key.contains("/")
                || key.contains("\\")
                || key.indexOf(0) >= 0);
    }

    private static ReadWriteLock recovered(Path root) {
        try {
            Durable.recover(root);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return new ReentrantReadWriteLock();
    }

    /** Removes projects that a killed process was about to create or to delete. */
    private void forgetUnfinished() {
        try (var children = Files.newDirectoryStream(folder, ".{new,deleted}-*")) {
            for (var child : children) {
                Durable.deleteTree(child);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
