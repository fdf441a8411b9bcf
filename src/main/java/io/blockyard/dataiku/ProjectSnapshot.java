package io.blockyard.dataiku;

import io.blockyard.problem.Problem;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * A DSS project at one moment, the same whether it was read from a live instance, a folder in git layout or an
 * export. Documents are DSS's own and are carried whole, unknown fields included; nobody changes them.
 *
 * @param key the project key as DSS or the folder's name gives it
 * @param name the project's label; the key when it has none
 * @param params the project's own settings document ({@code params.json}) without its permissions, which belong to the
 *     instance
 * @param variables {@code {standard, local}}
 * @param objects flow objects that are neither datasets nor recipes: folders, models, stores, banks, endpoints
 * @param zones in the order of their ids, the default zone included where the project has one
 * @param library file path below {@code lib/} (such as {@code python/vibration/base.py}) → text
 * @param wiki the articles in taxonomy order
 * @param exposed refs of objects that are exposed to other projects
 * @param warnings what could not be read or looked odd
 * @param tagColors the project's vocabulary of tags ({@code tags.json}): {@code {tags: {NAME: {color}}}}
 * @param wikiHome the id of the article that opens first; empty when there is none
 * @param notebooks names of the Jupyter notebooks, sorted; what is in them is not read
 * @param others documents of kinds that this product does not know, by place, such as {@code agent-tools/1g726R1}; only
 *     files have them, since DSS's API has no list of what it does not know either
 */
