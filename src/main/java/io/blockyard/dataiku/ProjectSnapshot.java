package io.blockyard.dataiku;

import io.blockyard.problem.Problem;
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
 * @param params the project's own settings document ({@code params.json})
 * @param variables {@code {standard, local}}
 * @param objects flow objects that are neither datasets nor recipes: folders, models, stores, banks, endpoints
 * @param zones in the order of their ids, the default zone included where the project has one
 * @param library file path below {@code lib/} (such as {@code python/vibration/base.py}) → text
 * @param wiki the articles in taxonomy order
 * @param exposed refs of objects that are exposed to other projects
 * @param warnings what could not be read or looked odd
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
        List<Problem> warnings) {

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
            ObjectNode document) {}

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
            ObjectNode document) {}

    /**
     * What a recipe reads or writes.
     *
     * @param ref a dataset's name, another object's id, or {@code PROJECT.name}
     */
    public record RecipeItem(String role, String ref) {}

    /** A flow object that is neither a dataset nor a recipe. */
    public record FlowObject(ObjectKind kind, String id, String name, String description, ObjectNode document) {}

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
    public record WikiArticle(String id, String name, String parent, String markdown, ObjectNode document) {}
}
