package io.blockyard.dataiku.sandbox;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * Looks at managed folders, saved models, evaluation stores, streaming endpoints and knowledge banks. DSS's API creates
 * none of these but folders and endpoints without training or filling them; what an import brought can be changed and
 * deleted.
 */
final class ObjectCalls {

    private static final String NO_MODELS = "nothing is trained here; import a project that has one";

    void register(Router router) {
        readable(router, "/managedfolders", Objects.FOLDERS, "Managed folder");
        readable(router, "/savedmodels", Objects.MODELS, "Saved model");
        readable(router, "/evaluationstores", Objects.STORES, "Evaluation store");
        readable(router, "/streamingendpoints", Objects.STREAMS, "Streaming endpoint");
        readable(router, "/knowledge-banks", Objects.BANKS, "Knowledge bank");
        changeable(router, "/savedmodels", Objects.MODELS, "Saved model");
        changeable(router, "/evaluationstores", Objects.STORES, "Evaluation store");
        changeable(router, "/streamingendpoints", Objects.STREAMS, "Streaming endpoint");
        changeable(router, "/knowledge-banks", Objects.BANKS, "Knowledge bank");
        router.unsupported("POST", "/savedmodels", NO_MODELS);
        router.unsupported("POST", "/evaluationstores", NO_MODELS);
        router.unsupported("POST", "/knowledge-banks", NO_MODELS);
        router.project("GET", "/savedmodels/{id}/versions", (request, project) -> {
            project.document(Objects.MODELS.folder(), request.name("id"), "Saved model");
            return Answer.json(Json.array());
        });
        router.project("GET", "/evaluationstores/{id}/evaluations", (request, project) -> {
            project.document(Objects.STORES.folder(), request.name("id"), "Evaluation store");
            return Answer.json(Json.array());
        });
        streams(router);
    }

    /** Endpoints are streams outside: their definition is all there is to them. */
    private static void streams(Router router) {
        router.project("POST", "/streamingendpoints", (request, project) -> {
            var body = request.object();
            request.required(body, "type");
            return create(project, request.required(body, "id"), body);
        });
        router.project("POST", "/streamingendpoints/managed", (request, project) -> {
            var body = request.object();
            var settings = Json.child(body, "creationSettings");
            var endpoint = Json.object()
                    .put("type", body.path("type").asString("kafka"))
                    .put("managed", true);
            Json.child(endpoint, "params")
                    .put("connection", Json.text(settings, "connectionId"))
                    .put("topic", "${projectKey}_" + request.required(body, "id"));
            endpoint.put("formatType", settings.path("formatOptionId").asString("json"));
            return create(project, request.required(body, "id"), endpoint);
        });
        router.project(
                "GET",
                "/streamingendpoints/{id}/schema",
                (request, project) -> Answer.json(schema(stream(request, project))));
        router.project("PUT", "/streamingendpoints/{id}/schema", (request, project) -> {
            var before = stream(request, project);
            var after = before.deepCopy();
            after.set("schema", request.object());
            save(project, Objects.STREAMS, request.name("id"), before, after);
            return Answer.json(schema(after));
        });
    }

    private static Answer create(Project project, String id, ObjectNode body) {
        if (Objects.of(project, Names.require(id)).isPresent()) {
            throw Fault.conflict("Already exists: " + project.key() + "." + id);
        }
        var endpoint = stored(body);
        Json.child(endpoint, "params");
        schema(endpoint);
        Json.orElse(endpoint, "tags", Json.array());
        Stamps.created(endpoint);
        project.write(Objects.STREAMS.folder(), id, endpoint);
        return Answer.message("Created streaming endpoint " + id);
    }

    private static ObjectNode stream(Request request, Project project) {
        return project.document(Objects.STREAMS.folder(), request.name("id"), "Streaming endpoint");
    }

    private static ObjectNode schema(ObjectNode endpoint) {
        var schema = Json.child(endpoint, "schema");
        Json.orElse(schema, "columns", Json.array());
        return schema;
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
        router.project("GET", path + "/{id}/usages", (request, project) -> {
            project.document(kind.folder(), request.name("id"), word);
            return Answer.json(Usages.of(project, request.name("id")));
        });
    }

    private static void changeable(Router router, String path, Objects kind, String word) {
        router.project("PUT", path + "/{id}", (request, project) -> {
            var id = request.name("id");
            save(project, kind, id, project.document(kind.folder(), id, word), stored(request.object()));
            return Answer.message("Updated " + id);
        });
        router.project("DELETE", path + "/{id}", (request, project) -> {
            var id = request.name("id");
            project.document(kind.folder(), id, word);
            Zones.of(project).forget(kind.itemType(), id);
            project.delete(kind.folder() + "/" + id + ".json");
            return Answer.empty();
        });
    }

    private static void save(Project project, Objects kind, String id, ObjectNode before, ObjectNode after) {
        if (Stamps.changed(before, after)) {
            project.write(kind.folder(), id, after);
        }
    }

    static ObjectNode shown(Project project, String id, ObjectNode document) {
        var shown = Json.object().put("id", id).put("projectKey", project.key());
        shown.setAll(document);
        return shown;
    }

    static ObjectNode stored(ObjectNode body) {
        var document = body.deepCopy();
        document.remove(List.of("id", "projectKey"));
        return document;
    }
}
