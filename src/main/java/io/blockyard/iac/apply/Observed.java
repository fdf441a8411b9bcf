package io.blockyard.iac.apply;

import static io.blockyard.iac.apply.TargetWriter.text;

import io.blockyard.dataiku.ProjectSnapshot;
import io.blockyard.iac.desired.DesiredState;
import io.blockyard.iac.desired.Resource;
import io.blockyard.iac.desired.ResourceType;
import io.blockyard.iac.plan.Attributes;
import io.blockyard.iac.plan.RecordedState;
import io.blockyard.iac.plan.SecretMark;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Attributes of a plan as the target shows them now. An attribute stays as it was planned while the target means the
 * same by it; only what really differs is taken over, so that an unchanged target gives what was planned. What the plan
 * says nothing of is not looked at.
 */
public final class Observed {

    private final ProjectSnapshot snapshot;
    private final SecretValues secrets;

    Observed(ProjectSnapshot snapshot, SecretValues secrets) {
        this.snapshot = snapshot;
        this.secrets = secrets;
    }

    /** The recorded resources as they are now; those that are gone are left out. */
    public static Map<String, ObjectNode> of(RecordedState recorded, ProjectSnapshot snapshot, SecretValues secrets) {
        var observed = new Observed(snapshot, secrets);
        var all = new TreeMap<String, ObjectNode>();
        recorded.resources()
                .forEach((address, attributes) ->
                        observed.resource(address, attributes).ifPresent(there -> all.put(address, there)));
        return all;
    }

    /**
     * Where resources stand of which that was not recorded, as earlier planners did not: what is in its zone already is
     * not to be moved there.
     */
    public static RecordedState placed(
            RecordedState recorded, DesiredState desired, ProjectSnapshot snapshot, SecretValues secrets) {
        var observed = new Observed(snapshot, secrets);
        var all = new TreeMap<>(recorded.resources());
        for (var resource : desired.resources()) {
            var known = all.get(resource.address());
            if (known != null
                    && !known.has(Resource.ZONE)
                    && resource.attributes().has(Resource.ZONE)) {
                observed.resource(resource.address(), resource.attributes())
                        .map(there -> there.get(Resource.ZONE))
                        .ifPresent(zone -> {
                            var placed = known.deepCopy();
                            placed.set(Resource.ZONE, zone);
                            all.put(resource.address(), placed);
                        });
            }
        }
        return new RecordedState(recorded.lineage(), recorded.serial(), all);
    }

    /** A resource with these attributes as it is now; empty when it is not there. */
    Optional<ObjectNode> resource(String address, ObjectNode planned) {
        var type = ResourceType.ofWire(address.substring(0, address.indexOf('.')));
        if (type.isEmpty()) {
            return Optional.of(planned);
        }
        var name = nameOf(address);
        var copy = planned.deepCopy();
        return switch (type.get()) {
            case PROJECT -> Optional.of(project(copy));
            case LIBRARY ->
                Optional.ofNullable(snapshot.library().get(name)).map(content -> put(copy, "content", content));
            case ARTICLE ->
                snapshot.wiki().stream()
                        .filter(article -> article.name().equals(name))
                        .findFirst()
                        .map(article -> put(copy, "content", article.markdown()));
            case ZONE ->
                snapshot.zones().stream()
                        .filter(zone -> zone.name().equals(name))
                        .findFirst()
                        .map(zone -> putIfSaid(copy, "color", zone.color()));
            case FOLDER -> object(type.get(), name).map(object -> folder(copy, object));
            case MODEL, EVALUATION_STORE, KNOWLEDGE_BANK, STREAM ->
                object(type.get(), name).map(object -> inZone(copy, type.get(), object.id()));
            case DATASET -> snapshot.dataset(name).map(dataset -> dataset(copy, dataset));
            case RECIPE -> snapshot.recipe(name).map(recipe -> recipe(copy, recipe));
            case BLOCK -> Optional.of(copy);
        };
    }

    /** What follows type and project key; library paths and names may hold dots themselves. */
    private static String nameOf(String address) {
        var parts = address.split("\\.", 3);
        return parts[parts.length - 1];
    }

