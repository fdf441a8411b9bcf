package io.blockyard.dataiku.sandbox;

import io.blockyard.dataiku.sandbox.SandboxKey.Right;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Plugins: one that has no components, its settings, and what projects use of plugins that are not here. */
final class PluginCalls {

    private static final String OWN = "builtin-macros";
    private static final String SETTINGS = "plugin-settings";

    private final Projects projects;
    private final Instance instance;

    PluginCalls(Projects projects, Instance instance) {
        this.projects = projects;
        this.instance = instance;
    }

    void register(Router router) {
        router.instance("GET", "/plugins", Right.READ, request -> {
            var plugins = Json.array();
            var plugin = plugins.addObject().put("id", OWN).put("version", "1.0.0");
            plugin.putObject("meta").put("label", "Builtin macros").put("author", "Blockyard");
            plugin.put("isDev", false);
            return Answer.json(plugins);
        });
        router.instance("GET", "/plugins/{id}/settings", Right.READ, request -> {
            var place = settings(request);
            return Answer.json(
                    instance.reading(holdings -> holdings.findDocument(place).orElseGet(PluginCalls::none)));
        });
        router.instance("POST", "/plugins/{id}/settings", Right.ADMIN, request -> {
            var place = settings(request);
            instance.changing(holdings -> {
                holdings.write(place, request.object());
                return true;
            });
            return Answer.empty();
        });
        router.instance("GET", "/plugins/{id}/actions/listUsages", Right.READ, request -> {
            require(request);
            var usages = Json.object();
            usages.putArray("usages");
            var missing = usages.putArray("missingTypes");
            var only = request.parameter("projectKey");
            projects.keys().stream()
                    .filter(key -> only.isEmpty() || only.equals(key))
                    .forEach(key -> addMissing(projects.open(key), missing));
            return Answer.json(usages);
        });
        router.project("GET", "/plugins/usages", (request, project) -> Answer.json(Json.array()));
    }

    /** Recipes that a plugin's component runs: none of those is here. */
    private static void addMissing(Project project, ArrayNode missing) {
        project.documents(RecipeCalls.FOLDER).forEach((name, recipe) -> {
            var type = Json.text(recipe, "type");
            if (type.startsWith("CustomCode_") || type.startsWith("CustomJava_")) {
                missing.addObject()
                        .put("missingType", type)
                        .put("objectType", "RECIPE")
                        .put("objectId", name)
                        .put("projectKey", project.key());
            }
        });
    }

    private static String settings(Request request) {
        require(request);
        var project = request.parameter("projectKey");
        return SETTINGS + "/" + OWN + (project.isEmpty() ? "" : "@" + Names.require(project)) + ".json";
    }

    private static void require(Request request) {
        if (!request.name("id").equals(OWN)) {
            throw Fault.notFound("Plugin not found: " + request.name("id"));
        }
    }

    private static ObjectNode none() {
        var settings = Json.object();
        settings.putObject("config");
        settings.putArray("presets");
        settings.putArray("parameterSets");
        settings.putObject("permissions");
        return settings;
    }
}
