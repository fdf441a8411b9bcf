package io.blockyard.dataiku;

import io.blockyard.dataiku.ProjectSnapshot.Dataset;
import io.blockyard.dataiku.ProjectSnapshot.FlowObject;
import io.blockyard.dataiku.ProjectSnapshot.Recipe;
import io.blockyard.dataiku.ProjectSnapshot.WikiArticle;
import io.blockyard.dataiku.ProjectSnapshot.Zone;
import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import io.blockyard.problem.ProblemException.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One reading of a project over REST: lists where the API has them, and the rest (payloads, articles, library files)
 * side by side. What cannot be read though the project can becomes a warning.
 */
final class RemoteProject {

    /** How many calls are under way at once. */
    static final int AT_ONCE = 16;

    /** Twice what a project's files may come to: lists tell again what single answers do. */
    private static final long LARGEST_PROJECT = 2 * Definition.LARGEST_PROJECT;

    /** What concerns the instance and not one object. */
    private static final Set<String> FATAL =
            Set.of("dss.unreachable", "dss.key-refused", "dss.interrupted", Allowance.EXCEEDED);

    private final DssHttp http;
    private final String key;
    private final RecipeMemory memory;
    private final List<Problem> warnings = Collections.synchronizedList(new ArrayList<>());

    RemoteProject(DssHttp http, String key, RecipeMemory memory) {
        this.http = http.within(new Allowance(LARGEST_PROJECT));
        this.key = key;
        this.memory = memory;
    }

    ProjectSnapshot read() {
        try (var parallel = new Parallel(AT_ONCE)) {
            var params = parallel.start(
                    () -> ProjectDocument.fromParts(document("metadata"), lesser("settings"), document()));
            var variables = parallel.start(() -> lesser("variables"));
            var tags = parallel.start(() -> lesser("tags"));
            var datasets = parallel.start(() -> list("name", Dataset::of, "datasets", ""));
            var zones = parallel.start(() -> list("id", Zone::of, "flow", "zones"));
            var objects = parallel.start(this::objects);
            var taxonomy = parallel.start(() -> lesser("wiki"));
            var libraryPaths = parallel.start(this::libraryPaths);
            var notebooks = parallel.start(this::notebooks);
            var labelingTasks = parallel.start(this::labelingTasks);
            var listed = list("name", Map::entry, "recipes", "");

            var recipes = parallel.each(listed, entry -> recipe(entry.getKey(), entry.getValue()));
            var library = readLibrary(parallel, libraryPaths.join());
            var articles = readArticles(parallel, taxonomy.join());
            return ProjectSnapshots.assemble(
                    key,
                    params.join(),
                    variables.join(),
                    tags.join(),
                    datasets.join(),
                    recipes,
                    withLabelingTasks(objects.join(), labelingTasks.join(), zones.join()),
                    zones.join(),
                    library,
                    articles,
                    Documents.text(taxonomy.join(), "homeArticleId"),
                    notebooks.join(),
                    Map.of(),
                    warnings);
        }
    }

    /** A recipe whose payload cannot be read is still a recipe, as the list has it. */
    private Recipe recipe(String name, ObjectNode listed) {
        var place = http.base() + " " + key + " " + name;
        var known = memory.recall(place, listed);
        if (known.isPresent()) {
            return known.get();
        }
        var read = attempt("recipes/" + name, () -> http.get(DssPath.project(key, "recipes", name)))
                .map(answer -> Recipe.of(name, object(answer.path("recipe")), Documents.text(answer, "payload")));
        read.ifPresent(recipe -> memory.keep(place, listed, recipe));
        return read.orElseGet(() -> Recipe.of(name, listed, ""));
    }

    private List<FlowObject> objects() {
        var objects = new ArrayList<FlowObject>();
        for (var kind : ObjectKind.values()) {
            kind.listPath()
                    .flatMap(path -> attempt(kind.folder(), () -> http.get(DssPath.project(key) + "/" + path)))
                    .ifPresent(list ->
                            objects.addAll(entries(list, "id", (id, document) -> FlowObject.of(kind, id, document))));
        }
        return objects;
    }

    private List<String> notebooks() {
        return attempt("ipython_notebooks", () -> http.get(DssPath.project(key, "jupyter-notebooks", "")))
                .map(list -> entries(list, "name", (name, document) -> name))
                .orElse(List.of());
    }

    /** The API neither lists nor shows labeling tasks; the flow's graph tells which there are, and what they touch. */
    private Map<String, ObjectNode> labelingTasks() {
        var tasks = new TreeMap<String, ObjectNode>();
        attempt("flow", () -> http.get(DssPath.project(key, "flow", "graph", "")))
                .ifPresent(graph -> graph.path("nodes").properties().forEach(node -> {
                    if (Documents.text(node.getValue(), "type").equals("RUNNABLE_LABELING_TASK")
                            && isSound(node.getKey(), PathName.isName(node.getKey()))) {
                        tasks.put(node.getKey(), Documents.without(object(node.getValue()), "ref"));
                    }
                }));
        return tasks;
    }

