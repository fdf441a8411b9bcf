package io.blockyard.dataiku.sandbox;

import io.blockyard.dataiku.sandbox.SandboxKey.Right;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/** Connections: the sandbox's own, those that an administrator adds, and those that projects use. None leads anywhere. */
final class ConnectionCalls {

    private static final String FOLDER = "connections";
    private static final Map<String, String> OWN = Map.of(
            "filesystem_managed", "Filesystem", "filesystem_folders", "Filesystem", "filesystem_root", "Filesystem");

    private final Projects projects;
    private final Instance instance;

    ConnectionCalls(Projects projects, Instance instance) {
        this.projects = projects;
        this.instance = instance;
    }

    void register(Router router) {
        router.instance("GET", "/connections/get-names", Right.READ, request -> {
            var wanted = request.parameter("type");
            var names = Json.array();
            all().forEach((name, connection) -> {
                if (wanted.isEmpty() || wanted.equals("all") || wanted.equals(Json.text(connection, "type"))) {
                    names.add(name);
                }
            });
            return Answer.json(names);
        });
        router.instance(
                "GET", "/connections/{name}/info", Right.READ, request -> Answer.json(get(request.name("name"))));
        router.instance("GET", "/admin/connections", Right.ADMIN, request -> {
            var shown = Json.object();
            all().forEach(shown::set);
            return Answer.json(shown);
        });
        router.instance(
                "GET", "/admin/connections/{name}", Right.ADMIN, request -> Answer.json(get(request.name("name"))));
        router.instance("POST", "/admin/connections", Right.ADMIN, request -> {
            var body = request.object();
            var name = request.required(body, "name");
            request.required(body, "type");
            if (all().containsKey(name)) {
                throw Fault.conflict("Connection already exists: " + name);
            }
            return save(name, body);
        });
        router.instance("PUT", "/admin/connections/{name}", Right.ADMIN, request -> {
            get(request.name("name"));
            return save(request.name("name"), request.object());
        });
        router.instance("DELETE", "/admin/connections/{name}", Right.ADMIN, request -> {
            var name = Names.require(request.name("name"));
            instance.changing(holdings -> {
                holdings.document(FOLDER, name, "Connection");
                holdings.delete(FOLDER + "/" + name + ".json");
                return true;
            });
            return Answer.empty();
        });
    }

    private Answer save(String name, ObjectNode body) {
        var connection = shown(name, Json.text(body, "type"));
        connection.setAll(body);
        connection.put("name", name);
        instance.changing(holdings -> {
            holdings.write(FOLDER, name, connection);
            return true;
        });
        return Answer.message("Saved connection " + name);
    }

    private ObjectNode get(String name) {
        var connection = all().get(name);
        if (connection == null) {
            throw Fault.notFound("Connection not found: " + name);
        }
        return connection;
    }

    private SortedMap<String, ObjectNode> all() {
        var connections = new TreeMap<String, ObjectNode>();
        OWN.forEach((name, type) -> connections.put(name, shown(name, type)));
        for (var key : projects.keys()) {
            projects.open(key).documents(DatasetCalls.FOLDER).values().forEach(dataset -> {
                var name = Json.text(dataset.path("params"), "connection");
                if (!name.isEmpty() && !name.startsWith("@")) {
                    connections.computeIfAbsent(name, used -> shown(used, Json.text(dataset, "type")));
                }
            });
        }
        connections.putAll(instance.reading(holdings -> holdings.documents(FOLDER)));
        return connections;
    }

    private static ObjectNode shown(String name, String type) {
        var connection = Json.object().put("name", name).put("type", type);
        connection.putObject("params");
        connection.put("allowWrite", true).put("allowManagedDatasets", true).put("allowManagedFolders", true);
        connection.put("usableBy", "ALL").putArray("allowedGroups");
        return connection;
    }
}
