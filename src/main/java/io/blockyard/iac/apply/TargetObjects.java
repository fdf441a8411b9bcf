package io.blockyard.iac.apply;

import static io.blockyard.iac.apply.TargetWriter.text;

import io.blockyard.dataiku.DssClient;
import io.blockyard.dataiku.DssFlowObjects;
import io.blockyard.dataiku.DssProject;
import io.blockyard.iac.Plan.ResourceChange;
import io.blockyard.iac.desired.ResourceType;
import java.util.Optional;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What a project of the target holds under a name, as DSS keeps it. */
final class TargetObjects {

    private final DssClient client;
    private final DssProject project;

    TargetObjects(DssClient client, String projectKey) {
        this.client = client;
        this.project = client.project(projectKey);
    }

    /**
     * One object.
     *
     * @param id what DSS calls it; the name where names are ids
     * @param document its settings; for a project {@code {metadata}}; empty for a library file
     * @param payload its text; empty where it has none
     */
    record Found(String id, ObjectNode document, String payload) {}

    Optional<Found> find(ResourceChange change) {
        return find(typeOf(change), change.name());
    }

    Optional<Found> find(ResourceType type, String name) {
        return switch (type) {
            case PROJECT ->
                client.hasProject(name) ? Optional.of(new Found(name, described(), "")) : Optional.<Found>empty();
            case LIBRARY ->
                project.library()
                        .file(name)
                        .map(text -> new Found(name, JsonMapper.shared().createObjectNode(), text));
            case ARTICLE -> project.wiki().article(name).map(TargetObjects::article);
            case ZONE ->
                project.zones().stream()
                        .filter(zone -> text(zone, "name").equals(name))
                        .findFirst()
                        .map(TargetObjects::identified);
            case FOLDER, MODEL, EVALUATION_STORE, KNOWLEDGE_BANK, STREAM -> {
                var objects = flow(type);
                yield objects.idOf(name).flatMap(objects::find).map(TargetObjects::identified);
            }
            case DATASET -> project.dataset(name).map(document -> new Found(name, document, ""));
            case RECIPE -> project.recipe(name).map(recipe -> new Found(name, recipe.document(), recipe.payload()));
            case BLOCK -> Optional.empty();
        };
    }

    /** The object of an id that DSS has given. */
    Optional<Found> withId(ResourceType type, String id) {
        return switch (type) {
            case ARTICLE ->
                project.wiki()
                        .article(id)
                        .map(TargetObjects::article)
                        .filter(found -> found.id().equals(id));
            case ZONE -> project.zone(id).map(TargetObjects::identified);
            case FOLDER, MODEL, EVALUATION_STORE, KNOWLEDGE_BANK, STREAM ->
                flow(type).find(id).map(TargetObjects::identified);
            case PROJECT, LIBRARY, DATASET, RECIPE, BLOCK -> find(type, id);
        };
    }

    /** The name of the zone that holds an object; empty for none. */
    String zoneOf(String objectId) {
        return project.zones().stream()
                .filter(zone -> StreamSupport.stream(zone.path("items").spliterator(), false)
                        .anyMatch(item -> text(item, "objectId").equals(objectId)))
                .map(zone -> text(zone, "name"))
                .findFirst()
                .orElse("");
    }

    private DssFlowObjects flow(ResourceType type) {
        return project.flowObjects(type.objectKind().orElseThrow());
    }

    private ObjectNode described() {
        var document = JsonMapper.shared().createObjectNode();
        document.set("metadata", project.metadata());
        return document;
    }

    private static Found article(ObjectNode found) {
        var article = found.get("article") instanceof ObjectNode there
                ? there
                : JsonMapper.shared().createObjectNode();
        return new Found(text(article, "id"), article, text(found, "payload"));
    }

    private static Found identified(ObjectNode document) {
        return new Found(text(document, "id"), document, "");
    }

    /** Whether the API creates objects of this type, gives them ids of its own, and lets two have one name. */
    static boolean isMinted(ResourceType type) {
        return switch (type) {
            case ZONE, FOLDER, ARTICLE -> true;
            case PROJECT, LIBRARY, MODEL, EVALUATION_STORE, KNOWLEDGE_BANK, STREAM, DATASET, RECIPE, BLOCK -> false;
        };
    }

    static ResourceType typeOf(ResourceChange change) {
        return ResourceType.ofWire(change.type()).orElseThrow();
    }

    /** Who made a document and when, as far as DSS tells; the same for as long as the object lives. */
    static JsonNode birth(ObjectNode document) {
        return document.path("creationTag");
    }
}
