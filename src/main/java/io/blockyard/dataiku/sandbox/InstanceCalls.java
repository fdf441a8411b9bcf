package io.blockyard.dataiku.sandbox;

import io.blockyard.dataiku.sandbox.SandboxKey.Right;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/** Who asks, what the instance is, its connections, code environments and plugins. */
final class InstanceCalls {

    private static final Map<String, String> OWN_CONNECTIONS = Map.of(
            "filesystem_managed", "Filesystem", "filesystem_folders", "Filesystem", "filesystem_root", "Filesystem");

    private final Projects projects;

    InstanceCalls(Projects projects) {
        this.projects = projects;
    }

    void register(Router router) {
        router.instance("GET", "/auth/info", Right.READ, request -> Answer.json(user()));
        router.instance("GET", "/instance-info", Right.READ, request -> Answer.json(instance()));
        router.instance("GET", "/futures", Right.READ, request -> Answer.json(Json.array()));
        router.instance("GET", "/connections/get-names", Right.READ, request -> {
            var names = Json.array();
            connections().keySet().forEach(names::add);
            return Answer.json(names);
        });
        router.instance("GET", "/connections/{name}/info", Right.READ, request -> Answer.json(connection(request)));
        router.instance("GET", "/admin/connections", Right.ADMIN, request -> {
            var all = Json.object();
            connections().forEach((name, type) -> all.set(name, connection(name, type)));
            return Answer.json(all);
        });
        router.instance("GET", "/admin/code-envs", Right.READ, request -> {
            var environments = Json.array();
            environments
                    .addObject()
                    .put("envName", "python311")
                    .put("envLang", "PYTHON")
                    .put("deploymentMode", "DESIGN_MANAGED")
                    .put("owner", "sandbox");
            return Answer.json(environments);
        });
        router.instance("GET", "/plugins", Right.READ, request -> {
            var plugins = Json.array();
            var plugin = plugins.addObject().put("id", "builtin-macros").put("version", "1.0.0");
            plugin.putObject("meta").put("label", "Builtin macros").put("author", "Blockyard");
            plugin.put("isDev", false);
            return Answer.json(plugins);
        });
    }

    private static ObjectNode user() {
        var user = Json.object().put("authIdentifier", "sandbox");
        user.putArray("groups").add("administrators");
        return user.put("userProfile", "FULL_DESIGNER").put("associatedDSSUser", "sandbox");
    }

    private static ObjectNode instance() {
        return Json.object()
                .put("nodeId", "blockyard-sandbox")
                .put("nodeName", "Blockyard sandbox")
                .put("nodeType", "DESIGN")
                .put("dssVersion", Gate.DSS_VERSION)
                .put("installId", "blockyard-sandbox");
    }

    private ObjectNode connection(Request request) {
        var name = request.name("name");
        return Optional.ofNullable(connections().get(name))
                .map(type -> connection(name, type))
                .orElseThrow(() -> Fault.notFound("Connection not found: " + name));
    }

    private static ObjectNode connection(String name, String type) {
        var connection = Json.object().put("name", name).put("type", type);
        connection.putObject("params");
        connection.put("allowWrite", true).put("allowManagedDatasets", true).put("allowManagedFolders", true);
        connection.put("usableBy", "ALL").putArray("allowedGroups");
        return connection;
    }

    /** The sandbox's own connections, and those that its projects use. */
    private SortedMap<String, String> connections() {
        var connections = new TreeMap<>(OWN_CONNECTIONS);
        for (var key : projects.keys()) {
            projects.open(key).documents("datasets").values().forEach(dataset -> {
                var name = Json.text(dataset.path("params"), "connection");
                if (!name.isEmpty() && !name.startsWith("@")) {
                    connections.putIfAbsent(name, Json.text(dataset, "type"));
                }
            });
        }
        return connections;
    }
}
