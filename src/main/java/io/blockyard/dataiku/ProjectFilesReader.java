package io.blockyard.dataiku;

import io.blockyard.dataiku.ProjectSnapshot.Dataset;
import io.blockyard.dataiku.ProjectSnapshot.FlowObject;
import io.blockyard.dataiku.ProjectSnapshot.Recipe;
import io.blockyard.dataiku.ProjectSnapshot.WikiArticle;
import io.blockyard.dataiku.ProjectSnapshot.Zone;
import io.blockyard.problem.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/** One reading of a project's files, which collects its warnings. */
final class ProjectFilesReader {

    private final String key;
    private final TreeMap<String, String> files;
    private final List<Problem> warnings = new ArrayList<>();

    ProjectFilesReader(String key, Map<String, String> files) {
        this.key = key;
        this.files = new TreeMap<>(files);
    }

    ProjectSnapshot read() {
        var params = document(ProjectFiles.PARAMS).orElseGet(Documents::empty);
        var taxonomy = document(ProjectFiles.TAXONOMY).orElseGet(Documents::empty);
        return ProjectSnapshots.assemble(
                key,
                params,
                variables(),
                document(ProjectFiles.TAGS).orElseGet(Documents::empty),
                documentsIn("datasets/", Dataset::of),
                documentsIn("recipes/", this::recipe),
                objects(),
                documentsIn("zones/", Zone::of),
                library(),
                wiki(taxonomy),
                Documents.text(taxonomy, "homeArticleId"),
                notebooks(),
                others(),
                warnings);
    }

    private ObjectNode variables() {
        var variables = Documents.empty();
        variables.set("standard", document(ProjectFiles.VARIABLES).orElseGet(Documents::empty));
        variables.set("local", document(ProjectFiles.LOCAL_VARIABLES).orElseGet(Documents::empty));
        return variables;
    }

    private Recipe recipe(String name, ObjectNode document) {
        return RecipeTypes.payloadExtensions(Documents.text(document, "type")).stream()
                .map(extension -> files.get("recipes/" + name + "." + extension))
                .filter(payload -> payload != null)
                .findFirst()
                .map(payload -> Recipe.of(name, document, payload))
                .orElseGet(() -> Recipe.of(name, document, ""));
    }

    private List<FlowObject> objects() {
        var objects = new ArrayList<FlowObject>();
        for (var kind : ObjectKind.values()) {
            objects.addAll(documentsIn(kind.folder() + "/", (id, document) -> FlowObject.of(kind, id, document)));
        }
        return objects;
    }

    private Map<String, String> library() {
        var library = new LinkedHashMap<String, String>();
        below(ProjectFiles.LIBRARY)
                .forEach((path, text) -> library.put(path.substring(ProjectFiles.LIBRARY.length()), text));
        return library;
    }

    private List<WikiArticle> wiki(ObjectNode taxonomy) {
        var documents = new LinkedHashMap<String, ObjectNode>();
        documentsIn(ProjectFiles.ARTICLES, Map::entry)
                .forEach(entry -> documents.put(entry.getKey(), entry.getValue()));
        return WikiTaxonomy.places(taxonomy, documents.keySet()).stream()
                .map(place -> WikiArticle.of(
                        place.id(),
                        place.parent(),
                        documents.getOrDefault(place.id(), Documents.empty()),
                        files.getOrDefault(ProjectFiles.ARTICLES + place.id() + ".md", "")))
                .toList();
    }

    private List<String> notebooks() {
        return below(ProjectFiles.NOTEBOOKS).keySet().stream()
                .map(path -> path.substring(ProjectFiles.NOTEBOOKS.length()))
                .map(name -> name.substring(0, name.length() - ProjectFiles.NOTEBOOK.length()))
                .toList();
    }

    private Map<String, ObjectNode> others() {
        var others = new LinkedHashMap<String, ObjectNode>();
        files.keySet().stream()
                .filter(ProjectFiles::isOfAnotherKind)
                .forEach(path -> document(path)
                        .ifPresent(
                                document -> others.put(path.substring(0, path.length() - ".json".length()), document)));
        return others;
    }

    private <T> List<T> documentsIn(String folder, BiFunction<String, ObjectNode, T> make) {
        var result = new ArrayList<T>();
        for (var path : below(folder).keySet()) {
            var name = path.substring(folder.length());
            if (name.endsWith(".json") && name.indexOf('/') < 0) {
                document(path)
                        .ifPresent(document ->
                                result.add(make.apply(name.substring(0, name.length() - ".json".length()), document)));
            }
        }
        return result;
    }

    private Map<String, String> below(String folder) {
        return files.subMap(folder, folder + Character.MAX_VALUE);
    }

    private Optional<ObjectNode> document(String path) {
        var text = files.get(path);
        if (text == null) {
            return Optional.empty();
        }
        try {
            if (Documents.json().readTree(text) instanceof ObjectNode object) {
                return Optional.of(object);
            }
            warnings.add(ProjectFiles.unreadable(path, "it is not a JSON object."));
        } catch (JacksonException malformed) {
            var place = malformed.getLocation();
            var problem = ProjectFiles.unreadable(path, malformed.getOriginalMessage() + ".");
            warnings.add(place == null ? problem : problem.at(path, place.getLineNr(), place.getColumnNr()));
        }
        return Optional.empty();
    }
}
