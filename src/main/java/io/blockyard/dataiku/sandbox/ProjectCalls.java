package io.blockyard.dataiku.sandbox;

import io.blockyard.dataiku.ProjectDocument;
import io.blockyard.dataiku.sandbox.SandboxKey.Right;
import java.util.function.UnaryOperator;
import tools.jackson.databind.node.ObjectNode;

/** Projects themselves: their list, creation, metadata, settings, permissions, variables and tags. */
final class ProjectCalls {

    private static final String VARIABLES = "variables.json";
    private static final String LOCAL_VARIABLES = "localvariables.json";
    private static final String TAGS = "tags.json";

    private final Projects projects;

    ProjectCalls(Projects projects) {
        this.projects = projects;
    }

    void register(Router router) {
        router.instance("GET", "/projects", Right.READ, request -> list());
        router.instance("POST", "/projects", Right.WRITE, this::create);
        router.instance("DELETE", "/projects/{key}", Right.ADMIN, request -> {
            projects.delete(request.name("key"));
            return Answer.json(Json.object().put("hasResult", true).set("result", Json.object()));
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
        router.project(
                "GET",
                "/permissions",
                (request, project) -> Answer.json(ProjectDocument.permissions(project.params())));
        router.project(
                "PUT",
                "/permissions",
                (request, project) ->
                        change(project, params -> ProjectDocument.withPermissions(params, request.object())));
        router.project("GET", "/variables", (request, project) -> Answer.json(variables(project)));
        router.project("PUT", "/variables", ProjectCalls::putVariables);
        router.project("GET", "/variables-resolved", (request, project) -> {
            var resolved = Json.object().put("projectKey", project.key());
            resolved.setAll(Json.child(variables(project), "standard"));
            resolved.setAll(Json.child(variables(project), "local"));
            return Answer.json(resolved);
        });
        router.project("GET", "/tags", (request, project) -> {
            var tags = project.findDocument(TAGS).orElseGet(Json::object);
            Json.child(tags, "tags");
            return Answer.json(tags);
        });
        router.project("PUT", "/tags", (request, project) -> {
            project.write(TAGS, request.object());
            return Answer.empty();
        });
        router.project("GET", "/plugins/usages", (request, project) -> Answer.json(Json.array()));
    }

    private Answer list() {
        var summaries = Json.array();
        for (var key : projects.keys()) {
            summaries.add(ProjectDocument.summary(key, projects.open(key).params()));
        }
        return Answer.json(summaries);
    }

    private Answer create(Request request) {
        var body = request.object();
        var key = request.required(body, "projectKey");
        var params = Json.object();
        var settings = body.path("settings");
        params.set("settings", settings.isObject() ? settings : Json.object());
        Json.child(params, "exposedObjects").putArray("objects");
        params.put("name", body.path("name").asString(key));
        params.put("owner", body.path("owner").asString("sandbox"));
        params.set("permissions", body.path("permissions").isArray() ? body.path("permissions") : Json.array());
        params.put("projectType", "REGULAR");
        params.put("projectStatus", "Sandbox");
        if (!Json.text(body, "description").isEmpty()) {
            params.put("description", Json.text(body, "description"));
        }
        params.set("tags", body.path("tags").isArray() ? body.path("tags") : Json.array());
        params.set("checklists", Json.checklists());
        params.putObject("customFields");
        Stamps.created(params);
        projects.create(key, params);
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
}
