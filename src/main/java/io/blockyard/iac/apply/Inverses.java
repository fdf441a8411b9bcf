package io.blockyard.iac.apply;

import static io.blockyard.iac.apply.TargetWriter.text;

import io.blockyard.dataiku.DssClient;
import io.blockyard.dataiku.DssFlowObjects;
import io.blockyard.dataiku.DssProject;
import io.blockyard.dataiku.ObjectKind;
import io.blockyard.dataiku.ProjectSnapshot.Recipe;
import io.blockyard.dataiku.ProjectSnapshot.ZoneItem;
import io.blockyard.iac.Plan.ResourceChange;
import io.blockyard.iac.apply.Creations.Left;
import io.blockyard.iac.desired.ResourceType;
import io.blockyard.problem.ProblemException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What undoes an operation: the resource as it was on the target before the operation first started, whole, as DSS
 * keeps it. Restoring can be repeated.
 */
public final class Inverses {

    private static final String EXISTED = "existed";
    private static final String DOCUMENT = "document";

    private final DssProject project;
    private final TargetObjects objects;
    private final Creations creations;
    private final Map<String, String> foldersByOldId = new HashMap<>();

    public Inverses(DssClient client, String projectKey, PlanMarker marker) {
        this.project = client.project(projectKey);
        this.objects = new TargetObjects(client, projectKey);
        this.creations = new Creations(client, objects, marker);
    }

    /** {@code {existed, document?, payload?, zone?}}; {@code zone} is the name of the zone that holds the object. */
    public ObjectNode capture(ResourceChange change) {
        var type = TargetObjects.typeOf(change);
        var captured = JsonMapper.shared().createObjectNode().put(EXISTED, false);
        objects.find(change).ifPresent(found -> {
            captured.put(EXISTED, true).put("payload", found.payload()).set(DOCUMENT, found.document());
            switch (type) {
                case PROJECT -> {
                    found.document().set("settings", project.settings());
                    found.document().set("variables", project.variables());
                }
                case FOLDER, MODEL, EVALUATION_STORE, KNOWLEDGE_BANK, STREAM, DATASET, RECIPE ->
                    captured.put("zone", objects.zoneOf(found.id()));
                case LIBRARY, ARTICLE, ZONE, BLOCK -> {}
            }
        });
        return captured;
    }

    static boolean existed(ObjectNode captured) {
        return captured.path(EXISTED).asBoolean(false);
    }

    /** Takes note of a folder that an operation deletes, since recipes that are restored know it by its old id. */
    public void remember(ResourceChange change, ObjectNode captured) {
        if (TargetObjects.typeOf(change) == ResourceType.FOLDER && existed(captured)) {
            foldersByOldId.put(text(part(captured, DOCUMENT), "id"), change.name());
        }
    }

    private void namesFolders(ObjectNode recipe) {
        for (var side : List.of("inputs", "outputs")) {
            for (var role : recipe.path(side).values()) {
                for (var item : role.path("items").values()) {
                    var folder = Optional.ofNullable(foldersByOldId.get(text(item, "ref")));
                    folder.flatMap(name -> project.flowObjects(ObjectKind.MANAGED_FOLDER)
                                    .idOf(name))
                            .ifPresent(id -> ((ObjectNode) item).put("ref", id));
                }
            }
        }
    }

    /** Whether what is there now is what was captured, and not another of its name. */
    static boolean isOf(ObjectNode captured, TargetObjects.Found found) {
        var then = captured.path(DOCUMENT);
        return then.path("id").equals(found.document().path("id"))
                && then.path("creationTag").equals(TargetObjects.birth(found.document()));
    }

    /** What became of one operation that was taken back. */
    public enum Undone {
        AS_IT_WAS,
        /** What stands there was made by somebody else while the operation was under way. */
        LEFT_TO_OTHERS,
        /** A folder is there again under another id; it points to where its files were. */
        FOLDER_REMADE
    }

    /**
     * Makes the resource again what it was when it was captured; what was not there is deleted, unless somebody else has
     * made it.
     *
     * @param finished whether the operation is known to have taken effect
     * @param madeId the id that DSS gave what it created; empty when none is known
     */
    public Undone restore(ResourceChange change, ObjectNode captured, boolean finished, String madeId) {
        return existed(captured) ? putBack(change, captured) : delete(change, finished, madeId);
    }

    /** Whether undoing the operation takes the whole project away, and with it all that was made in it. */
    public boolean takesProjectAway(ResourceChange change, ObjectNode captured, boolean finished) {
        if (TargetObjects.typeOf(change) != ResourceType.PROJECT || existed(captured)) {
            return false;
        }
        return switch (creations.left(change, "")) {
            case Left.Ours ours -> true;
            case Left.Nothing nothing -> finished;
            case Left.Theirs theirs -> false;
        };
    }

