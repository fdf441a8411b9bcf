package io.blockyard.dataiku.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Comparator;
import tools.jackson.databind.node.ArrayNode;

/** The project library: files and folders below {@code lib/}. */
final class LibraryCalls {

    /** Work on files, which may fail. */
    @FunctionalInterface
    private interface FileWork {
        Answer run(Path library) throws IOException;
    }

    void register(Router router) {
        router.project(
                "GET",
                "/libraries/contents",
                (request, project) -> work(
                        project, library -> Answer.json(Files.isDirectory(library) ? tree(library) : emptyLibrary())));
        router.project(
                "GET",
                "/libraries/contents/{path...}",
                (request, project) -> work(project, library -> {
                    var bytes = Files.readAllBytes(existingFile(library, request.name("path")));
                    var base64 = request.parameter("dataEncoding").equals("base64");
                    var data = base64
                            ? Base64.getEncoder().encodeToString(bytes)
                            : new String(bytes, StandardCharsets.UTF_8);
                    return Answer.json(Json.object().put("data", data));
                }));
        router.project(
                "POST",
                "/libraries/contents/{path...}",
                (request, project) -> work(project, library -> {
                    project.write(inside(library, request.name("path")), request.body());
                    return Answer.empty();
                }));
        router.project(
                "DELETE",
                "/libraries/contents/{path...}",
                (request, project) -> work(project, library -> {
                    delete(existing(library, request.name("path")));
                    return Answer.empty();
                }));
        router.project(
                "POST",
                "/libraries/folders/{path...}",
                (request, project) -> work(project, library -> {
                    Files.createDirectories(inside(library, request.name("path")));
                    return Answer.empty();
                }));
        router.project(
                "POST",
                "/libraries/contents-actions/rename",
                (request, project) -> work(project, library -> {
                    var body = request.object();
                    var from = existing(library, request.required(body, "oldPath"));
                    move(from, from.resolveSibling(Names.require(request.required(body, "newName"))));
                    return Answer.empty();
                }));
        router.project(
                "POST",
                "/libraries/contents-actions/move",
                (request, project) -> work(project, library -> {
                    var body = request.object();
                    var from = existing(library, request.required(body, "oldPath"));
                    var newPath = Json.text(body, "newPath").replaceAll("^/+", "");
                    var to = newPath.isEmpty() ? library : inside(library, newPath);
                    move(from, Files.isDirectory(to) ? to.resolve(from.getFileName()) : to);
                    return Answer.empty();
                }));
    }

    private static Answer work(Project project, FileWork work) {
        try {
            return work.run(project.library());
        } catch (FileAlreadyExistsException taken) {
            throw Fault.conflict("Already exists in the library: " + taken.getFile());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** A library has a folder for Python from the start. */
    private static ArrayNode emptyLibrary() {
        var entries = Json.array();
        entries.addObject().put("name", "python").putArray("children");
        return entries;
    }

    private static ArrayNode tree(Path folder) throws IOException {
        var entries = Json.array();
        try (var children = Files.list(folder)) {
            for (var child : children.sorted().toList()) {
                var name = child.getFileName().toString();
                if (Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS) && !name.equals("__pycache__")) {
                    entries.addObject().put("name", name).set("children", tree(child));
                } else if (Files.isRegularFile(child, LinkOption.NOFOLLOW_LINKS) && !name.endsWith(".pyc")) {
                    entries.addObject().put("name", name);
                }
            }
        }
        return entries;
    }

    private static Path inside(Path library, String path) {
        var place = library;
        for (var segment : path.split("/")) {
            if (!segment.isEmpty()) {
                place = place.resolve(Names.require(segment));
            }
        }
        if (place.equals(library)) {
            throw Fault.badRequest("Not a path in the library: " + path);
        }
        return place;
    }

    private static Path existing(Path library, String path) {
        var place = inside(library, path);
        if (!Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
            throw Fault.notFound("Not found in the library: " + path);
        }
        return place;
    }

    private static Path existingFile(Path library, String path) {
        var place = existing(library, path);
        if (!Files.isRegularFile(place, LinkOption.NOFOLLOW_LINKS)) {
            throw Fault.badRequest("Not a file: " + path);
        }
        return place;
    }

    private static void move(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        Files.move(from, to);
    }

    private static void delete(Path tree) throws IOException {
        try (var paths = Files.walk(tree)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
