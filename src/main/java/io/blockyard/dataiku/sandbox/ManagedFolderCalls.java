package io.blockyard.dataiku.sandbox;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/** Managed folders, and the files that clients put into them; wherever a folder's path leads, its files lie here. */
final class ManagedFolderCalls {

    private static final Objects KIND = Objects.FOLDERS;
    private static final String WORD = "Managed folder";

    void register(Router router) {
        router.project("POST", "/managedfolders", (request, project) -> {
            var id = create(project, request.object());
            return Answer.json(ObjectCalls.shown(project, id, read(project, id)));
        });
        router.project("PUT", "/managedfolders/{id}", (request, project) -> {
            var id = request.name("id");
            save(project, id, ObjectCalls.stored(request.object()));
            return Answer.message("Updated managed folder " + id);
        });
        router.project("DELETE", "/managedfolders/{id}", (request, project) -> {
            delete(project, request.name("id"));
            return Answer.empty();
        });
        router.project("POST", "/actions/renameManagedFolder", (request, project) -> {
            var body = request.object();
            var id = request.required(body, "id");
            var folder = read(project, id);
            save(project, id, folder.deepCopy().put("name", request.required(body, "newName")));
            return Answer.empty();
        });
        router.project("GET", "/managedfolders/{id}/contents", ManagedFolderCalls::contents);
        router.project(
                "GET",
                "/managedfolders/{id}/contents/{path...}",
                (request, project) -> Answer.bytes(
                        "application/octet-stream",
                        project.files()
                                .read(place(project, request))
                                .orElseThrow(() -> Fault.notFound("File not found: /" + request.name("path")))));
        router.project("POST", "/managedfolders/{id}/contents/{path...}", (request, project) -> {
            var content = request.upload().content();
            project.files().put(place(project, request), content);
            return Answer.json(item("/" + request.name("path"), content.length, System.currentTimeMillis()));
        });
        router.project("DELETE", "/managedfolders/{id}/contents/{path...}", (request, project) -> {
            project.delete(place(project, request));
            return Answer.empty();
        });
    }

    /** Creates a managed folder and returns its id. */
    static String create(Project project, ObjectNode body) {
        var id = Names.mint(8, taken -> Objects.of(project, taken).isPresent());
        var folder = ObjectCalls.stored(body);
        Json.orElse(folder, "type", folder.stringNode("Filesystem"));
        var params = Json.child(folder, "params");
        Json.orElse(params, "connection", folder.stringNode("filesystem_folders"));
        Json.orElse(params, "path", folder.stringNode("/${projectKey}/${odbId}"));
        Json.orElse(Json.child(folder, "partitioning"), "dimensions", Json.array());
        Json.orElse(folder, "tags", Json.array());
        Json.orElse(folder, "checklists", Json.checklists());
        Json.orElse(folder, "customFields", Json.object());
        Stamps.created(folder);
        project.write(KIND.folder(), id, folder);
        return id;
    }

    private static void save(Project project, String id, ObjectNode after) {
        if (Stamps.changed(read(project, id), after)) {
            project.write(KIND.folder(), id, after);
        }
    }

    /** Recipes that read or write the folder go with it; its files stay. */
    private static void delete(Project project, String id) {
        read(project, id);
        List.copyOf(project.documents(RecipeCalls.FOLDER).entrySet()).stream()
                .filter(recipe -> Usages.uses(recipe.getValue(), id))
                .forEach(recipe -> RecipeCalls.delete(project, recipe.getKey(), recipe.getValue()));
        Zones.of(project).forget(KIND.itemType(), id);
        project.delete(KIND.folder() + "/" + id + ".json");
    }

    private static Answer contents(Request request, Project project) {
        var id = request.name("id");
        read(project, id);
        var contents = Json.object();
        var items = contents.putArray("items");
        var folder = root(id);
        for (var path : project.files().below(folder)) {
            var file = folder + "/" + path;
            items.add(
                    item("/" + path, project.files().size(file), project.files().modified(file)));
        }
        return Answer.json(contents);
    }

    private static ObjectNode item(String path, long size, long modified) {
        return Json.object().put("path", path).put("size", size).put("lastModified", modified);
    }

    private static ObjectNode read(Project project, String id) {
        return project.document(KIND.folder(), id, WORD);
    }

    /** Where a file of a folder lies that exists. */
    private static String place(Project project, Request request) {
        read(project, request.name("id"));
        return Arrays.stream(request.name("path").split("/"))
                .filter(segment -> !segment.isEmpty())
                .map(Names::requireInLibrary)
                .collect(Collectors.joining("/", root(request.name("id")) + "/", ""));
    }

    private static String root(String id) {
        return Project.DATA + "/" + PackedProject.FOLDERS + "/" + Names.require(id);
    }
}
