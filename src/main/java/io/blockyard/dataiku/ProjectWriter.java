package io.blockyard.dataiku;

import io.blockyard.dataiku.ProjectSnapshot.Dataset;
import io.blockyard.dataiku.ProjectSnapshot.FlowObject;
import io.blockyard.dataiku.ProjectSnapshot.Recipe;
import io.blockyard.dataiku.ProjectSnapshot.RecipeItem;
import io.blockyard.dataiku.ProjectSnapshot.Zone;
import io.blockyard.dataiku.ProjectSnapshot.ZoneItem;
import io.blockyard.problem.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes a project, or a part of one, over the API in steps that may all be repeated: what is there already stays as it
 * is. DSS gives folders, zones and articles ids of its own; references follow.
 */
public final class ProjectWriter {

    private static final String EXPORT = "Export the project to a zip and import that into DSS as a new project.";

    private final DssProject project;
    private final Map<String, String> folderIds = new HashMap<>();
    private final Set<String> leftOut = new HashSet<>();
    private final List<Problem> problems = new ArrayList<>();

    /** Writes to a project that exists. */
    public ProjectWriter(DssProject project) {
        this.project = project;
    }

    /**
     * Writes all that the API can create. What it cannot, such as saved models, is left out and told of: only the import
     * of an {@linkplain ExportZip exported project} brings it.
     *
     * @return a problem for each thing that was left out
     */
    public List<Problem> write(ProjectSnapshot snapshot) {
        describe(snapshot);
        snapshot.library().forEach(project.library()::put);
        snapshot.objects().forEach(this::write);
        snapshot.datasets().forEach(this::write);
        snapshot.recipes().forEach(this::write);
        snapshot.zones().forEach(this::write);
        new WikiWriter(project.wiki()).write(snapshot.wiki(), snapshot.wikiHome());
        return List.copyOf(problems);
    }

    private void describe(ProjectSnapshot snapshot) {
        var params = snapshot.params();
        project.changeMetadata(current -> {
            current.setAll(ProjectDocument.metadata(params));
            return current;
        });
        project.changeSettings(current -> {
            current.setAll(ProjectDocument.settings(params));
            return current;
        });
        project.putVariables(snapshot.variables());
        if (!snapshot.tagColors().isEmpty()) {
            project.putTagColors(snapshot.tagColors());
        }
    }

    /** A dataset with all its settings. */
    public void write(Dataset dataset) {
        var there = project.dataset(dataset.name());
        if (there.isEmpty()) {
            if (dataset.managed()) {
                project.createManagedDataset(dataset.name(), dataset.connection(), "");
            } else {
                project.createDataset(dataset.name(), dataset.document());
            }
            there = project.dataset(dataset.name());
        }
        project.putDataset(dataset.name(), over(there, dataset.document()));
    }

    /** A recipe with its payload; what it writes has to exist. Without what was left out it makes no sense. */
    public void write(Recipe recipe) {
        var missing = Stream.concat(recipe.inputs().stream(), recipe.outputs().stream())
                .map(RecipeItem::ref)
                .filter(leftOut::contains)
                .findFirst();
        if (missing.isPresent()) {
            problems.add(Problem.warning(
                            "dss.recipe-left-out",
                            "The recipe \u201c" + recipe.name() + "\u201d was left out: it uses " + missing.get()
                                    + ", which cannot be created.",
                            EXPORT)
                    .at("recipes/" + recipe.name() + ".json"));
            return;
        }
        var placed = Recipe.of(recipe.name(), withOwnFolders(recipe.document()), recipe.payload());
        if (project.recipe(recipe.name()).isEmpty()) {
            project.createRecipe(placed);
        } else {
            project.putRecipe(recipe.name(), placed.document(), placed.payload());
        }
    }

