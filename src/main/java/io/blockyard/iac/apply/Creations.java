package io.blockyard.iac.apply;

import static io.blockyard.iac.apply.TargetWriter.text;

import io.blockyard.dataiku.DssClient;
import io.blockyard.iac.Plan.ResourceChange;
import io.blockyard.iac.apply.TargetObjects.Found;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Whether what stands where an operation was to create something is that operation's own work, asked after an
 * interruption. It was not there before the operation started; so it is ours, or somebody else's who was quicker.
 */
final class Creations {

    private final DssClient client;
    private final TargetObjects objects;
    private final PlanMarker marker;

    Creations(DssClient client, TargetObjects objects, PlanMarker marker) {
        this.client = client;
        this.objects = objects;
        this.marker = marker;
    }

    /** What an interrupted creation has left. */
    sealed interface Left {
        /** Nothing: it did not take effect. */
        record Nothing() implements Left {}

        /** Our own work, perhaps not complete. */
        record Ours(Found found) implements Left {}

        /** Somebody else's, which is not to be touched. */
        record Theirs() implements Left {}
    }

    /** @param madeId the id that DSS is known to have given; empty when the note of it may have been lost */
    Left left(ResourceChange change, String madeId) {
        var type = TargetObjects.typeOf(change);
        if (TargetObjects.isMinted(type)) {
            var known = madeId.isEmpty()
                    ? objects.find(type, marker.provisional(change.name()))
                    : objects.withId(type, madeId);
            if (known.isPresent()) {
                return new Left.Ours(known.get());
            }
        }
        var there = objects.find(type, change.name());
        if (there.isEmpty()) {
            return new Left.Nothing();
        }
        var found = there.get();
        // What only an import brings came with the project, which is known to be ours.
        boolean ours = switch (type) {
            case PROJECT -> isOurProject(found.document().path("metadata"));
            case LIBRARY -> found.payload().equals(text(TargetWriter.attributes(change), "content"));
            case DATASET, RECIPE ->
                marker.isOn(found.document(), "customMeta") || isAsJustCreated(change, found.document());
            case MODEL, EVALUATION_STORE, KNOWLEDGE_BANK, STREAM -> true;
            case ZONE, FOLDER, ARTICLE, BLOCK -> false;
        };
        return ours ? new Left.Ours(found) : new Left.Theirs();
    }

    private boolean isOurProject(JsonNode metadata) {
        return marker.isOn(metadata, "custom") || text(metadata, "description").equals(marker.text());
    }

    /**
     * The calls that create a managed dataset or a recipe take no mark; it comes with the next call. In between, it is
     * ours when our user made it, nobody has changed it, and it is what the operation creates.
     */
    private boolean isAsJustCreated(ResourceChange change, ObjectNode document) {
        boolean unmarked = PlanMarker.of(document, "customMeta").isEmpty();
        boolean unchanged = document.path("versionTag").path("versionNumber").asInt(-1) == 0;
        var maker = TargetObjects.birth(document)
                .path("lastModifiedBy")
                .path("login")
                .asString("");
        return unmarked && unchanged && isOfThatKind(change, document) && maker.equals(client.user());
    }

    private static boolean isOfThatKind(ResourceChange change, ObjectNode document) {
        var wanted = TargetWriter.attributes(change);
        if (change.type().equals("dataset")) {
            return text(wanted, "type").equals("managed")
                    && document.path("managed").asBoolean(false)
                    && text(wanted, "connection").equals(text(document.path("params"), "connection"));
        }
        return text(wanted, "type").equals(text(document, "type"))
                && wanted.path("outputs").size() == outputs(document).size();
    }

    private static Set<String> outputs(ObjectNode recipe) {
        var refs = new TreeSet<String>();
        recipe.path("outputs")
                .values()
                .forEach(role -> role.path("items").values().forEach(item -> refs.add(text(item, "ref"))));
        return refs;
    }
}
