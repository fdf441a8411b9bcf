package io.blockyard.iac.apply;

import static io.blockyard.iac.apply.TargetWriter.text;

import io.blockyard.dataiku.DssClient;
import io.blockyard.dataiku.ProjectDocument;
import io.blockyard.dataiku.ProjectSnapshot;
import io.blockyard.dataiku.ProjectSnapshot.Dataset;
import io.blockyard.dataiku.ProjectSnapshot.FlowObject;
import io.blockyard.dataiku.ProjectSnapshot.Recipe;
import io.blockyard.dataiku.ProjectSnapshot.WikiArticle;
import io.blockyard.dataiku.ProjectSnapshot.Zone;
import io.blockyard.iac.Plan.ResourceChange;
import io.blockyard.iac.desired.Resource;
import io.blockyard.iac.desired.ResourceType;
import io.blockyard.iac.plan.Attributes;
import io.blockyard.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What somebody did in DSS since a plan was made or applied: nobody has reviewed that it goes, so that neither a resumed
 * apply nor a roll-back writes over it. In which zone a thing stands does not count, since DSS moves it with its
 * neighbours.
 */
public final class LaterEdits {

    private final String projectKey;
    private final TargetObjects objects;
    private final SecretValues secrets;

    public LaterEdits(DssClient client, String projectKey, SecretValues secrets) {
        this.projectKey = projectKey;
        this.objects = new TargetObjects(client, projectKey);
        this.secrets = secrets;
    }

    /**
     * Lets an update or deletion begin only on what the plan was reviewed with.
     *
     * @param captured what {@link Inverses#capture} has just found
     * @throws ProblemException CONFLICT naming the attributes that are not as the plan found them
     */
    public void refuse(ResourceChange change, ObjectNode captured) {
        if (!Inverses.existed(captured)) {
            return;
        }
        refuse(change, differing(change, captured, change.before()));
    }

    /**
     * Lets an update or deletion that an earlier attempt began go on only where nobody else has worked meanwhile.
     *
     * @param before what {@link Inverses#capture} found before that attempt
     * @param now what it has just found
     * @throws ProblemException CONFLICT naming the attributes that are neither as the plan found them nor as it makes them
     */
    public void refuseSince(ResourceChange change, ObjectNode before, ObjectNode now) {
        refuse(change, since(change, before, now));
    }

    private static void refuse(ResourceChange change, Set<String> edited) {
        if (!edited.isEmpty()) {
            throw ProblemException.of(
                    ProblemException.Kind.CONFLICT,
                    "apply.edited",
                    "\u201c" + change.address() + "\u201d was changed in DSS since the plan was made: "
                            + String.join(", ", edited) + ". It was left as it is.",
                    "Put that back in DSS, then resume; or plan again: the new plan shows the change, and is approved"
                            + " anew.");
        }
    }

    /**
     * Attributes of what an operation has left that are neither as it leaves them nor as they were before it; empty when
     * it can be gone on with, or undone, without loss.
     *
     * @param before what {@link Inverses#capture} found before the operation first started
     * @param now what it has just found
     */
    public Set<String> since(ResourceChange change, ObjectNode before, ObjectNode now) {
        if (!Inverses.existed(now)) {
            return Set.of();
        }
        return switch (change.action()) {
            case CREATE -> differing(change, now, change.after());
            case DELETE -> differing(change, now, change.before());
            case UPDATE -> {
                var edited = differing(change, now, change.after());
                var notAsBefore = changedSince(change, before, now);
                edited.removeIf(path -> notAsBefore.stream().noneMatch(other -> isPartOf(path, other)));
                yield edited;
            }
            case NO_OP -> Set.of();
        };
    }

    /** What the plan sets and is not as it was. */
    private Set<String> changedSince(ResourceChange change, ObjectNode before, ObjectNode now) {
        if (!(change.after() instanceof ObjectNode planned)) {
            return Set.of();
        }
        var expected = unplaced(planned);
        return seen(change, before, expected)
                .flatMap(then -> seen(change, now, expected)
                        .map(today -> Attributes.changes(then, today).keySet()))
                .orElseGet(Set::of);
    }

    /** Whether one path is the other, or below it: lists of other lengths differ as a whole. */
    private static boolean isPartOf(String path, String other) {
        var longer = path.length() > other.length() ? path : other;
        var shorter = path.length() > other.length() ? other : path;
        return longer.startsWith(shorter)
                && (longer.length() == shorter.length() || ".[".indexOf(longer.charAt(shorter.length())) >= 0);
    }

    private Set<String> differing(ResourceChange change, ObjectNode there, @Nullable JsonNode attributes) {
        if (!(attributes instanceof ObjectNode known)) {
            return new TreeSet<>();
        }
        var expected = unplaced(known);
        return seen(change, there, expected)
                .map(now -> new TreeSet<>(Attributes.changes(expected, now).keySet()))
                .orElseGet(TreeSet::new);
    }

    private static ObjectNode unplaced(ObjectNode attributes) {
        var copy = attributes.deepCopy();
        copy.remove(Resource.ZONE);
        return copy;
    }

    private Optional<ObjectNode> seen(ResourceChange change, ObjectNode captured, ObjectNode expected) {
        return new Observed(snapshot(change, captured, expected), secrets).resource(change.address(), expected);
    }

    /** The project as far as this one resource is concerned. */
    private ProjectSnapshot snapshot(ResourceChange change, ObjectNode captured, ObjectNode expected) {
        var type = TargetObjects.typeOf(change);
        var name = change.name();
        var payload = text(captured, "payload");
        var document = Overlay.part(captured, "document").deepCopy();
        var metadata = Overlay.part(document, "metadata");
        var shortly = text(metadata, "shortDesc");
        return new ProjectSnapshot(
                projectKey,
                text(metadata, "label"),
                shortly.isBlank() ? text(metadata, "description") : shortly,
                List.of(),
                ProjectDocument.withMetadata(Overlay.part(document, "settings"), metadata),
                Overlay.part(document, "variables"),
                type == ResourceType.DATASET ? List.of(Dataset.of(name, document)) : List.of(),
                type == ResourceType.RECIPE ? List.of(Recipe.of(name, document, payload)) : List.of(),
                type == ResourceType.RECIPE ? named(expected) : itself(type, document),
                type == ResourceType.ZONE ? List.of(Zone.of(text(document, "id"), document)) : List.of(),
                type == ResourceType.LIBRARY ? Map.of(name, payload) : Map.of(),
                type == ResourceType.ARTICLE
                        ? List.of(WikiArticle.of(text(document, "id"), "", document, payload))
                        : List.of(),
                List.of(),
                List.of());
    }

    private static List<FlowObject> itself(ResourceType type, ObjectNode document) {
        return type.objectKind()
                .map(kind -> List.of(FlowObject.of(kind, text(document, "id"), document)))
                .orElseGet(List::of);
    }

    /** The folders and their like that a recipe is known to read or write; it refers to them by ids. */
    private List<FlowObject> named(ObjectNode recipe) {
        var found = new ArrayList<FlowObject>();
        for (var side : List.of("inputs", "outputs")) {
            for (var item : recipe.path(side).values()) {
                ResourceType.ofWire(text(item, "kind"))
                        .flatMap(type -> objects.find(type, text(item, "ref"))
                                .flatMap(there -> type.objectKind()
                                        .map(kind -> FlowObject.of(kind, there.id(), there.document()))))
                        .ifPresent(found::add);
            }
        }
        return found;
    }
}