    private Optional<ProjectSnapshot.FlowObject> object(ResourceType type, String name) {
        return snapshot.objects().stream()
                .filter(object ->
                        type.objectKind().filter(object.kind()::equals).isPresent())
                .filter(object -> object.name().equals(name))
                .findFirst();
    }

    private ObjectNode project(ObjectNode copy) {
        put(copy, "name", snapshot.name());
        putIfSaid(copy, "description", snapshot.description());
        part(copy, "settings", snapshot.params());
        part(copy, "variables", snapshot.variables().path("standard"));
        return copy;
    }

    private ObjectNode folder(ObjectNode copy, ProjectSnapshot.FlowObject folder) {
        putIfSaid(copy, "type", text(folder.document(), "type"));
        putIfSaid(copy, "connection", text(folder.document().path("params"), "connection"));
        return inZone(copy, ResourceType.FOLDER, folder.id());
    }

    private ObjectNode dataset(ObjectNode copy, ProjectSnapshot.Dataset dataset) {
        if (text(copy, "type").equals("managed") != dataset.managed()) {
            copy.put("type", dataset.managed() ? "managed" : dataset.type());
        }
        putIfSaid(copy, "connection", dataset.connection());
        putIfSaid(copy, "dssType", dataset.type());
        if (dataset.document().has("formatType")) {
            putIfSaid(copy, "formatType", text(dataset.document(), "formatType"));
        }
        part(copy, "params", dataset.document().path("params"));
        if (copy.path("schema").get("columns") instanceof ArrayNode planned) {
            var there = columns(planned, dataset.columns());
            if (!Attributes.same(planned, there)) {
                copy.putObject("schema").set("columns", there);
            }
        }
        described(copy, dataset.description(), dataset.tags());
        return inZone(copy, ResourceType.DATASET, dataset.name());
    }

    /** The columns that are there; what the plan says nothing of in a column of that name is left out. */
    private static ArrayNode columns(ArrayNode planned, List<ProjectSnapshot.SchemaColumn> there) {
        var said = new TreeMap<String, JsonNode>();
        planned.values().forEach(column -> said.put(text(column, "name"), column));
        var columns = JsonMapper.shared().createArrayNode();
        for (var column : there) {
            var node = columns.addObject().put("name", column.name()).put("type", column.type());
            var like = said.getOrDefault(column.name(), node);
            if (like.has("comment")) {
                node.put("comment", column.comment());
            }
            if (like.has("meaning")) {
                node.put("meaning", column.meaning());
            }
        }
        return columns;
    }

    private ObjectNode recipe(ObjectNode copy, ProjectSnapshot.Recipe recipe) {
        put(copy, "type", recipe.type());
        items(copy, "inputs", recipe.inputs());
        items(copy, "outputs", recipe.outputs());
        if (copy.has("code") || copy.has("payload")) {
            payload(copy, recipe.payload());
            part(copy, "params", recipe.document().path("params"));
        } else if (!copy.path("params").isEmpty()) {
            visual(copy, recipe.payload());
        }
        part(copy, "settings", recipe.document());
        described(copy, recipe.description(), recipe.tags());
        return inZone(copy, ResourceType.RECIPE, recipe.name());
    }

    /** Code is compared as text, a visual recipe's settings as JSON. */
    private void payload(ObjectNode copy, String there) {
        if (copy.has("code")) {
            put(copy, "code", there);
        } else if (!tree(secrets.opened(text(copy, "payload"))).equals(tree(there))) {
            put(copy, "payload", there);
        }
    }

    /** The settings of a visual recipe are its whole payload: what stands beside the planned ones differs, too. */
    private void visual(ObjectNode copy, String payload) {
        var planned = copy.path("params");
        var there = payload.isBlank() ? JsonMapper.shared().createObjectNode() : tree(payload);
        var meant = SecretMark.mapTexts(planned, secrets::opened);
        if (SecretMark.in(meant).isEmpty() && !Attributes.same(meant, there)) {
            copy.set("params", whole(planned, there));
        }
    }

