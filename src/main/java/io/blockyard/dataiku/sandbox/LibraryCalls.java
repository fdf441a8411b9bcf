package io.blockyard.dataiku.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import tools.jackson.databind.node.ArrayNode;

/** The project library: files and folders below {@code lib/}. */
final class LibraryCalls {

    private static final String LIBRARY = "lib";

    void register(Router router) {
        router.project("GET", "/libraries/contents", (request, project) -> Answer.json(whole(project.files())));
        router.project("GET", "/libraries/contents/{path...}", (request, project) -> {
            var bytes = content(project.files(), request.name("path"));
            var data = request.parameter("dataEncoding").equals("base64")
                    ? Base64.getEncoder().encodeToString(bytes)
                    : new String(bytes, StandardCharsets.UTF_8);
            return Answer.json(Json.object().put("data", data));
        });
        router.project("POST", "/libraries/contents/{path...}", (request, project) -> {
            write(project.files(), place(request.name("path")), request.body());
            return Answer.empty();
        });
        router.project("DELETE", "/libraries/contents/{path...}", (request, project) -> {
            delete(project.files(), existing(project.files(), request.name("path")));
            return Answer.empty();
        });
        router.project("POST", "/libraries/folders/{path...}", (request, project) -> {
            var place = place(request.name("path"));
            if (project.files().has(place)) {
                throw Fault.conflict("There is a file of that name: " + request.name("path"));
            }
            project.files().makeFolder(place);
            return Answer.empty();
        });
        router.project("POST", "/libraries/contents-actions/rename", LibraryCalls::rename);
        router.project("POST", "/libraries/contents-actions/move", LibraryCalls::move);
    }

    private static Answer rename(Request request, Project project) {
        var body = request.object();
        var from = existing(project.files(), request.required(body, "oldPath"));
        var newName = Names.require(request.required(body, "newName"));
        project.files().move(from, from.substring(0, from.lastIndexOf('/') + 1) + newName);
        return Answer.empty();
    }

    /** Into a folder when there is one at the new path, else to that path. */
    private static Answer move(Request request, Project project) {
        var body = request.object();
        var files = project.files();
        var from = existing(files, request.required(body, "oldPath"));
        var newPath = Json.text(body, "newPath").replaceAll("^/+|/+$", "");
        var to = newPath.isEmpty() ? LIBRARY : place(newPath);
        var target = files.isFolder(to) ? to + from.substring(from.lastIndexOf('/')) : to;
        if ((target + "/").startsWith(from + "/")) {
            throw Fault.badRequest("A folder cannot be moved into itself: " + Json.text(body, "oldPath"));
        }
        files.move(from, target);
        return Answer.empty();
    }

    private static void write(Store files, String place, byte[] content) {
        if (files.isFolder(place)) {
            throw Fault.conflict("There is a folder of that name: " + place);
        }
        for (var end = place.lastIndexOf('/'); end > LIBRARY.length(); end = place.lastIndexOf('/', end - 1)) {
            if (files.has(place.substring(0, end))) {
                throw Fault.conflict("Not a folder: " + place.substring(0, end));
            }
        }
        files.put(place, content);
    }

    private static void delete(Store files, String place) {
        if (files.isFolder(place)) {
            files.deleteFolder(place);
        } else {
            files.delete(place);
        }
    }

    /** A library has a folder for Python from the start. */
    private static ArrayNode whole(Store files) {
        if (files.isFolder(LIBRARY)) {
            return tree(files, LIBRARY);
        }
        var entries = Json.array();
        entries.addObject().put("name", "python").putArray("children");
        return entries;
    }

    private static ArrayNode tree(Store files, String folder) {
        var entries = Json.array();
        for (var name : files.folders(folder)) {
            if (!name.equals("__pycache__")) {
                entries.addObject().put("name", name).set("children", tree(files, folder + "/" + name));
            }
        }
        for (var name : files.names(folder)) {
            if (!name.endsWith(".pyc")) {
                entries.addObject().put("name", name);
            }
        }
        return entries;
    }

    private static byte[] content(Store files, String path) {
        var place = existing(files, path);
        return files.read(place).orElseThrow(() -> Fault.badRequest("Not a file: " + path));
    }

    private static String existing(Store files, String path) {
        var place = place(path);
        if (!files.has(place) && !files.isFolder(place)) {
            throw Fault.notFound("Not found in the library: " + path);
        }
        return place;
    }

    private static String place(String path) {
        var place = new StringBuilder(LIBRARY);
        Arrays.stream(path.split("/"))
                .filter(segment -> !segment.isEmpty())
                .forEach(segment -> place.append('/').append(Names.requireInLibrary(segment)));
        if (place.length() == LIBRARY.length()) {
            throw Fault.badRequest("Not a path in the library: " + path);
        }
        return place.toString();
    }
}
