package io.blockyard.dataiku.sandbox;

import io.blockyard.dataiku.sandbox.SandboxKey.Right;

/** Folders of projects. */
final class ProjectFolderCalls {

    private final ProjectFolders folders;

    ProjectFolderCalls(ProjectFolders folders) {
        this.folders = folders;
    }

    void register(Router router) {
        router.instance(
                "GET",
                "/project-folders/locate-project/{key}",
                Right.READ,
                request -> Answer.json(folders.ofProject(request.name("key"))));
        router.instance(
                "GET", "/project-folders/{id}", Right.READ, request -> Answer.json(folders.get(request.name("id"))));
        router.instance("DELETE", "/project-folders/{id}", Right.ADMIN, request -> {
            folders.delete(request.name("id"));
            return Answer.empty();
        });
        router.instance("POST", "/project-folders/{id}/children", Right.WRITE, request -> {
            var name = request.parameter("name");
            if (name.isBlank()) {
                throw Fault.badRequest("\"name\" is missing");
            }
            return Answer.json(folders.create(request.name("id"), name));
        });
        router.instance(
                "GET",
                "/project-folders/{id}/settings",
                Right.READ,
                request -> Answer.json(folders.settings(request.name("id"))));
        router.instance("PUT", "/project-folders/{id}/settings", Right.WRITE, request -> {
            folders.putSettings(request.name("id"), request.object());
            return Answer.empty();
        });
        router.instance(
                "GET",
                "/project-folders/{id}/default-for-project-creation",
                Right.READ,
                request -> Answer.json(folders.get(request.name("id"))));
        router.instance("POST", "/project-folders/{id}/move", Right.WRITE, request -> {
            folders.move(request.name("id"), request.parameter("destination"));
            return Answer.empty();
        });
        router.instance("POST", "/project-folders/{id}/projects/{key}/move", Right.WRITE, request -> {
            var key = request.name("key");
            if (!Json.text(folders.ofProject(key), "id").equals(request.name("id"))) {
                throw Fault.badRequest("The project " + key + " is not in this folder");
            }
            folders.place(key, request.parameter("destination"));
            return Answer.empty();
        });
    }
}
