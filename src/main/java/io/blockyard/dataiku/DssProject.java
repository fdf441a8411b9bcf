package io.blockyard.dataiku;

import io.blockyard.dataiku.ProjectSnapshot.Recipe;
import io.blockyard.dataiku.ProjectSnapshot.ZoneItem;
import io.blockyard.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One project of an instance, for writing. Documents are DSS's own; DSS replaces a document whole when it is put, so
 * that a change starts from what is there, and what is there already is not put again. Every method throws a {@link ProblemException}: NOT_FOUND
 * for what does not exist, REMOTE when the instance is silent or fails, SETTINGS when it refuses the key.
 */
public final class DssProject {

    /** What is DSS's own in the document of a recipe. */
    private static final List<String> RECIPE_IDENTITY = List.of("name", "projectKey", "versionTag", "creationTag");

    private final DssHttp http;
    private final String key;
    private final ProjectDocuments documents;

    DssProject(DssHttp http, String key) {
        this.http = http;
        this.key = key;
        this.documents = new ProjectDocuments(http, key);
    }

    public String key() {
        return key;
    }

    /** Deletes the project; {@code dropData} also clears what its managed datasets and folders hold. */
    public void delete(boolean dropData) {
        http.delete(DssPath.project(key) + "?clearManagedDatasets=" + dropData + "&clearOutputManagedFolders="
                + dropData + "&clearJobAndScenarioLogs=" + dropData);
    }

    /** {@code {label, description, shortDesc, tags, …}}. */
    public ObjectNode metadata() {
        return read("metadata");
    }

    public void changeMetadata(UnaryOperator<ObjectNode> change) {
        change(path("metadata"), change);
    }

    public ObjectNode settings() {
        return read("settings");
    }

    public void changeSettings(UnaryOperator<ObjectNode> change) {
        change(path("settings"), change);
    }

    /**
     * Lets another project use an object of this one.
     *
     * @param objectType as in a zone's items, such as {@code DATASET}
     */
    public void expose(String objectType, String id, String toProject) {
        changeSettings(settings -> Exposure.add(settings, objectType, id, toProject));
    }

    /** Takes back what {@link #expose} did; does nothing when it was not done. */
    public void withdraw(String objectType, String id, String fromProject) {
        changeSettings(settings -> Exposure.remove(settings, objectType, id, fromProject));
    }

    /** {@code {standard: {…}, local: {…}}}. */
    public ObjectNode variables() {
        return read("variables");
    }

    public void putVariables(ObjectNode variables) {
        change(path("variables"), current -> variables);
    }

    /** {@code {tags: {NAME: {color}}}}. */
    public ObjectNode tagColors() {
        return read("tags");
    }

    public void putTagColors(ObjectNode tags) {
        change(path("tags"), current -> tags);
    }

    /** The documents of all datasets, their schemas included. */
    public List<ObjectNode> datasets() {
        return ProjectDocuments.objects(http.get(path("datasets", "")));
    }

    public Optional<ObjectNode> dataset(String name) {
        return find("datasets", name);
    }

    /** Creates a dataset from its whole document; an unknown connection is not refused by DSS. */
    public void createDataset(String name, ObjectNode document) {
        var body = Documents.empty().put("name", name).put("projectKey", key);
        body.setAll(Documents.without(document, "name", "projectKey"));
        http.post(path("datasets", ""), body);
    }

    /**
     * Creates a dataset whose place DSS chooses.
     *
     * @param format a format preset such as {@code PARQUET_HIVE} or {@code CSV_EXCEL_GZIP}; empty for the connection's
     */
    public void createManagedDataset(String name, String connection, String format) {
        var body = Documents.empty().put("name", name);
        var settings = body.putObject("creationSettings").put("connectionId", connection);
        var specific = settings.putObject("specificSettings");
        if (!format.isEmpty()) {
            specific.put("formatOptionId", format);
        }
        http.post(path("datasets", "managed"), body);
    }

    public void putDataset(String name, ObjectNode document) {
        change(
                path("datasets", name),
                current -> document.deepCopy().put("name", name).put("projectKey", key));
    }

    /** Replaces the columns: {@code {columns: [{name, type, comment…}], userModified}}. */
    public void putSchema(String dataset, ObjectNode schema) {
        change(path("datasets", dataset, "schema"), current -> schema);
    }

