package io.blockyard.dataiku.sandbox;

import tools.jackson.databind.node.ObjectNode;

/** Datasets: definitions only, the sandbox holds no rows. */
final class DatasetCalls {

    static final String FOLDER = "datasets";

    void register(Router router) {
        router.project("GET", "/datasets", DatasetCalls::list);
        router.project("POST", "/datasets", DatasetCalls::create);
        router.project("POST", "/datasets/managed", (request, project) -> {
            var body = request.object();
            ManagedDatasets.create(project, request.required(body, "name"), Json.child(body, "creationSettings"));
            return Answer.message("Created dataset " + Json.text(body, "name"));
        });
        router.project("GET", "/datasets/{name}", (request, project) -> Answer.json(shown(project, request)));
        router.project("PUT", "/datasets/{name}", (request, project) -> {
            save(project, request.name("name"), read(project, request), request.object());
            return Answer.message("Updated dataset " + request.name("name"));
        });
        router.project("DELETE", "/datasets/{name}", DatasetCalls::delete);
        router.project(
                "GET", "/datasets/{name}/schema", (request, project) -> Answer.json(schema(read(project, request))));
        router.project("PUT", "/datasets/{name}/schema", (request, project) -> {
            var before = read(project, request);
            var after = before.deepCopy();
            after.set("schema", request.object());
            save(project, request.name("name"), before, after);
            return Answer.json(schema(after));
        });
        router.project(
                "GET",
                "/datasets/{name}/metadata",
                (request, project) -> Answer.json(Json.metadata(read(project, request))));
        router.project("PUT", "/datasets/{name}/metadata", (request, project) -> {
            var before = read(project, request);
            save(project, request.name("name"), before, Json.withMetadata(before, request.object()));
            return Answer.json(Json.metadata(read(project, request)));
        });
        router.project("GET", "/datasets/{name}/info", DatasetCalls::info);
        router.project("GET", "/datasets/{name}/usages", DatasetCalls::usages);
        router.project("GET", "/datasets/{name}/partitions", (request, project) -> {
            read(project, request);
            return Answer.json(Json.array());
        });
        router.project("POST", "/actions/renameDataset", DatasetCalls::rename);
    }

    private static Answer list(Request request, Project project) {
        var datasets = Json.array();
        project.documents(FOLDER).forEach((name, document) -> datasets.add(shown(project, name, document)));
        return Answer.json(datasets);
    }

    private static Answer create(Request request, Project project) {
        var body = request.object();
        var name = Names.require(request.required(body, "name"));
        request.required(body, "type");
        requireFree(project, name);
        var dataset = Json.object();
        dataset.put("type", Json.text(body, "type"));
        dataset.put("managed", false);
        dataset.setAll(stored(body));
        fill(dataset);
        Stamps.created(dataset);
        project.write(FOLDER, name, dataset);
        return Answer.message("Created dataset " + name);
    }

    static void requireFree(Project project, String name) {
        if (project.has(FOLDER, name)) {
            throw Fault.conflict("Dataset already exists: " + project.key() + "." + name);
        }
    }

    /** Fields that every dataset has. */
    static void fill(ObjectNode dataset) {
        Json.child(dataset, "params");
        var schema = Json.child(dataset, "schema");
        Json.orElse(schema, "columns", Json.array());
        Json.orElse(schema, "userModified", Json.object().booleanNode(false));
        Json.orElse(Json.child(dataset, "partitioning"), "dimensions", Json.array());
        Json.orElse(dataset, "tags", Json.array());
        Json.orElse(dataset, "checklists", Json.checklists());
        Json.orElse(dataset, "customMeta", Json.customMeta());
        Json.orElse(dataset, "customFields", Json.object());
    }

    private static void save(Project project, String name, ObjectNode before, ObjectNode after) {
        var dataset = stored(after);
        if (Stamps.changed(before, dataset)) {
            project.write(FOLDER, name, dataset);
        }
    }

    private static Answer delete(Request request, Project project) {
        read(project, request);
        var name = request.name("name");
        Zones.of(project).forget("DATASET", name);
        project.delete(FOLDER + "/" + name + ".json");
        return Answer.empty();
    }

    private static Answer info(Request request, Project project) {
        var info = Json.object();
        info.set("dataset", shown(project, request));
        info.putArray("recipesUsing");
        return Answer.json(info);
    }

    private static Answer usages(Request request, Project project) {
        read(project, request);
        var usages = Json.array();
        project.documents(RecipeCalls.FOLDER).forEach((recipe, document) -> {
            if (Objects.refs(document, "inputs").anyMatch(request.name("name")::equals)) {
                usages.addObject()
                        .put("type", "RECIPE_INPUT")
                        .put("objectProjectKey", project.key())
                        .put("objectId", recipe);
            }
        });
        return Answer.json(usages);
    }

    private static Answer rename(Request request, Project project) {
        var body = request.object();
        var oldName = request.required(body, "oldName");
        var newName = Names.require(request.required(body, "newName"));
        var dataset = project.document(FOLDER, oldName, "Dataset");
        requireFree(project, newName);
        project.write(FOLDER, newName, dataset);
        project.documents(RecipeCalls.FOLDER).forEach((name, recipe) -> {
            if (RecipeRefs.rename(recipe, oldName, newName)) {
                project.write(RecipeCalls.FOLDER, name, recipe);
            }
        });
        Zones.of(project).rename("DATASET", oldName, newName);
        project.delete(FOLDER + "/" + oldName + ".json");
        return Answer.empty();
    }

    private static ObjectNode schema(ObjectNode dataset) {
        var schema = Json.child(dataset, "schema");
        Json.orElse(schema, "columns", Json.array());
        return schema;
    }

    private static ObjectNode read(Project project, Request request) {
        return project.document(FOLDER, request.name("name"), "Dataset");
    }

    private static ObjectNode shown(Project project, Request request) {
        return shown(project, request.name("name"), read(project, request));
    }

    private static ObjectNode shown(Project project, String name, ObjectNode document) {
        var shown = Json.object().put("name", name).put("projectKey", project.key());
        shown.setAll(document);
        return shown;
    }

    private static ObjectNode stored(ObjectNode body) {
        var document = body.deepCopy();
        document.remove(java.util.List.of("name", "projectKey", "smartName"));
        return document;
    }
}
