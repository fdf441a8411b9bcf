package io.blockyard.dataiku.sandbox;

import io.blockyard.dataiku.ProjectFiles;
import io.blockyard.dataiku.ProjectFolder;
import io.blockyard.dataiku.ProjectsFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/** The folder of projects. A folder becomes a project, and stops being one, by one move. */
final class Projects {

    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_]{1,200}");

    private final Path folder;
    private final ConcurrentHashMap<String, ReadWriteLock> locks = new ConcurrentHashMap<>();

    Projects(Path folder) {
        this.folder = folder;
    }

    List<String> keys() {
        return new ProjectsFolder(folder).keys();
    }

    Project open(String key) {
        var place = folder.resolve(requireKey(key));
        if (!ProjectFolder.isProject(place)) {
            throw Fault.notFound("Project not found: " + key);
        }
        return new Project(key, ProjectFolder.projectRoot(place), locks.computeIfAbsent(key, k -> lock()));
    }

    void create(String key, ObjectNode params) {
        if (!KEY.matcher(key).matches()) {
            throw Fault.badRequest("Invalid project key: " + key);
        }
        var place = folder.resolve(key);
        if (Files.exists(place)) {
            throw Fault.conflict("Project already exists: " + key);
        }
        try {
            var draft = Files.createDirectories(folder.resolve(".new-" + UUID.randomUUID()));
            Files.writeString(draft.resolve("params.json"), ProjectFiles.text(params));
            try {
                Files.move(draft, place, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException taken) {
                deleteTree(draft);
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
                var doomed = folder.resolve(".deleted-" + UUID.randomUUID());
                Files.move(folder.resolve(key), doomed, StandardCopyOption.ATOMIC_MOVE);
                deleteTree(doomed);
                return Answer.empty();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        });
    }

    /** A key is one folder's name; anything that could lead elsewhere does not exist. */
    private static String requireKey(String key) {
        if (key.isEmpty() || key.startsWith(".") || key.contains("/") || key.contains("\\") || key.indexOf(0) >= 0) {
            throw Fault.notFound("Project not found: " + key);
        }
        return key;
    }

    private static ReadWriteLock lock() {
        return new ReentrantReadWriteLock();
    }

    private static void deleteTree(Path tree) throws IOException {
        try (var paths = Files.walk(tree)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