    private Undone delete(ResourceChange change, boolean finished, String madeId) {
        var left = creations.left(change, madeId);
        if (left instanceof Left.Nothing) {
            return Undone.AS_IT_WAS;
        }
        boolean editedSince = finished && TargetObjects.typeOf(change) == ResourceType.LIBRARY;
        if (left instanceof Left.Theirs && !editedSince) {
            return Undone.LEFT_TO_OTHERS;
        }
        var name = change.name();
        switch (TargetObjects.typeOf(change)) {
            case PROJECT -> project.delete(true);
            case LIBRARY -> project.library().delete(name);
            case ARTICLE -> project.wiki().delete(idOf(left, change));
            case ZONE -> project.deleteZone(idOf(left, change));
            case FOLDER, MODEL, EVALUATION_STORE, KNOWLEDGE_BANK, STREAM ->
                flow(change).delete(idOf(left, change));
            case DATASET -> project.deleteDataset(name, false);
            case RECIPE -> project.deleteRecipe(name);
            case BLOCK -> {}
        }
        return Undone.AS_IT_WAS;
    }

    private String idOf(Left left, ResourceChange change) {
        return left instanceof Left.Ours(var found)
                ? found.id()
                : objects.find(change).map(TargetObjects.Found::id).orElse("");
    }

    private Undone putBack(ResourceChange change, ObjectNode captured) {
        var name = change.name();
        var payload = text(captured, "payload");
        var document = captured.get(DOCUMENT) instanceof ObjectNode found
                ? found
                : JsonMapper.shared().createObjectNode();
        switch (TargetObjects.typeOf(change)) {
            case PROJECT -> {
                project.changeMetadata(current -> part(document, "metadata"));
                project.changeSettings(current -> part(document, "settings"));
                project.putVariables(part(document, "variables"));
            }
            case LIBRARY -> project.library().put(name, payload);
            case ARTICLE ->
                objects.find(change)
                        .ifPresentOrElse(
                                found -> project.wiki().put(found.id(), payload),
                                () -> project.wiki().create(name, "", payload));
            case ZONE -> zone(name, document);
            case FOLDER -> {
                var folders = flow(change);
                boolean remade = folders.idOf(name).isEmpty();
                if (remade) {
                    project.createManagedFolder(name, text(document, "type"), placed(document));
                }
                folders.idOf(name).ifPresent(id -> {
                    if (!remade) {
                        folders.put(id, document);
                    }
                    intoZone(change, captured, id);
                });
                return remade ? Undone.FOLDER_REMADE : Undone.AS_IT_WAS;
            }
            case MODEL, EVALUATION_STORE, KNOWLEDGE_BANK, STREAM -> {
                var id = flow(change).idOf(name).orElseThrow(() -> lost(change));
                flow(change).put(id, document);
                intoZone(change, captured, id);
            }
            case DATASET -> {
                if (project.dataset(name).isPresent()) {
                    project.putDataset(name, document);
                } else {
                    project.createDataset(name, document);
                }
                intoZone(change, captured, name);
            }
            case RECIPE -> {
                namesFolders(document);
                if (project.recipe(name).isPresent()) {
                    project.replaceRecipe(name, document, payload);
                } else {
                    project.createRecipe(Recipe.of(name, document, payload));
                }
                intoZone(change, captured, name);
            }
            case BLOCK -> {}
        }
        return Undone.AS_IT_WAS;
    }

    /** DSS keeps the files of a deleted folder under its id; the new one has another, so that the place is named. */
    private static ObjectNode placed(ObjectNode folder) {
        var params = part(folder, "params").deepCopy();
        var path = text(params, "path");
        return params.put("path", path.replace("${odbId}", text(folder, "id")));
    }

    private void zone(String name, ObjectNode document) {
        var there = zone(name);
        if (there.isPresent()) {
            project.putZone(text(there.get(), "id"), document);
            return;
        }
        var id = text(project.createZone(name, document.path("color").asString("#2ab1ac")), "id");
        var items = StreamSupport.stream(document.path("items").spliterator(), false)
                .map(item -> new ZoneItem(text(item, "objectType"), text(item, "objectId"), ""))
                .toList();
        if (!items.isEmpty()) {
            project.addItems(id, items);
        }
    }

    private void intoZone(ResourceChange change, ObjectNode captured, String objectId) {
        var item = new ZoneItem(TargetObjects.typeOf(change).itemType(), objectId, "");
        var then = text(captured, "zone");
        if (!then.isEmpty()) {
            zone(then).ifPresent(there -> project.addItems(text(there, "id"), List.of(item)));
        } else if (!objects.zoneOf(objectId).isEmpty()) {
            project.addItems(TargetWriter.DEFAULT_ZONE, List.of(item));
        }
    }

    private DssFlowObjects flow(ResourceChange change) {
        return project.flowObjects(kindOf(change));
    }

    private static ObjectKind kindOf(ResourceChange change) {
        return TargetObjects.typeOf(change).objectKind().orElseThrow();
    }

    private static ProblemException lost(ResourceChange change) {
        return ProblemException.of(
                ProblemException.Kind.CONFLICT,
                "roll-back.lost",
                "The " + kindOf(change).words() + " \u201c" + change.name()
                        + "\u201d was deleted and cannot be brought back: DSS creates such objects only when it imports"
                        + " a project.",
                "Restore the project from a bundle of DSS.");
    }

    private Optional<ObjectNode> zone(String name) {
        return project.zones().stream()
                .filter(zone -> text(zone, "name").equals(name))
                .findFirst();
    }

    private static ObjectNode part(JsonNode document, String name) {
        return document.get(name) instanceof ObjectNode part
                ? part
                : JsonMapper.shared().createObjectNode();
    }
}