    public void deleteDataset(String name, boolean dropData) {
        http.delete(path("datasets", name) + "?dropData=" + dropData);
    }

    /** The documents of all recipes, without payloads. */
    public List<ObjectNode> recipes() {
        return ProjectDocuments.objects(http.get(path("recipes", "")));
    }

    public Optional<Recipe> recipe(String name) {
        return find("recipes", name)
                .map(answer -> Recipe.of(
                        name, ProjectDocuments.object(answer.path("recipe")), Documents.text(answer, "payload")));
    }

    /**
     * Creates a recipe in the way that suits its type, then gives it its whole document and payload. Its outputs have to
     * exist.
     *
     * @return the name that DSS gave it
     */
    public String createRecipe(Recipe recipe) {
        var name = createRecipe(RecipeCreation.of(key, recipe));
        putRecipe(name, recipe.document(), recipe.payload());
        return name;
    }

    /** Creates a recipe and leaves it as DSS made it. */
    public String createRecipe(RecipeCreation creation) {
        var body = Documents.empty();
        body.set("recipePrototype", creation.prototype());
        body.set("creationSettings", creation.settings());
        return Documents.text(http.post(path("recipes", ""), body), "name");
    }

    /** Replaces fields of the recipe's document and its payload; fields that {@code document} lacks stay. */
    public void putRecipe(String name, ObjectNode document, String payload) {
        change(path("recipes", name), current -> {
            var recipe = ProjectDocuments.object(current.path("recipe"));
            recipe.setAll(document.deepCopy().remove(RECIPE_IDENTITY));
            current.set("recipe", recipe);
            return current.put("payload", payload);
        });
    }

    /** Replaces the recipe's whole document and its payload; fields that {@code document} lacks go. */
    public void replaceRecipe(String name, ObjectNode document, String payload) {
        change(path("recipes", name), current -> {
            var recipe = document.deepCopy().remove(RECIPE_IDENTITY);
            recipe.setAll(ProjectDocuments.object(current.path("recipe")).retain(RECIPE_IDENTITY));
            current.set("recipe", recipe);
            return current.put("payload", payload);
        });
    }

    /**
     * What DSS finds to be changed in the columns of a recipe's outputs; nothing where it says that it cannot tell, as it
     * may before it has run the recipe.
     *
     * @throws ProblemException REMOTE when it fails at it, or does not answer
     */
    public List<SchemaUpdate> schemaUpdates(String recipe) {
        try {
            return SchemaUpdate.of(http.get(path("recipes", recipe, "schema-update")));
        } catch (ProblemException refusal) {
            var code = refusal.problems().getFirst().code();
            if (code.equals(DssErrors.DECLINED) || code.equals(DssErrors.NOT_OFFERED)) {
                return List.of();
            }
            throw refusal;
        }
    }

    /** Gives an output the columns that the recipe makes; data that are there stay as they are. */
    public void updateOutputSchema(String recipe, SchemaUpdate update) {
        var body = Documents.empty().put("computableType", update.type()).put("computableId", update.id());
        body.set("newSchema", update.newSchema());
        body.put("dropAndRecreate", false).put("synchronizeMetastore", false);
        http.post(path("recipes", recipe, "actions", "updateOutputSchema"), body);
    }

    /** Starts to build datasets, with all that they are made of. @return the job's id */
    public String startBuild(List<String> datasets) {
        var job = Documents.empty()
                .put("type", "RECURSIVE_BUILD")
                .put("refreshHiveMetastore", false)
                .put("autoUpdateSchemaBeforeEachRecipeRun", false);
        var outputs = job.putArray("outputs");
        datasets.forEach(dataset ->
                outputs.addObject().put("type", "DATASET").put("id", dataset).put("projectKey", key));
        return Documents.text(http.post(path("jobs", ""), job), "id");
    }

    /** How a job stands, such as {@code RUNNING}, {@code DONE} or {@code FAILED}; empty when DSS no longer knows it. */
    public Optional<String> jobState(String id) {
        return http.find(path("jobs", id, "")).map(job -> Documents.text(job.path("baseStatus"), "state"));
    }

    /** What a job has written so far. */
    public String jobLog(String id) {
        return new String(http.download(path("jobs", id, "log")), StandardCharsets.UTF_8);
    }

    public void deleteRecipe(String name) {
        http.delete(path("recipes", name));
    }

