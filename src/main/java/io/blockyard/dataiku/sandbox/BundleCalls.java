package io.blockyard.dataiku.sandbox;

import io.blockyard.dataiku.ProjectFiles;
import io.blockyard.dataiku.sandbox.SandboxKey.Right;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/** Bundles: a project's state under a name, exported, and imported and activated again, here on one and the same node. */
final class BundleCalls {

    private static final String EXPORTED = Project.DATA + "/bundles/exported";
    private static final String IMPORTED = Project.DATA + "/bundles/imported";

    private final Projects projects;

    BundleCalls(Projects projects) {
        this.projects = projects;
    }

    void register(Router router) {
        router.project("GET", "/bundles/exported", (request, project) -> Answer.json(list(project, EXPORTED)));
        router.project("PUT", "/bundles/exported", (request, project) -> {
            var body = request.object();
            return export(project, request.required(body, "bundleId"), Json.text(body, "releaseNotes"));
        });
        router.project(
                "PUT",
                "/bundles/exported/{id}",
                (request, project) -> export(project, request.name("id"), request.parameter("releaseNotes")));
        router.project(
                "GET",
                "/bundles/exported/{id}/archive",
                (request, project) -> Answer.bytes("application/zip", archive(project, EXPORTED, request.name("id"))));
        router.project("DELETE", "/bundles/exported/{id}", (request, project) -> delete(request, project, EXPORTED));
        router.unsupported("POST", "/bundles/{id}/publish", "it has no Project Deployer to publish to");
        router.project("GET", "/bundles/imported", (request, project) -> Answer.json(list(project, IMPORTED)));
        router.project("DELETE", "/bundles/imported/{id}", (request, project) -> delete(request, project, IMPORTED));
        router.project("POST", "/bundles/imported/actions/importFromStream", (request, project) -> {
            var upload = request.upload();
            return Answer.json(add(project, upload.content(), upload.name()));
        });
        router.project("POST", "/bundles/imported/{id}/actions/preload", (request, project) -> {
            archive(project, IMPORTED, request.name("id"));
            return Answer.json(done(request));
        });
        router.project("POST", "/bundles/imported/{id}/actions/activate", BundleCalls::activate);
        // A path on the sandbox's own machine is an administrator's affair.
        router.instance("POST", "/projects/{key}/bundles/imported/actions/importFromArchive", Right.ADMIN, request -> {
            var project = projects.open(request.name("key"));
            var file = file(request);
            return project.changing(() -> Answer.json(add(project, content(file), name(file))));
        });
        router.instance("POST", "/projectsFromBundle", Right.WRITE, request -> {
            var upload = request.upload();
            return create(upload.content(), upload.name());
        });
        router.instance("POST", "/projectsFromBundle/fromArchive", Right.ADMIN, request -> {
            var file = file(request);
            return create(content(file), name(file));
        });
    }

    private static Answer export(Project project, String id, String releaseNotes) {
        if (project.files().has(zip(EXPORTED, Names.require(id)))) {
            throw Fault.badRequest("There is a bundle " + id + " already");
        }
        var archive = PackedProject.of(project, Set.of(PackedProject.ATTACHMENTS));
        var manifest = archive.manifest();
        manifest.put("bundleId", id);
        manifest.put("releaseNotes", releaseNotes);
        var zip = archive.zip();
        return Answer.json(keep(project, EXPORTED, id, zip, manifest));
    }

    private static ObjectNode keep(Project project, String place, String id, byte[] zip, ObjectNode manifest) {
        var bundle = Json.object()
                .put("bundleId", id)
                .put("projectKey", project.key())
                .put("originalProjectKey", Json.text(manifest, "originalProjectKey"))
                .put("releaseNotes", Json.text(manifest, "releaseNotes"))
                .put("createdBy", Stamps.USER)
                .put("createdOn", System.currentTimeMillis())
                .put("size", zip.length);
        bundle.set("exportManifest", manifest);
        project.files().put(zip(place, id), zip);
        project.write(place, id, bundle);
        return bundle;
    }

    private static ObjectNode list(Project project, String place) {
        var list = Json.object();
        var bundles = list.putArray("bundles");
        project.documents(place).values().forEach(bundles::add);
        return list;
    }

    private static byte[] archive(Project project, String place, String id) {
        return project.files()
                .read(zip(place, Names.require(id)))
                .orElseThrow(() -> Fault.notFound("Bundle not found: " + project.key() + "." + id));
    }

    private static Answer delete(Request request, Project project, String place) {
        var id = request.name("id");
        archive(project, place, id);
        project.delete(zip(place, id));
        project.delete(place + "/" + id + ".json");
        return Answer.json(done(request));
    }

    private static ObjectNode add(Project project, byte[] zip, String fileName) {
        var archive = PackedProject.read(zip);
        var id = bundleId(archive, fileName);
        if (project.files().has(zip(IMPORTED, id))) {
            throw Fault.badRequest("The bundle " + id + " was imported already");
        }
        return keep(project, IMPORTED, id, zip, archive.manifest());
    }

    /** The project becomes what the bundle holds; its key, permissions and data stay. */
    private static Answer activate(Request request, Project project) {
        var archive = PackedProject.read(archive(project, IMPORTED, request.name("id")));
        var before = project.params();
        var params = archive.params();
        for (var field : new String[] {"owner", "permissions", "creationTag"}) {
            if (before.has(field)) {
                params.set(field, before.path(field));
            }
        }
        var files = archive.withParams(params).files();
        for (var path : project.files().below("")) {
            if (!path.startsWith(".") && !files.containsKey(path)) {
                project.delete(path);
            }
        }
        files.forEach((path, content) -> project.files().put(path, content));
        return Answer.json(done(request));
    }

    /** A new project that has the bundle, not yet activated, and nothing else. */
    private Answer create(byte[] zip, String fileName) {
        var archive = PackedProject.read(zip);
        var key = archive.originalKey();
        if (key.isEmpty()) {
            throw Fault.badRequest("The bundle does not tell its project's key");
        }
        var params = archive.params();
        Stamps.created(params);
        var files = new TreeMap<String, byte[]>(
                Map.of("params.json", ProjectFiles.text(params).getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        projects.create(key, files);
        var project = projects.open(key);
        var bundle = project.changing(() -> add(project, zip, fileName));
        return Answer.json(Json.object().put("projectKey", key).put("bundleId", Json.text(bundle, "bundleId")));
    }

    private static String bundleId(PackedProject archive, String fileName) {
        var id = Json.text(archive.manifest(), "bundleId");
        return Names.require(id.isEmpty() ? fileName.replaceFirst("(?i)\\.zip$", "") : id);
    }

    private static ObjectNode done(Request request) {
        var done = Json.object().put("bundleId", request.name("id"));
        done.set("messages", Messages.none());
        return done;
    }

    private static Path file(Request request) {
        var path = request.parameter("archivePath");
        if (path.isBlank()) {
            throw Fault.badRequest("\"archivePath\" is missing");
        }
        return Path.of(path);
    }

    private static byte[] content(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw Fault.notFound("There is no archive " + file);
        }
    }

    private static String name(Path file) {
        var name = file.getFileName();
        return name == null ? "" : name.toString();
    }

    private static String zip(String place, String id) {
        return place + "/" + id + ".zip";
    }
}
