package io.blockyard.dataiku.sandbox;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Managed folders, and looks at saved models, evaluation stores, streaming endpoints and knowledge banks. */
final class ObjectCalls {

    void register(Router router) {
        readable(router, "/managedfolders", Objects.FOLDERS, "Managed folder");
        readable(router, "/savedmodels", Objects.MODELS, "Saved model");
        readable(router, "/evaluationstores", Objects.STORES, "Evaluation store");
        readable(router, "/streamingendpoints", Objects.STREAMS, "Streaming endpoint");
        readable(router, "/knowledge-banks", Objects.BANKS, "Knowledge bank");
        router.project("POST", "/managedfolders", (request, project) -> {
            var id = createFolder(project, request.object());
            return Answer.json(shown(project, id, project.document(Objects.FOLDERS.folder(), id, "Managed folder")));
        });
        router.project("PUT", "/managedfolders/{id}", (request, project) -> {
            var id = request.name("id");
            var before = project.document(Objects.FOLDERS.folder(), id, "Managed folder");
            var after = stored(request.object());
            if (Stamps.changed(before, after)) {
                project.write(Objects.FOLDERS.folder(), id, after);
            }
            return Answer.message("Updated managed folder " + id);
        });
        router.project("DELETE", "/managedfolders/{id}", (request, project) -> {
            var id = request.name("id");
            project.document(Objects.FOLDERS.folder(), id, "Managed folder");
            Zones.of(project).forget(Objects.FOLDERS.itemType(), id);
            project.delete(Objects.FOLDERS.folder() + "/" + id + ".json");
            return Answer.empty();
        });
        router.project("GET", "/managedfolders/{id}/contents", (request, project) -> {
            project.document(Objects.FOLDERS.folder(), request.name("id"), "Managed folder");
            var contents = Json.object();
            contents.putArray("items");
            return Answer.json(contents);
        });
    }

    /** Creates a managed folder and returns its id. */
    static String createFolder(Project project, ObjectNode body) {
        var id = Names.mint(8, taken -> Objects.of(project, taken).isPresent());
        var folder = stored(body);
        Json.orElse(folder, "type", folder.stringNode("Filesystem"));
        var params = Json.child(folder, "params");
        Json.orElse(params, "connection", folder.stringNode("filesystem_folders"));
        Json.orElse(params, "path", folder.stringNode("/${projectKey}/${odbId}"));
        Json.orElse(folder, "tags", Json.array());
        Json.orElse(folder, "checklists", Json.checklists());
        Json.orElse(folder, "customFields", Json.object());
        Stamps.created(folder);
        project.write(Objects.FOLDERS.folder(), id, folder);
        return id;
    }

    private static void readable(Router router, String path, Objects kind, String word) {
        router.project("GET", path, (request, project) -> {
            var list = Json.array();
            project.documents(kind.folder()).forEach((id, document) -> list.add(shown(project, id, document)));
            return Answer.json(list);
        });
        router.project("GET", path + "/{id}", (request, project) -> {
            var id = request.name("id");
            return Answer.json(shown(project, id, project.document(kind.folder(), id, word)));
        });
    }

    private static ObjectNode shown(Project project, String id, ObjectNode document) {
        var shown = Json.object().put("id", id).put("projectKey", project.key());
        shown.setAll(document);
        return shown;
    }

    private static ObjectNode stored(ObjectNode body) {
        var document = body.deepCopy();
        document.remove(List.of("id", "projectKey"));
        return document;
    }
}
