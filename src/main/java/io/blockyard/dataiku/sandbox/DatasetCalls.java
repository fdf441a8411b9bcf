package io.blockyard.dataiku.sandbox;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Datasets: their definitions; {@link UploadedFiles} are all the data there is. */
final class DatasetCalls {

    static final String FOLDER = "datasets";

    private final Projects projects;

    DatasetCalls(Projects projects) {
        this.projects = projects;
    }

    void register(Router router) {
        router.project("GET", "/datasets", this::list);
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
            return Answer.json(setSchema(project, request.name("name"), request.object()));
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
        router.project("GET", "/datasets/{name}/usages", (request, project) -> {
            read(project, request);
            return Answer.json(Usages.of(project, request.name("name")));
        });
        router.project("GET", "/datasets/{name}/partitions", (request, project) -> {
            read(project, request);
            return Answer.json(Json.array());
        });
        router.unsupported("GET", "/datasets/{name}/column-lineage", "it does not follow columns through recipes");
        for (var action :
                List.of("copyTo", "synchronizeHiveMetastore", "updateFromHive", "computeMetrics", "runChecks")) {
            router.unsupported("POST", "/datasets/{name}/actions/" + action, "it computes nothing");
        }
        router.project("POST", "/actions/renameDataset", DatasetCalls::rename);
    }

    private Answer list(Request request, Project project) {
        var tags = request.parameters("tags");
        var datasets = Json.array();
        project.documents(FOLDER).forEach((name, document) -> {
            if (tags.isEmpty() || hasOneOf(document, tags)) {
                datasets.add(shown(project, name, document));
            }
        });
        if (request.flag("foreign")) {
            projects.keys().stream()
                    .filter(key -> !key.equals(project.key()))
                    .map(projects::open)
                    .forEach(owner -> addExposed(owner, project.key(), tags, datasets));
        }
        return Answer.json(datasets);
    }

    /** Datasets of another project that it exposes to this one. */
    private static void addExposed(Project owner, String reader, List<String> tags, ArrayNode datasets) {
        for (var object : owner.params().path("exposedObjects").path("objects").values()) {
            var name = Json.text(object, "localName");
            var exposed = object.path("rules")
                    .valueStream()
                    .anyMatch(rule -> Json.text(rule, "targetProject").equals(reader));
            if (exposed && Json.text(object, "type").equals("DATASET") && owner.has(FOLDER, name)) {
                var document = owner.document(FOLDER, name, "Dataset");
                if (tags.isEmpty() || hasOneOf(document, tags)) {
                    datasets.add(shown(owner, name, document));
                }
            }
        }
    }

    private static boolean hasOneOf(ObjectNode document, List<String> tags) {
        return document.path("tags").valueStream().anyMatch(tag -> tags.contains(tag.asString("")));
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

    /** Gives a dataset another schema, and returns it. */
    static ObjectNode setSchema(Project project, String name, JsonNode schema) {
        var before = project.document(FOLDER, name, "Dataset");
        var after = before.deepCopy();
        after.set("schema", schema);
        save(project, name, before, after);
        return schema(after);
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
        if (request.flag("dropData")) {
            project.files().deleteBelow(UploadedFiles.folder(name));
        }
        return Answer.empty();
    }

    private static Answer info(Request request, Project project) {
        var info = Json.object();
        info.set("dataset", shown(project, request));
        var using = info.putArray("recipesUsing");
        Usages.of(project, request.name("name")).forEach(using::add);
        return Answer.json(info);
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
        var files = project.files();
        for (var path : files.below(UploadedFiles.folder(oldName))) {
            files.read(UploadedFiles.folder(oldName) + "/" + path)
                    .ifPresent(content -> files.put(UploadedFiles.folder(newName) + "/" + path, content));
        }
        files.deleteBelow(UploadedFiles.folder(oldName));
        Zones.of(project).rename("DATASET", oldName, newName);
        project.delete(FOLDER + "/" + oldName + ".json");
        return Answer.empty();
    }

    private static ObjectNode schema(ObjectNode dataset) {
        var schema = Json.child(dataset, "schema");
        Json.orElse(schema, "columns", Json.array());
        return schema;
    }

    static ObjectNode read(Project project, Request request) {
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
        document.remove(List.of("name", "projectKey", "smartName"));
        return document;
    }
}