    private JsonNode whole(JsonNode planned, JsonNode there) {
        if (there instanceof ObjectNode now && (planned.isObject() || planned.isMissingNode())) {
            var copy = JsonMapper.shared().createObjectNode();
            now.properties()
                    .forEach(entry -> copy.set(entry.getKey(), whole(planned.path(entry.getKey()), entry.getValue())));
            return copy;
        }
        return planned.isMissingNode() ? secrets.marked(planned, there) : seen(planned, there);
    }

    private void items(ObjectNode copy, String name, List<ProjectSnapshot.RecipeItem> items) {
        if (planned(copy.path(name)).equals(there(items))) {
            return;
        }
        var array = copy.putArray(name);
        for (var item : items) {
            var object = snapshot.object(item.ref());
            if (object.isEmpty() && item.role().equals("main")) {
                array.add(item.ref());
            } else {
                var node = array.addObject()
                        .put("ref", object.map(ProjectSnapshot.FlowObject::name).orElse(item.ref()))
                        .put("role", item.role());
                object.flatMap(found -> ResourceType.of(found.kind())).ifPresent(type -> node.put("kind", type.wire()));
            }
        }
    }

    private static Set<String> planned(JsonNode items) {
        var refs = new TreeSet<String>();
        items.forEach(item -> refs.add(
                item.isString()
                        ? "main " + item.stringValue()
                        : item.path("role").asString("main") + " " + text(item, "ref")));
        return refs;
    }

    private Set<String> there(List<ProjectSnapshot.RecipeItem> items) {
        var refs = new TreeSet<String>();
        items.forEach(item -> refs.add(item.role() + " "
                + snapshot.object(item.ref())
                        .map(ProjectSnapshot.FlowObject::name)
                        .orElse(item.ref())));
        return refs;
    }

    private void described(ObjectNode copy, String description, List<String> tags) {
        putIfSaid(copy, "description", description);
        if (copy.get("tags") instanceof ArrayNode planned) {
            var said = new TreeSet<String>();
            planned.values().forEach(tag -> said.add(tag.asString("")));
            if (!said.equals(new TreeSet<>(tags))) {
                var now = copy.putArray("tags");
                tags.forEach(now::add);
            }
        }
    }

    private ObjectNode inZone(ObjectNode copy, ResourceType type, String id) {
        var zone = snapshot.zones().stream()
                .filter(candidate -> !candidate.isDefault())
                .filter(candidate -> candidate.items().stream()
                        .anyMatch(item ->
                                item.objectId().equals(id) && item.objectType().equals(type.itemType())))
                .map(ProjectSnapshot.Zone::name)
                .findFirst()
                .orElse("");
        return putIfSaid(copy, Resource.ZONE, zone);
    }

    /** Settings that were planned; what DSS keeps besides is its own. */
    private void part(ObjectNode copy, String name, JsonNode there) {
        if (copy.get(name) instanceof ObjectNode planned) {
            copy.set(name, seen(planned, there));
        }
    }

    private JsonNode seen(JsonNode planned, JsonNode there) {
        if (planned instanceof ObjectNode said && there instanceof ObjectNode now) {
            var copy = JsonMapper.shared().createObjectNode();
            said.properties().stream()
                    .filter(entry -> now.has(entry.getKey()))
                    .forEach(entry -> copy.set(entry.getKey(), seen(entry.getValue(), now.path(entry.getKey()))));
            return copy;
        }
        var meant = SecretMark.mapTexts(planned, secrets::opened);
        boolean unknowable = !SecretMark.in(meant).isEmpty();
        return unknowable || Attributes.same(meant, there) ? planned : secrets.marked(planned, there);
    }

    private ObjectNode putIfSaid(ObjectNode copy, String name, String there) {
        return text(copy, name).isEmpty() ? copy : put(copy, name, there);
    }

    /** Takes a text over, unless it is what the planned one means with its secrets in place. */
    private ObjectNode put(ObjectNode copy, String name, String there) {
        var text = JsonMapper.shared().getNodeFactory().stringNode(there);
        copy.set(name, seen(copy.path(name), text));
        return copy;
    }

    private static JsonNode tree(String json) {
        try {
            return JsonMapper.shared().readTree(json);
        } catch (JacksonException code) {
            return JsonMapper.shared().getNodeFactory().stringNode(json);
        }
    }
}