    /** A managed folder; one of the same name is taken as the same. Nothing else of a flow is created over the API. */
    public void write(FlowObject object) {
        if (object.kind() == ObjectKind.MANAGED_FOLDER) {
            var folders = project.flowObjects(object.kind());
            var id = folders.idOf(object.name()).orElseGet(() -> create(object));
            folderIds.put(object.id(), id);
            folders.put(id, object.document());
        } else if (!isThere(object.kind(), object.id())) {
            leftOut.add(object.id());
            problems.add(Problem.warning(
                            "dss.not-creatable",
                            "The " + object.kind().words() + " \u201c" + object.name() + "\u201d (" + object.id()
                                    + ") cannot be created over DSS's API.",
                            EXPORT)
                    .at(object.kind().folder() + "/" + object.id() + ".json"));
        }
    }

    private String create(FlowObject folder) {
        var params = folder.document().path("params") instanceof ObjectNode own ? own : Documents.empty();
        var type = Documents.text(folder.document(), "type");
        return project.createManagedFolder(folder.name(), type.isEmpty() ? "Filesystem" : type, params);
    }

    /** A zone with its members; one of the same name is taken as the same. */
    public void write(Zone zone) {
        var id = zone.isDefault() ? zone.id() : idOf(zone);
        var content = Documents.without(zone.document(), "items", "shared");
        if (!zone.isDefault()
                || project.zone(id).filter(there -> !there.isEmpty()).isPresent()) {
            project.putZone(id, over(project.zone(id), content));
        }
        if (!zone.isDefault()) {
            project.addItems(
                    id,
                    zone.items().stream().map(this::own).filter(this::exists).toList());
        }
        zone.shared().stream().map(this::own).filter(this::exists).forEach(item -> project.share(id, item));
    }

    private String idOf(Zone zone) {
        return project.zones().stream()
                .filter(there -> Documents.text(there, "name").equals(zone.name()))
                .map(there -> Documents.text(there, "id"))
                .filter(id -> !id.equals("default"))
                .findFirst()
                .orElseGet(() -> Documents.text(project.createZone(zone.name(), zone.color()), "id"));
    }

    /** DSS refuses items that do not exist, and projects in the wild have them; another project's are not asked for. */
    private boolean exists(ZoneItem item) {
        if (!item.projectKey().isEmpty()) {
            return true;
        }
        return switch (item.objectType()) {
            case "DATASET" -> project.dataset(item.objectId()).isPresent();
            case "RECIPE" -> project.recipe(item.objectId()).isPresent();
            default ->
                Arrays.stream(ObjectKind.values())
                        .filter(kind -> kind.itemType().equals(item.objectType()))
                        .allMatch(kind -> isThere(kind, item.objectId()));
        };
    }

    /** Labeling tasks cannot be asked for. */
    private boolean isThere(ObjectKind kind, String id) {
        return project.flowObjects(kind).find(id).isPresent();
    }

    private ZoneItem own(ZoneItem item) {
        return item.objectType().equals(ObjectKind.MANAGED_FOLDER.itemType())
                ? new ZoneItem(
                        item.objectType(), folderIds.getOrDefault(item.objectId(), item.objectId()), item.projectKey())
                : item;
    }

    /** What is there, with everything that a document says; ids and stamps stay DSS's own. */
    private static ObjectNode over(Optional<ObjectNode> there, ObjectNode document) {
        var merged = there.map(ObjectNode::deepCopy).orElseGet(Documents::empty);
        merged.setAll(Documents.without(document, "id", "projectKey", "versionTag", "creationTag"));
        return merged;
    }

    private ObjectNode withOwnFolders(ObjectNode recipe) {
        var document = recipe.deepCopy();
        for (var side : List.of("inputs", "outputs")) {
            for (JsonNode role : document.path(side).values()) {
                if (role.path("items") instanceof ArrayNode items) {
                    items.values().forEach(item -> {
                        var ref = Documents.text(item, "ref");
                        if (item instanceof ObjectNode reference && folderIds.containsKey(ref)) {
                            reference.put("ref", folderIds.get(ref));
                        }
                    });
                }
            }
        }
        return document;
    }
}
