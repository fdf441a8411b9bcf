package io.blockyard.dataiku;

import static io.blockyard.dataiku.PathName.requireName;

import io.blockyard.dataiku.ProjectReader.ProjectSummary;
import io.blockyard.dataiku.ProjectSnapshot.Dataset;
import io.blockyard.dataiku.ProjectSnapshot.FlowObject;
import io.blockyard.dataiku.ProjectSnapshot.Recipe;
import io.blockyard.dataiku.ProjectSnapshot.WikiArticle;
import io.blockyard.dataiku.ProjectSnapshot.Zone;
import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.node.ObjectNode;

/**
 * A project as the files that DSS itself writes to git: {@code params.json}, {@code datasets/NAME.json},
 * {@code recipes/NAME.json} with the payload beside it, {@code zones/ID.json}, {@code wiki/}, {@code lib/} and so on.
 * Paths are relative to the project's root and use {@code /}.
 */
public final class ProjectFiles {

    static final String PARAMS = "params.json";
    static final String TAGS = "tags.json";
    static final String VARIABLES = "variables.json";
    /** DSS keeps local variables out of git; here they need a place of their own. */
    static final String LOCAL_VARIABLES = "localvariables.json";

    static final String TAXONOMY = "wiki/taxonomy.json";
    static final String ARTICLES = "wiki/articles/";
    static final String LIBRARY = "lib/";
    static final String NOTEBOOKS = "ipython_notebooks/";
    static final String NOTEBOOK = ".ipynb";

    private static final Set<String> TOP = Set.of(PARAMS, TAGS, VARIABLES, LOCAL_VARIABLES);
    private static final Set<String> FOLDERS = Stream.concat(
                    Stream.of("datasets/", "zones/"),
                    Arrays.stream(ObjectKind.values()).map(kind -> kind.folder() + "/"))
            .collect(Collectors.toUnmodifiableSet());

    /** What DSS keeps beside a project's definition: how people look at it, and what models and runs leave behind. */
    private static final Set<String> NO_DEFINITION =
            Set.of("explore/", "analysis/", "analysis-data/", "notebooks/", "recipes/", "wiki/", LIBRARY, NOTEBOOKS);

    private ProjectFiles() {}

    /**
     * Reads a project. What is malformed is left out with a warning; files of other kinds are ignored.
     *
     * @param key the project key, which the files themselves do not hold
     */
    public static ProjectSnapshot read(String key, Map<String, String> files) {
        return new ProjectFilesReader(key, files).read();
    }

    /** What a list says of a project, from its {@code params.json} alone. */
    static ProjectSummary summary(String key, byte[] params) {
        try {
            var document = Documents.json().readTree(params);
            var name = Documents.text(document, "name");
            return new ProjectSummary(key, name.isEmpty() ? key : name, Documents.description(document));
        } catch (JacksonException malformed) {
            return new ProjectSummary(key, key, "");
        }
    }

    /**
     * The files of a project or of a part of one. Equal snapshots give equal bytes: keys are sorted. The documents are
     * what is written; {@link #read} gives an equal snapshot back, its warnings and notebooks apart.
     *
     * @throws ProblemException INVALID when something has a name that cannot be a file's
     */
    public static SortedMap<String, String> write(ProjectSnapshot project) {
        var files = new TreeMap<String, String>();
        var params = project.params();
        if (Documents.text(params, "name").isEmpty()) {
            params = params.deepCopy().put("name", project.name());
        }
        put(files, PARAMS, params);
        putUnlessEmpty(files, TAGS, project.tagColors());
        putUnlessEmpty(files, VARIABLES, project.variables().path("standard"));
        putUnlessEmpty(files, LOCAL_VARIABLES, project.variables().path("local"));
        for (Dataset dataset : project.datasets()) {
            put(files, "datasets/" + requireName(dataset.name()) + ".json", dataset.document());
        }
        for (Recipe recipe : project.recipes()) {
            put(files, "recipes/" + requireName(recipe.name()) + ".json", recipe.document());
            if (!recipe.payload().isEmpty()) {
                files.put(payloadPath(recipe.name(), recipe.type()), recipe.payload());
            }
        }
        for (FlowObject object : project.objects()) {
            put(files, object.kind().folder() + "/" + requireName(object.id()) + ".json", object.document());
        }
        for (Zone zone : project.zones()) {
            put(files, "zones/" + requireName(zone.id()) + ".json", zone.document());
        }
        project.library().forEach((path, text) -> files.put(LIBRARY + path, text));
        project.others().forEach((place, document) -> put(files, place + ".json", document));
        writeWiki(files, project);
        files.keySet().forEach(PathName::requireInside);
        return files;
    }

