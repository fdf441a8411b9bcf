package io.blockyard.dataiku.sandbox;

import io.blockyard.dataiku.ProjectDocument;
import io.blockyard.dataiku.ProjectFiles;
import io.blockyard.dataiku.sandbox.SandboxKey.Right;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.UnaryOperator;
import tools.jackson.databind.node.ObjectNode;

/** Projects themselves: their list, creation, metadata, settings, permissions, variables, tags and history. */
final class ProjectCalls {

    private static final String VARIABLES = "variables.json";
    private static final String LOCAL_VARIABLES = "localvariables.json";
    private static final String TAGS = "tags.json";

    private final Projects projects;
    private final ProjectFolders folders;
    private final Futures futures;

    ProjectCalls(Projects projects, ProjectFolders folders, Futures futures) {
        this.projects = projects;
        this.folders = folders;
        this.futures = futures;
    }

    void register(Router router) {
        router.instance("GET", "/projects", Right.READ, this::list);
        router.instance("POST", "/projects", Right.WRITE, this::create);
        router.instance("DELETE", "/projects/{key}", Right.ADMIN, request -> {
            projects.delete(request.name("key"));
            folders.forget(request.name("key"));
            return Answer.json(futures.done(Json.object()));
        });
        router.project(
                "GET", "", (request, project) -> Answer.json(ProjectDocument.summary(project.key(), project.params())));
        router.project(
                "GET", "/metadata", (request, project) -> Answer.json(ProjectDocument.metadata(project.params())));
        router.project(
                "PUT",
                "/metadata",
                (request, project) ->
                        change(project, params -> ProjectDocument.withMetadata(params, request.object())));
        router.project(
                "GET", "/settings", (request, project) -> Answer.json(ProjectDocument.settings(project.params())));
        router.project(
                "PUT",
                "/settings",
                (request, project) ->
                        change(project, params -> ProjectDocument.withSettings(params, request.object())));
        router.project("GET", "/permissions", (request, project) -> Answer.json(permissions(project)));
        router.project(
                "PUT",
                "/permissions",
                (request, project) ->
                        change(project, params -> ProjectDocument.withPermissions(params, request.object())));
        router.project("GET", "/variables", (request, project) -> Answer.json(variables(project)));
        router.project("PUT", "/variables", ProjectCalls::putVariables);
        router.project("GET", "/variables-resolved", ProjectCalls::resolved);
        router.project("GET", "/tags", (request, project) -> {
            var tags = project.findDocument(TAGS).orElseGet(Json::object);
            Json.child(tags, "tags");
            return Answer.json(tags);
        });
        router.project("PUT", "/tags", (request, project) -> {
            project.write(TAGS, request.object());
            return Answer.empty();
        });
        router.project("GET", "/timeline", (request, project) -> Answer.json(Timeline.of(project, count(request))));
        router.project(
                "GET",
                "/interest",
                (request, project) ->
                        Answer.json(Json.object().put("starCount", 0).put("watchCount", 0)));
    }

    private Answer list(Request request) {
        var summaries = Json.array();
        for (var key : projects.keys()) {
            try {
                var summary = ProjectDocument.summary(key, projects.open(key).params());
                if (request.flag("includeLocation")) {
                    summary.set("projectLocation", folders.path(key));
                }
                summaries.add(summary);
            } catch (Fault malformedOrGone) {
                // Asked for alone, it says what is wrong with it.
            }
        }
        return Answer.json(summaries);
    }

    private Answer create(Request request) {
        var body = request.object();
        var key = request.required(body, "projectKey");
        var params = ProjectDefaults.complete(body);
        var folder = request.parameter("projectFolderId");
        if (!folder.isEmpty()) {
            folders.require(folder);
        }
        Stamps.created(params);
        projects.create(key, Map.of("params.json", ProjectFiles.text(params).getBytes(StandardCharsets.UTF_8)));
        if (!folder.isEmpty()) {
            folders.place(key, folder);
        }
        return Answer.text("Created project " + key);
    }

    private static Answer change(Project project, UnaryOperator<ObjectNode> change) {
        var before = project.params();
        var after = change.apply(before);
        if (Stamps.changed(before, after)) {
            project.writeParams(after);
        }
        return Answer.empty();
    }

    private static ObjectNode permissions(Project project) {
        var permissions = ProjectDocument.permissions(project.params());
        Json.orElse(permissions, "owner", permissions.stringNode(Stamps.USER));
        Json.orElse(permissions, "permissions", Json.array());
        Json.orElse(permissions, "additionalDashboardUsers", ProjectDefaults.noUsers());
        return permissions;
    }

    private static ObjectNode variables(Project project) {
        var variables = Json.object();
        variables.set("standard", project.findDocument(VARIABLES).orElseGet(Json::object));
        variables.set("local", project.findDocument(LOCAL_VARIABLES).orElseGet(Json::object));
        return variables;
    }

    private static Answer putVariables(Request request, Project project) {
        var body = request.object();
        project.write(VARIABLES, Json.child(body, "standard"));
        var local = Json.child(body, "local");
        if (local.isEmpty()) {
            project.delete(LOCAL_VARIABLES);
        } else {
            project.write(LOCAL_VARIABLES, local);
        }
        return Answer.empty();
    }

    /** What recipes see: texts, unless types are asked for. */
    private static Answer resolved(Request request, Project project) {
        var values = Json.object().put("projectKey", project.key());
        values.setAll(Json.child(variables(project), "standard"));
        values.setAll(Json.child(variables(project), "local"));
        if (request.flag("typed")) {
            return Answer.json(values);
        }
        var texts = Json.object();
        values.properties()
                .forEach(value -> texts.put(
                        value.getKey(),
                        value.getValue().isString()
                                ? value.getValue().stringValue()
                                : value.getValue().toString()));
        return Answer.json(texts);
    }

    private static int count(Request request) {
        try {
            var text = request.parameter("itemCount");
            return text.isEmpty() ? 100 : Math.max(0, Integer.parseInt(text));
        } catch (NumberFormatException noNumber) {
            throw Fault.badRequest("itemCount is not a number: " + request.parameter("itemCount"));
        }
    }
}
