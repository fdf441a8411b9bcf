package io.blockyard.dataiku.sandbox;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What DSS gives a new project that its creator does not speak of. Clients change these fields without looking. */
final class ProjectDefaults {

    private ProjectDefaults() {}

    /** A new project's document from the body that creates it: {@code {projectKey, name, owner, settings, …}}. */
    static ObjectNode complete(ObjectNode body) {
        var params = Json.object();
        params.set("settings", settings(body.path("settings")));
        Json.child(params, "exposedObjects").putArray("objects");
        params.put("name", body.path("name").asString(Json.text(body, "projectKey")));
        params.put("owner", body.path("owner").asString(Stamps.USER));
        params.set("permissions", body.path("permissions").isArray() ? body.path("permissions") : Json.array());
        params.set("additionalDashboardUsers", noUsers());
        params.put("projectType", "REGULAR");
        params.put("projectStatus", "Sandbox");
        if (!Json.text(body, "description").isEmpty()) {
            params.put("description", Json.text(body, "description"));
        }
        params.set("tags", body.path("tags").isArray() ? body.path("tags") : Json.array());
        params.set("checklists", Json.checklists());
        params.putObject("customFields");
        return params;
    }

    static ObjectNode noUsers() {
        var users = Json.object();
        users.putArray("users");
        return users;
    }

    private static ObjectNode settings(JsonNode given) {
        var settings = given instanceof ObjectNode object ? object.deepCopy() : Json.object();
        var environments = Json.child(settings, "codeEnvs");
        for (var language : new String[] {"python", "r"}) {
            if (!environments.has(language)) {
                environments.putObject(language).put("mode", "INHERIT").put("useBuiltinEnv", false);
            }
        }
        orElse(settings, "container", "containerMode");
        orElse(settings, "cluster", "clusterMode");
        orElse(settings, "k8sCluster", "clusterMode");
        return settings;
    }

    private static void orElse(ObjectNode settings, String field, String mode) {
        if (!settings.has(field)) {
            settings.putObject(field).put(mode, "INHERIT");
        }
    }
}