    /** Those that only a zone knows of are read by their ids. */
    private List<FlowObject> withLabelingTasks(
            List<FlowObject> listed, Map<String, ObjectNode> tasks, List<Zone> zones) {
        zones.stream()
                .flatMap(zone -> zone.items().stream())
                .filter(item -> item.objectType().equals(ObjectKind.LABELING_TASK.itemType()))
                .filter(item -> item.projectKey().isEmpty())
                .filter(item -> PathName.isName(item.objectId()))
                .forEach(item -> tasks.putIfAbsent(item.objectId(), Documents.empty()));
        var objects = new ArrayList<>(listed);
        tasks.forEach((id, node) -> {
            objects.add(FlowObject.of(ObjectKind.LABELING_TASK, id, node));
            warnings.add(Problem.warning(
                            "dss.unreadable-object",
                            "The labeling task " + id + " of " + key
                                    + " was read without its settings: DSS's API does not show them.",
                            "Read the project from git or an export to have them.")
                    .at(ObjectKind.LABELING_TASK.folder() + "/" + id));
        });
        return objects;
    }

    private List<String> libraryPaths() {
        var paths = new ArrayList<String>();
        attempt("lib", () -> http.get(DssPath.project(key, "libraries", "contents")))
                .ifPresent(tree -> LibraryTree.addFiles(tree, "", paths));
        paths.removeIf(path -> !isSound(path, PathName.isInside(path)));
        return paths;
    }

    private Map<String, String> readLibrary(Parallel parallel, List<String> paths) {
        var texts = new ConcurrentHashMap<String, String>();
        parallel.each(
                paths,
                path -> attempt(
                                ProjectFiles.LIBRARY + path,
                                () -> http.get(DssPath.project(key, "libraries", "contents") + DssPath.file(path)))
                        .map(answer -> texts.put(path, Documents.text(answer, "data"))));
        return texts;
    }

    private List<WikiArticle> readArticles(Parallel parallel, ObjectNode taxonomy) {
        var answers = new LinkedHashMap<String, JsonNode>();
        var ids = WikiTaxonomy.ids(taxonomy).stream()
                .filter(id -> isSound(id, PathName.isName(id)))
                .toList();
        var found = parallel.each(ids, id -> attempt("wiki/" + id, () -> http.get(DssPath.project(key, "wiki", id))));
        for (var index = 0; index < ids.size(); index++) {
            var id = ids.get(index);
            found.get(index).ifPresent(answer -> answers.put(id, answer));
        }
        return WikiTaxonomy.places(taxonomy, answers.keySet()).stream()
                .map(place -> {
                    var answer = answers.getOrDefault(place.id(), Documents.empty());
                    return WikiArticle.of(
                            place.id(),
                            place.parent(),
                            object(answer.path("article")),
                            Documents.text(answer, "payload"));
                })
                .toList();
    }

    private <T> List<T> list(String idField, BiFunction<String, ObjectNode, T> make, String... path) {
        return entries(http.get(DssPath.project(key, path)), idField, make);
    }

    /** What has a name that cannot be a file's is left out: it could not be kept, and somebody may have meant harm. */
    private boolean isSound(String name, boolean sound) {
        if (!sound) {
            warnings.add(Problem.warning(
                    "dss.hostile-name",
                    "\u201c" + PathName.printable(name) + "\u201d of " + key
                            + " was left out: it is no name that a file of a project may have.",
                    "Rename it in DSS and read the project again."));
        }
        return sound;
    }

    private <T> List<T> entries(JsonNode list, String idField, BiFunction<String, ObjectNode, T> make) {
        var entries = new ArrayList<T>();
        for (var entry : list.values()) {
            var id = Documents.text(entry, idField);
            if (entry instanceof ObjectNode document && !id.isEmpty() && isSound(id, PathName.isName(id))) {
                entries.add(make.apply(id, document));
            }
        }
        return entries;
    }

    /** A document without which the project can still be read. */
    private ObjectNode lesser(String path) {
        return attempt(path, () -> http.get(DssPath.project(key, path)))
                .map(RemoteProject::object)
                .orElseGet(Documents::empty);
    }

    private ObjectNode document(String... path) {
        return object(http.get(DssPath.project(key, path)));
    }

    private static ObjectNode object(JsonNode node) {
        return node instanceof ObjectNode object ? object : Documents.empty();
    }

    /** The answer, or a warning: one object that cannot be read does not make the project unreadable. */
    private Optional<JsonNode> attempt(String what, Supplier<JsonNode> call) {
        try {
            return Optional.of(call.get());
        } catch (ProblemException failure) {
            var code = failure.problems().getFirst().code();
            if (FATAL.contains(code)) {
                throw failure;
            }
            if (failure.kind() != Kind.NOT_FOUND && !code.equals(DssErrors.NOT_OFFERED)) {
                warnings.add(Problem.warning(
                                "dss.unreadable-object",
                                what + " of " + key + " could not be read: "
                                        + failure.problems().getFirst().message(),
                                "The project was read without it.")
                        .at(what));
            }
            return Optional.empty();
        }
    }
}
