package io.blockyard.iac.apply;

import static io.blockyard.iac.apply.TargetWriter.text;

import io.blockyard.dataiku.DssClient;
import io.blockyard.dataiku.DssFlowObjects;
import io.blockyard.dataiku.DssProject;
import io.blockyard.dataiku.ObjectKind;
import io.blockyard.dataiku.ProjectSnapshot.Recipe;
import io.blockyard.dataiku.ProjectSnapshot.ZoneItem;
import io.blockyard.iac.Plan.ResourceChange;
import io.blockyard.iac.desired.ResourceType;
import io.blockyard.problem.ProblemException;
import java.util.List;
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

    private final DssClient client;
    private final DssProject project;

    public Inverses(DssClient client, String projectKey) {
        this.client = client;
        this.project = client.project(projectKey);
    }

    /** {@code {existed, document?, payload?, zone?}}; {@code zone} is the name of the zone that holds the object. */
    public ObjectNode capture(ResourceChange change) {
        var captured = JsonMapper.shared().createObjectNode().put(EXISTED, false);
        var name = change.name();
        switch (typeOf(change)) {
            case PROJECT -> {
                if (client.hasProject(name)) {
                    var document = existing(captured).putObject(DOCUMENT);
                    document.set("metadata", project.metadata());
                    document.set("settings", project.settings());
                    document.set("variables", project.variables());
                }
            }
            case LIBRARY ->
                project.libraryFile(name)
                        .ifPresent(content -> existing(captured).put("payload", content));
            case ARTICLE ->
                project.article(name).ifPresent(found -> existing(captured).put("payload", text(found, "payload")));
            case ZONE -> zone(name).ifPresent(found -> existing(captured).set(DOCUMENT, found));
            case FOLDER, MODEL, EVALUATION_STORE, KNOWLEDGE_BANK, STREAM -> {
                var objects = objects(change);
                objects.idOf(name).ifPresent(id -> {
                    objects.find(id).ifPresent(found -> existing(captured).set(DOCUMENT, found));
                    captured.put("zone", zoneOf(id));
                });
            }
            case DATASET ->
                project.dataset(name).ifPresent(found -> {
                    existing(captured).set(DOCUMENT, found);
                    captured.put("zone", zoneOf(name));
                });
            case RECIPE ->
                project.recipe(name).ifPresent(found -> {
                    existing(captured).put("payload", found.payload()).set(DOCUMENT, found.document());
                    captured.put("zone", zoneOf(name));
                });
            case BLOCK -> {}
        }
        return captured;
    }

    /** Makes the resource again what it was when it was captured; what was not there is deleted. */
    public void restore(ResourceChange change, ObjectNode captured) {
        if (captured.path(EXISTED).asBoolean(false)) {
            putBack(change, captured);
        } else {
            delete(change);
        }
    }

    /** Whether undoing the operation takes the whole project away, and with it all that was made in it. */
    public static boolean takesProjectAway(ResourceChange change, ObjectNode captured) {
        return typeOf(change) == ResourceType.PROJECT && !captured.path(EXISTED).asBoolean(false);
    }

    private void delete(ResourceChange change) {
        var name = change.name();
        switch (typeOf(change)) {
            case PROJECT -> {
                if (client.hasProject(name)) {
                    project.delete(true);
                }
            }
            case LIBRARY -> project.libraryFile(name).ifPresent(found -> project.deleteLibraryFile(name));
            case ARTICLE -> project.article(name).ifPresent(found -> project.deleteArticle(articleId(found)));
            case ZONE -> zone(name).ifPresent(found -> project.deleteZone(text(found, "id")));
            case FOLDER, MODEL, EVALUATION_STORE, KNOWLEDGE_BANK, STREAM -> {
                var objects = objects(change);
                objects.idOf(name).ifPresent(objects::delete);
            }
            case DATASET -> project.dataset(name).ifPresent(found -> project.deleteDataset(name, false));
            case RECIPE -> project.recipe(name).ifPresent(found -> project.deleteRecipe(name));
            case BLOCK -> {}
        }
    }

    private void putBack(ResourceChange change, ObjectNode captured) {
        var name = change.name();
        var payload = text(captured, "payload");
        var document = captured.get(DOCUMENT) instanceof ObjectNode found
                ? found
                : JsonMapper.shared().createObjectNode();
        switch (typeOf(change)) {
            case PROJECT -> {
                project.changeMetadata(current -> part(document, "metadata"));
                project.changeSettings(current -> part(document, "settings"));
                project.putVariables(part(document, "variables"));
            }
            case LIBRARY -> project.putLibraryFile(name, payload);
            case ARTICLE ->
                project.article(name)
                        .ifPresentOrElse(
                                found -> project.putArticle(articleId(found), payload),
                                () -> project.createArticle(name, "", payload));
            case ZONE -> zone(name, document);
            case FOLDER -> {
                var folders = objects(change);
                if (folders.idOf(name).isEmpty()) {
                    project.createManagedFolder(name, text(document, "type"), part(document, "params"));
                }
                folders.idOf(name).ifPresent(id -> intoZone(captured, ObjectKind.MANAGED_FOLDER.itemType(), id));
            }
            case MODEL, EVALUATION_STORE, KNOWLEDGE_BANK, STREAM -> {
                var objects = objects(change);
                var id = objects.idOf(name).orElseThrow(() -> lost(change));
                objects.put(id, document);
                intoZone(captured, kindOf(change).itemType(), id);
            }
            case DATASET -> {
                if (project.dataset(name).isPresent()) {
                    project.putDataset(name, document);
                } else {
                    project.createDataset(name, document);
                }
                intoZone(captured, "DATASET", name);
            }
            case RECIPE -> {
                if (project.recipe(name).isPresent()) {
                    project.putRecipe(name, document, payload);
                } else {
                    project.createRecipe(Recipe.of(name, document, payload));
                }
                intoZone(captured, "RECIPE", name);
            }
            case BLOCK -> {}
        }
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

    private void intoZone(ObjectNode captured, String objectType, String objectId) {
        var zone = text(captured, "zone");
        zone(zone)
                .ifPresent(
                        there -> project.addItems(text(there, "id"), List.of(new ZoneItem(objectType, objectId, ""))));
    }

    private DssFlowObjects objects(ResourceChange change) {
        return project.flowObjects(kindOf(change));
    }

    private static ObjectKind kindOf(ResourceChange change) {
        return typeOf(change).objectKind().orElseThrow();
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

    private String zoneOf(String objectId) {
        return project.zones().stream()
                .filter(zone -> StreamSupport.stream(zone.path("items").spliterator(), false)
                        .anyMatch(item -> text(item, "objectId").equals(objectId)))
                .map(zone -> text(zone, "name"))
                .findFirst()
                .orElse("");
    }

    private Optional<ObjectNode> zone(String name) {
        return project.zones().stream()
                .filter(zone -> text(zone, "name").equals(name))
                .findFirst();
    }

    private static ObjectNode existing(ObjectNode captured) {
        return captured.put(EXISTED, true);
    }

    private static ObjectNode part(JsonNode document, String name) {
        return document.get(name) instanceof ObjectNode part
                ? part
                : JsonMapper.shared().createObjectNode();
    }

    private static String articleId(ObjectNode article) {
        return article.path("article").path("id").asString("");
    }

    private static ResourceType typeOf(ResourceChange change) {
        return ResourceType.ofWire(change.type()).orElseThrow();
    }
}