public record ProjectSnapshot(
        String key,
        String name,
        String description,
        List<String> tags,
        ObjectNode params,
        ObjectNode variables,
        List<Dataset> datasets,
        List<Recipe> recipes,
        List<FlowObject> objects,
        List<Zone> zones,
        Map<String, String> library,
        List<WikiArticle> wiki,
        List<String> exposed,
        List<Problem> warnings,
        ObjectNode tagColors,
        String wikiHome,
        List<String> notebooks,
        Map<String, ObjectNode> others) {

    public ProjectSnapshot {
        tags = List.copyOf(tags);
        datasets = List.copyOf(datasets);
        recipes = List.copyOf(recipes);
        objects = List.copyOf(objects);
        zones = List.copyOf(zones);
        library = Collections.unmodifiableMap(new LinkedHashMap<>(library));
        wiki = List.copyOf(wiki);
        exposed = List.copyOf(exposed);
        warnings = List.copyOf(warnings);
        notebooks = List.copyOf(notebooks);
        others = Collections.unmodifiableMap(new LinkedHashMap<>(others));
    }

    /** A part of a project: without a vocabulary of tags, a first article, notebooks and documents of other kinds. */
    public ProjectSnapshot(
            String key,
            String name,
            String description,
            List<String> tags,
            ObjectNode params,
            ObjectNode variables,
            List<Dataset> datasets,
            List<Recipe> recipes,
            List<FlowObject> objects,
            List<Zone> zones,
            Map<String, String> library,
            List<WikiArticle> wiki,
            List<String> exposed,
            List<Problem> warnings) {
        this(
                key,
                name,
                description,
                tags,
                params,
                variables,
                datasets,
                recipes,
                objects,
                zones,
                library,
                wiki,
                exposed,
                warnings,
                Documents.empty(),
                "",
                List.of(),
                Map.of());
    }

    /** The same project with other warnings. */
    public ProjectSnapshot withWarnings(List<Problem> newWarnings) {
        return new ProjectSnapshot(
                key,
                name,
                description,
                tags,
                params,
                variables,
                datasets,
                recipes,
                objects,
                zones,
                library,
                wiki,
                exposed,
                newWarnings,
                tagColors,
                wikiHome,
                notebooks,
                others);
    }

    /** Names of the code environments that recipes name or inherit, sorted. */
    public List<String> codeEnvironments() {
        return ProjectNeeds.codeEnvironments(this);
    }

    /** Ids of the plugins' components that recipes and datasets are made with, sorted. */
    public List<String> pluginComponents() {
        return ProjectNeeds.pluginComponents(this);
    }

    public Optional<Dataset> dataset(String datasetName) {
        return datasets.stream().filter(d -> d.name().equals(datasetName)).findFirst();
    }

    public Optional<Recipe> recipe(String recipeName) {
        return recipes.stream().filter(r -> r.name().equals(recipeName)).findFirst();
    }

    public Optional<FlowObject> object(String id) {
        return objects.stream().filter(o -> o.id().equals(id)).findFirst();
    }

    /**
     * A dataset.
     *
     * @param type DSS's type, such as {@code Filesystem} or {@code PostgreSQL}
     * @param connection empty when it has none
     * @param description the short description, else the long one, else empty
     * @param document DSS's document, as in {@code datasets/NAME.json}
     */
    public record Dataset(
            String name,
            String type,
            boolean managed,
            String connection,
            String description,
            List<String> tags,
            List<SchemaColumn> columns,
            ObjectNode document) {

        /** The dataset that a document describes; what only repeats the place it came from is left out. */
        public static Dataset of(String name, ObjectNode document) {
            var own = Documents.without(document, "name", "projectKey", "smartName");
            return new Dataset(
                    name,
                    Documents.text(own, "type"),
                    own.path("managed").asBoolean(false),
                    Documents.connection(own),
                    Documents.description(own),
                    Documents.texts(own.path("tags")),
                    Documents.columns(own),
                    own);
        }
    }

    /** A column as DSS has it; texts are empty when absent. */
    public record SchemaColumn(String name, String type, String comment, String meaning) {}

    /**
     * A recipe.
     *
     * @param payload the payload or code; empty when there is none
     * @param document DSS's document, as in {@code recipes/NAME.json}
     */
    public record Recipe(
            String name,
            String type,
            List<RecipeItem> inputs,
            List<RecipeItem> outputs,
            String description,
            List<String> tags,
            String payload,
            ObjectNode document) {

        /** The recipe that a document and its payload describe. */
        public static Recipe of(String name, ObjectNode document, String payload) {
            var own = Documents.without(document, "name", "projectKey", "smartName");
            return new Recipe(
                    name,
                    Documents.text(own, "type"),
                    Documents.recipeItems(own.path("inputs")),
                    Documents.recipeItems(own.path("outputs")),
                    Documents.description(own),
                    Documents.texts(own.path("tags")),
                    payload,
                    own);
        }
    }

    /**
     * What a recipe reads or writes.
     *
     * @param ref a dataset's name, another object's id, or {@code PROJECT.name}
     */
    public record RecipeItem(String role, String ref) {}

    /** A flow object that is neither a dataset nor a recipe. */
    public record FlowObject(ObjectKind kind, String id, String name, String description, ObjectNode document) {

        /** The object that a document describes; it is called by its id when the document has no name. */
        public static FlowObject of(ObjectKind kind, String id, ObjectNode document) {
            var own = Documents.without(document, "id", "projectKey", "smartName");
            var name = Documents.text(own, "name");
            return new FlowObject(kind, id, name.isEmpty() ? id : name, Documents.description(own), own);
        }
    }

    /**
     * A zone with its explicit items. The default zone lists none: its members are everything in no other zone.
     *
     * @param id {@code default} for the default zone
     * @param shared items of other zones that are shown here too
     */
    public record Zone(
            String id,
            String name,
            String color,
            String description,
            List<ZoneItem> items,
            List<ZoneItem> shared,
            ObjectNode document) {

        /** The zone that a document describes. */
        public static Zone of(String id, ObjectNode document) {
            var own = Documents.without(document, "id", "projectKey");
            if (id.equals("default") || !own.has("items")) {
                own.putArray("items");
            }
            if (!own.has("shared")) {
                own.putArray("shared");
            }
            return new Zone(
                    id,
                    Documents.text(own, "name"),
                    Documents.text(own, "color"),
                    Documents.description(own),
                    Documents.zoneItems(own.path("items")),
                    Documents.zoneItems(own.path("shared")),
                    own);
        }

        public boolean isDefault() {
            return id.equals("default");
        }
    }

    /**
     * A member of a zone.
     *
     * @param objectType DSS's own: DATASET, RECIPE, MANAGED_FOLDER, SAVED_MODEL, …
     * @param projectKey the owner's key for an item of another project, else empty
     */
    public record ZoneItem(String objectType, String objectId, String projectKey) {}

    /** A wiki article; {@code parent} is empty at the top. */
    public record WikiArticle(String id, String name, String parent, String markdown, ObjectNode document) {

        /** The article that a document and its text describe. */
        public static WikiArticle of(String id, String parent, ObjectNode document, String markdown) {
            var own = Documents.without(document, "id", "projectKey");
            var name = Documents.text(own, "name");
            return new WikiArticle(id, name.isEmpty() ? id : name, parent, markdown, own);
        }
    }
}
