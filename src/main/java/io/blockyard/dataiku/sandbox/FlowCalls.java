package io.blockyard.dataiku.sandbox;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Zones and the graph of the flow. */
final class FlowCalls {

    private final Futures futures;

    FlowCalls(Futures futures) {
        this.futures = futures;
    }

    void register(Router router) {
        router.project("GET", "/flow/graph", (request, project) -> Answer.json(FlowGraph.whole(project)));
        router.project("GET", "/flow/zones", (request, project) -> {
            var zones = Json.array();
            Zones.of(project).all().forEach((id, zone) -> zones.add(shown(id, zone)));
            return Answer.json(zones);
        });
        router.project("POST", "/flow/zones", (request, project) -> {
            var body = request.object();
            var id = Zones.of(project)
                    .create(request.required(body, "name"), body.path("color").asString("#2ab1ac"));
            return zone(project, id);
        });
        router.project("GET", "/flow/zones/{id}", (request, project) -> zone(project, request.name("id")));
        router.project("PUT", "/flow/zones/{id}", FlowCalls::put);
        router.project("DELETE", "/flow/zones/{id}", (request, project) -> {
            Zones.of(project).delete(request.name("id"));
            return Answer.empty();
        });
        router.project("POST", "/flow/zones/{id}/items", (request, project) -> {
            Zones.of(project).move(request.name("id"), request.object());
            return zone(project, request.name("id"));
        });
        router.project("POST", "/flow/zones/{id}/add-items", (request, project) -> {
            if (!(request.json() instanceof ArrayNode refs)) {
                throw Fault.badRequest("The body is not a list of references");
            }
            var zones = Zones.of(project);
            refs.forEach(ref -> zones.move(request.name("id"), ref));
            return zone(project, request.name("id"));
        });
        router.project("POST", "/flow/zones/{id}/shared", (request, project) -> {
            Zones.of(project).share(request.name("id"), request.object());
            return zone(project, request.name("id"));
        });
        router.project("DELETE", "/flow/zones/{id}/shared/{type}/{object}", (request, project) -> {
            Zones.of(project).unshare(request.name("id"), request.name("type"), request.name("object"));
            return zone(project, request.name("id"));
        });
        router.project(
                "GET",
                "/flow/zones/{id}/graph",
                (request, project) -> Answer.json(FlowGraph.ofZone(project, request.name("id"))));
        router.project("POST", "/flow/tools/propagate-schema", (request, project) -> {
            OutputSchemas.of(project).propagate(request.object());
            var result = Json.object();
            result.putArray("messages");
            return Answer.json(futures.done(result));
        });
        router.unsupported("POST", "/flow/tools", "flow tools need DSS's own engine");
        router.unsupported("GET", "/flow/tools/{tool}/state", "flow tools need DSS's own engine");
        router.unsupported("PUT", "/flow/tools/{tool}/action", "flow tools need DSS's own engine");
        router.unsupported("POST", "/flow/tools/{tool}/{action}", "flow tools need DSS's own engine");
        for (var kind : List.of("generate", "generate-with-template", "generate-with-template-in-folder")) {
            router.unsupported("POST", "/flow/documentation/" + kind, "it writes no documents");
        }
    }

    /** Name, colour and description change so; membership has calls of its own. */
    private static Answer put(Request request, Project project) {
        var id = request.name("id");
        var zones = Zones.of(project);
        var before = zones.get(id);
        var after = request.object();
        after.remove(List.of("id", "projectKey"));
        after.set("items", before.path("items"));
        after.set("shared", before.path("shared"));
        if (!before.equals(after)) {
            zones.put(id, after);
        }
        return zone(project, id);
    }

    private static Answer zone(Project project, String id) {
        return Answer.json(shown(id, Zones.of(project).get(id)));
    }

    private static ObjectNode shown(String id, ObjectNode zone) {
        var shown = Json.object().put("id", id);
        shown.setAll(zone);
        shown.set("items", id.equals(Zones.DEFAULT) ? Json.array() : refs(zone.path("items")));
        shown.set("shared", refs(zone.path("shared")));
        return shown;
    }

    /** Clients compare references as texts: no other keys, in this order. */
    private static ArrayNode refs(JsonNode items) {
        var refs = Json.array();
        Set<ObjectNode> seen = new HashSet<>();
        for (var item : items.values()) {
            var ref = Objects.smartRef(
                    Json.text(item, "projectKey"), Json.text(item, "objectId"), Json.text(item, "objectType"));
            if (seen.add(ref)) {
                refs.add(ref);
            }
        }
        return refs;
    }
}
