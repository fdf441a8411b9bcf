package io.blockyard.dataiku.sandbox;

import io.blockyard.dataiku.RecipeTypes;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Recipes with their payloads; the sandbox runs none. */
final class RecipeCalls {

    static final String FOLDER = "recipes";

    void register(Router router) {
        router.project("GET", "/recipes", (request, project) -> {
            var recipes = Json.array();
            project.documents(FOLDER).forEach((name, document) -> recipes.add(shown(project, name, document)));
            return Answer.json(recipes);
        });
        router.project("POST", "/recipes", (request, project) -> {
            var body = request.object();
            var name = new RecipeMaker(
                            project, Json.child(body, "recipePrototype"), Json.child(body, "creationSettings"))
                    .make();
            return Answer.json(Json.object().put("name", name));
        });
        router.project("GET", "/recipes/{name}", (request, project) -> Answer.json(whole(project, request)));
        router.project("PUT", "/recipes/{name}", RecipeCalls::put);
        router.project("DELETE", "/recipes/{name}", (request, project) -> {
            delete(project, request.name("name"), read(project, request));
            return Answer.empty();
        });
        router.project(
                "GET",
                "/recipes/{name}/metadata",
                (request, project) -> Answer.json(Json.metadata(read(project, request))));
        router.project("PUT", "/recipes/{name}/metadata", (request, project) -> {
            var before = read(project, request);
            var after = Json.withMetadata(before, request.object());
            if (Stamps.changed(before, after)) {
                project.write(FOLDER, request.name("name"), after);
            }
            return Answer.json(Json.metadata(after));
        });
        router.project("GET", "/recipes/{name}/status", RecipeCalls::status);
        router.project(
                "GET",
                "/recipes/{name}/schema-update",
                (request, project) -> Answer.json(OutputSchemas.of(project).updates(request.name("name"))));
        router.project("POST", "/recipes/{name}/actions/updateOutputSchema", RecipeCalls::updateOutputSchema);
        router.project("POST", "/actions/renameRecipe", RecipeCalls::rename);
    }

    static void delete(Project project, String name, ObjectNode recipe) {
        Zones.of(project).forget("RECIPE", name);
        project.delete(FOLDER + "/" + name + ".json");
        payloadPaths(name, recipe).forEach(project::delete);
    }

    static void save(Project project, String name, ObjectNode recipe, String payload) {
        if (!payload(project, name, recipe).equals(payload)) {
            payloadPaths(name, recipe).forEach(project::delete);
            if (!payload.isEmpty()) {
                project.writeText(payloadPaths(name, recipe).getFirst(), payload);
            }
        }
        project.write(FOLDER, name, recipe);
    }

    private static Answer put(Request request, Project project) {
        var name = request.name("name");
        var before = read(project, request);
        var body = request.object();
        var after = stored(Json.child(body, "recipe"));
        if (Json.text(after, "type").isEmpty()) {
            throw Fault.badRequest("The recipe has no type");
        }
        RecipeRefs.complete(after);
        var payload = Json.text(body, "payload");
        var sameCode = payload(project, name, before).equals(payload);
        if (!Stamps.changed(before, after)) {
            if (sameCode) {
                return Answer.json(whole(project, request));
            }
            Stamps.count(after);
        }
        if (!Json.text(before, "type").equals(Json.text(after, "type"))) {
            payloadPaths(name, before).forEach(project::delete);
        }
        save(project, name, after, payload);
        Zones.of(project).gatherOutputs(name, after);
        return Answer.json(whole(project, request));
    }

    private static Answer rename(Request request, Project project) {
        var body = request.object();
        var oldName = request.required(body, "oldName");
        var newName = Names.require(request.required(body, "newName"));
        var recipe = project.document(FOLDER, oldName, "Recipe");
        if (project.has(FOLDER, newName)) {
            throw Fault.conflict("Recipe already exists: " + project.key() + "." + newName);
        }
        save(project, newName, recipe, payload(project, oldName, recipe));
        Zones.of(project).rename("RECIPE", oldName, newName);
        project.delete(FOLDER + "/" + oldName + ".json");
        payloadPaths(oldName, recipe).forEach(project::delete);
        return Answer.empty();
    }

    private static Answer status(Request request, Project project) {
        read(project, request);
        var status = Json.object();
        Json.child(status, "allMessagesForFrontend")
                .put("maxSeverity", "SUCCESS")
                .putArray("messages");
        var engine = Json.object().put("type", "DSS").put("label", "DSS").put("isSelectable", true);
        status.putArray("engines").add(engine);
        status.set("selectedEngine", engine);
        return Answer.json(status);
    }

    private static Answer updateOutputSchema(Request request, Project project) {
        read(project, request);
        var body = request.object();
        if (Json.text(body, "computableType").equals("DATASET")
                && body.path("newSchema").isObject()) {
            var name = request.required(body, "computableId");
            DatasetCalls.setSchema(project, name, body.path("newSchema"));
        }
        return Answer.json(Json.object());
    }

    private static ObjectNode whole(Project project, Request request) {
        var name = request.name("name");
        var document = read(project, request);
        var whole = Json.object();
        whole.set("recipe", shown(project, name, document));
        return whole.put("payload", payload(project, name, document));
    }

    static String payload(Project project, String name, ObjectNode recipe) {
        return payloadPaths(name, recipe).stream()
                .flatMap(path -> project.findText(path).stream())
                .findFirst()
                .orElse("");
    }

    /** Where a payload may lie, the usual place first. */
    private static List<String> payloadPaths(String name, ObjectNode recipe) {
        return RecipeTypes.payloadExtensions(Json.text(recipe, "type")).stream()
                .map(extension -> FOLDER + "/" + name + "." + extension)
                .toList();
    }

    private static ObjectNode read(Project project, Request request) {
        return project.document(FOLDER, request.name("name"), "Recipe");
    }

    private static ObjectNode shown(Project project, String name, ObjectNode document) {
        var shown = Json.object().put("name", name).put("projectKey", project.key());
        shown.setAll(document);
        return shown;
    }

    private static ObjectNode stored(ObjectNode body) {
        var document = body.deepCopy();
        document.remove(List.of("name", "projectKey", "smartName"));
        return document;
    }
}