    /** Whether a file belongs to what {@link #read} reads; data, caches, attachments and dashboards do not. */
    static boolean isDefinition(String path) {
        if (path.startsWith(LIBRARY)) {
            return !path.endsWith(".pyc");
        }
        var folder = path.substring(0, path.lastIndexOf('/') + 1);
        return switch (folder) {
            case "" -> TOP.contains(path);
            case "wiki/" -> path.equals(TAXONOMY);
            case ARTICLES -> path.endsWith(".json") || path.endsWith(".md");
            case "recipes/" -> true;
            case NOTEBOOKS -> path.endsWith(NOTEBOOK);
            default -> path.endsWith(".json") && (FOLDERS.contains(folder) || isOfAnotherKind(path));
        };
    }

    /** Whether a file of {@link #isDefinition a definition} counts by its name alone. */
    static boolean isNameOnly(String path) {
        return path.startsWith(NOTEBOOKS);
    }

    /** Whether a file is {@code KIND/ID.json} of a kind that this product does not know. */
    static boolean isOfAnotherKind(String path) {
        var end = path.indexOf('/') + 1;
        var folder = path.substring(0, end);
        return end > 1
                && path.indexOf('/', end) < 0
                && path.endsWith(".json")
                && !folder.startsWith(".")
                && !FOLDERS.contains(folder)
                && !NO_DEFINITION.contains(folder);
    }

    /** Whether files that {@link #isDefinition belong} to a project may lie in a folder or below it. */
    static boolean mayHold(String folder) {
        var path = folder + "/";
        if (path.startsWith(LIBRARY)) {
            return !path.endsWith("/__pycache__/");
        }
        if (path.indexOf('/') == path.length() - 1) {
            return !path.startsWith(".") && !path.startsWith("analysis") && !path.equals("explore/");
        }
        return path.equals(ARTICLES);
    }

    static String payloadPath(String recipe, String type) {
        return "recipes/" + recipe + "." + RecipeTypes.payloadExtension(type);
    }

    /** The text of a document as it is written to a file: two spaces, a newline at the end. */
    public static String text(JsonNode document) {
        return Documents.json()
                        .writer()
                        .with(SerializationFeature.INDENT_OUTPUT)
                        .writeValueAsString(document)
                        .replace("\r\n", "\n")
                + "\n";
    }

    private static void writeWiki(Map<String, String> files, ProjectSnapshot project) {
        for (WikiArticle article : project.wiki()) {
            put(files, ARTICLES + requireName(article.id()) + ".json", article.document());
            files.put(ARTICLES + article.id() + ".md", article.markdown());
        }
        if (!project.wiki().isEmpty()) {
            put(files, TAXONOMY, WikiTaxonomy.of(project.wiki(), project.wikiHome()));
        }
    }

    private static void putUnlessEmpty(Map<String, String> files, String path, JsonNode document) {
        if (!document.isEmpty()) {
            put(files, path, document);
        }
    }

    private static void put(Map<String, String> files, String path, JsonNode document) {
        files.put(path, text(sorted(document)));
    }

    /** A copy with the keys of every object in alphabetical order. */
    private static JsonNode sorted(JsonNode node) {
        if (node instanceof ObjectNode object) {
            var copy = Documents.empty();
            new TreeMap<>(asMap(object.properties())).forEach((key, value) -> copy.set(key, sorted(value)));
            return copy;
        }
        if (node.isArray()) {
            var copy = Documents.json().createArrayNode();
            node.values().forEach(element -> copy.add(sorted(element)));
            return copy;
        }
        return node;
    }

    private static Map<String, JsonNode> asMap(Collection<Map.Entry<String, JsonNode>> entries) {
        var map = new TreeMap<String, JsonNode>();
        entries.forEach(entry -> map.put(entry.getKey(), entry.getValue()));
        return map;
    }

    static Problem unreadable(String path, String why) {
        return Problem.warning(
                        "dss.unreadable-file",
                        path + " could not be read: " + why,
                        "The project was read without it; put the file right in DSS and read the project again.")
                .at(path);
    }
}
