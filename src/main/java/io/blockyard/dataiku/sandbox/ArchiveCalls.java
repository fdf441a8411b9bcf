package io.blockyard.dataiku.sandbox;

import io.blockyard.dataiku.sandbox.SandboxKey.Right;
import java.util.HashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Export, import and duplication of whole projects. */
final class ArchiveCalls {

    private static final String IMPORTS = "imports";

    private final Projects projects;
    private final Instance instance;
    private final ProjectFolders folders;

    ArchiveCalls(Projects projects, Instance instance, ProjectFolders folders) {
        this.projects = projects;
        this.instance = instance;
        this.folders = folders;
    }

    void register(Router router) {
        router.instance("POST", "/projects/import/upload", Right.WRITE, this::upload);
        router.instance("POST", "/projects/import/{id}/process", Right.WRITE, this::process);
        router.looking("POST", "/export", (request, project) -> export(request.object(), project));
        router.looking("GET", "/export", (request, project) -> export(Json.object(), project));
        router.instance("POST", "/projects/{key}/duplicate", Right.WRITE, this::duplicate);
    }

    private static Answer export(JsonNode options, Project project) {
        var data = new HashSet<String>(Set.of(PackedProject.ATTACHMENTS));
        if (options.path("exportUploads").asBoolean(false)
                || options.path("exportAllDatasets").asBoolean(false)
                || options.path("exportAllInputDatasets").asBoolean(false)) {
            data.add(PackedProject.UPLOADS);
        }
        if (options.path("exportManagedFolders").asBoolean(false)
                || options.path("exportAllInputManagedFolders").asBoolean(false)) {
            data.add(PackedProject.FOLDERS);
        }
        var zip = PackedProject.of(project, data).zip();
        return Answer.bytes("application/zip", zip);
    }

    private Answer upload(Request request) {
        var zip = request.upload().content();
        PackedProject.read(zip);
        var id = instance.changing(holdings -> {
            var minted = Names.mint(16, taken -> holdings.files().has(place(taken)));
            holdings.files().put(place(minted), zip);
            return minted;
        });
        return Answer.json(Json.object().put("id", id));
    }

    /** Clients have to look at {@code success}: what is wrong with the import is not told as an error. */
    private Answer process(Request request) {
        var id = Names.require(request.name("id"));
        var zip = instance.reading(holdings -> holdings.files().read(place(id)))
                .orElseThrow(() -> Fault.notFound("Prepared import not found: " + id));
        var settings = request.object();
        try {
            var archive = new Remapping(settings.path("remapping")).applied(PackedProject.read(zip));
            var wanted = Json.text(settings, "targetProjectKey");
            var key = wanted.isEmpty() ? archive.originalKey() : wanted;
            if (key.isEmpty()) {
                throw Fault.badRequest("The archive does not tell its project's key; give a targetProjectKey");
            }
            projects.create(key, archive.files());
            instance.changing(holdings -> {
                holdings.files().delete(place(id));
                return true;
            });
            return Answer.json(outcome(true, Messages.none()).put("projectKey", key));
        } catch (Fault failure) {
            return Answer.json(outcome(false, Messages.error(failure.text())));
        }
    }

    private static ObjectNode outcome(boolean success, ObjectNode messages) {
        var outcome = Json.object().put("success", success);
        outcome.set("messages", messages);
        return outcome;
    }

    private Answer duplicate(Request request) {
        var source = projects.open(request.name("key"));
        var body = request.object();
        var key = request.required(body, "targetProjectKey");
        var folder = Json.text(body, "targetProjectFolderId");
        if (!folder.isEmpty()) {
            folders.require(folder);
        }
        var data = data(body.path("duplicationMode").asString("MINIMAL"));
        var archive =
                new Remapping(body.path("remapping")).applied(source.reading(() -> PackedProject.of(source, data)));
        var params = archive.params().put("name", body.path("targetProjectName").asString(key));
        params.put("owner", Stamps.USER);
        Stamps.created(params);
        projects.create(key, archive.withParams(params).files());
        if (!folder.isEmpty()) {
            folders.place(key, folder);
        }
        return Answer.json(Json.object().put("sourceProjectKey", source.key()).put("targetProjectKey", key));
    }

    private static Set<String> data(String mode) {
        return switch (mode) {
            case "NONE" -> Set.of(PackedProject.ATTACHMENTS);
            case "MINIMAL" -> Set.of(PackedProject.ATTACHMENTS, PackedProject.UPLOADS);
            case "FULL" -> Set.of(PackedProject.ATTACHMENTS, PackedProject.UPLOADS, PackedProject.FOLDERS);
            case "SHARING" ->
                throw Fault.unsupported(
                        "Duplication that shares inputs", "nothing is computed here that could be shared");
            default -> throw Fault.badRequest("Unknown duplicationMode: " + mode);
        };
    }

    private static String place(String id) {
        return IMPORTS + "/" + id + ".zip";
    }
}