    /** Folders, models, stores, banks, endpoints: whatever of a flow is neither a dataset nor a recipe. */
    public DssFlowObjects flowObjects(ObjectKind kind) {
        return new DssFlowObjects(http, key, kind);
    }

    /** @return the id that DSS gave it */
    public String createManagedFolder(String name, String type, ObjectNode params) {
        var body = Documents.empty().put("name", name).put("projectKey", key).put("type", type);
        body.set("params", params);
        return Documents.text(http.post(path("managedfolders", ""), body), "id");
    }

    /** Paths of the files in a managed folder, without a slash at their beginning. */
    public List<String> folderFiles(String id) {
        return http.get(path("managedfolders", id, "contents"))
                .path("items")
                .valueStream()
                .map(item -> Documents.text(item, "path").replaceFirst("^/+", ""))
                .toList();
    }

    public byte[] folderFile(String id, String file) {
        return http.download(path("managedfolders", id, "contents") + DssPath.file(file));
    }

    /** Puts a file into a managed folder, in the place of the one that is there. */
    public void putFolderFile(String id, String file, byte[] bytes) {
        var name = file.substring(file.lastIndexOf('/') + 1);
        http.upload(path("managedfolders", id, "contents") + DssPath.file(file), name, bytes);
    }

    public void deleteFolderFile(String id, String file) {
        http.delete(path("managedfolders", id, "contents") + DssPath.file(file));
    }

    /** The documents of all zones, each with its {@code id}. */
    public List<ObjectNode> zones() {
        return ProjectDocuments.objects(http.get(path("flow", "zones")));
    }

    public Optional<ObjectNode> zone(String id) {
        return find("flow", "zones", id);
    }

    /** @return the new zone's document with its {@code id} */
    public ObjectNode createZone(String name, String color) {
        return ProjectDocuments.object(http.post(
                path("flow", "zones"), Documents.empty().put("name", name).put("color", color)));
    }

    public void putZone(String id, ObjectNode document) {
        change(path("flow", "zones", id), current -> document.deepCopy().put("id", id));
    }

    /** Deletes a zone; its items go to the default zone. */
    public void deleteZone(String id) {
        http.delete(path("flow", "zones", id));
    }

    /**
     * Moves items to a zone, as far as they are not in it; DSS moves along the recipes that make them.
     *
     * @return the zone as it is then
     */
    public ObjectNode addItems(String zoneId, List<ZoneItem> items) {
        var zone = ProjectDocuments.object(http.get(path("flow", "zones", zoneId)));
        var there = Documents.zoneItems(zone.path("items"));
        ArrayNode refs = Documents.json().createArrayNode();
        items.stream().filter(item -> !there.contains(item)).forEach(item -> refs.add(smartRef(item)));
        return refs.isEmpty()
                ? zone
                : ProjectDocuments.object(http.post(path("flow", "zones", zoneId, "add-items"), refs));
    }

    /** Shows an item of another zone, or of another project, in a zone too. */
    public void share(String zoneId, ZoneItem item) {
        var there = Documents.zoneItems(http.get(path("flow", "zones", zoneId)).path("shared"));
        if (!there.contains(item)) {
            http.post(path("flow", "zones", zoneId, "shared"), smartRef(item));
        }
    }

    public DssLibrary library() {
        return new DssLibrary(documents);
    }

    public DssWiki wiki() {
        return new DssWiki(documents);
    }

    public DssBundles bundles() {
        return new DssBundles(documents);
    }

    /** The project as a zip, without data. */
    public byte[] export() {
        return http.downloadFor(path("export"), Documents.empty());
    }

    /** Keys in the order in which DSS writes them: clients compare such references as texts. */
    private static ObjectNode smartRef(ZoneItem item) {
        var ref = Documents.empty();
        if (!item.projectKey().isEmpty()) {
            ref.put("projectKey", item.projectKey());
        }
        return ref.put("objectId", item.objectId()).put("objectType", item.objectType());
    }

    private String path(String... segments) {
        return documents.path(segments);
    }

    private void change(String path, UnaryOperator<ObjectNode> change) {
        documents.change(path, change);
    }

    private ObjectNode read(String segment) {
        return documents.read(segment);
    }

    private Optional<ObjectNode> find(String... segments) {
        return documents.find(segments);
    }
}
