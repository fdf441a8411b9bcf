package io.blockyard.iac.apply;

import static io.blockyard.iac.apply.TargetWriter.text;

import io.blockyard.dataiku.ProjectSnapshot;
import io.blockyard.iac.desired.ResourceType;
import io.blockyard.iac.plan.RecordedState;
import io.blockyard.iac.plan.SecretMark;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What was recorded of a project, as the target shows it now. An attribute is the recorded one as long as the target
 * means the same by it; only what really differs is taken over, so that an unchanged target gives the recorded state.
 */
public final class Observed {

    private final ProjectSnapshot snapshot;
    private final SecretValues secrets;

    private Observed(ProjectSnapshot snapshot, SecretValues secrets) {
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

    private Optional<ObjectNode> resource(String address, ObjectNode recorded) {
        var type = ResourceType.ofWire(address.substring(0, address.indexOf('.')));
        if (type.isEmpty()) {
            return Optional.of(recorded);
        }
        var name = nameOf(address);
        var copy = recorded.deepCopy();
        return switch (type.get()) {
            case PROJECT -> {
                put(copy, "name", snapshot.name());
                yield Optional.of(copy);
            }
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
                        .map(zone -> copy);
            case FOLDER, MODEL, EVALUATION_STORE, KNOWLEDGE_BANK, STREAM ->
                ReadBack.object(snapshot, type.get(), name).map(object -> copy);
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

    private ObjectNode dataset(ObjectNode copy, ProjectSnapshot.Dataset dataset) {
        if (copy.has("connection")) {
            put(copy, "connection", dataset.connection());
        }
        if (copy.has("dssType")) {
            put(copy, "dssType", dataset.type());
        }
        if (copy.get("params") instanceof ObjectNode params) {
            params(params, dataset.document().path("params"));
        }
        if (copy.has("schema")) {
            var recorded = columns(copy.path("schema").path("columns"));
            var there = dataset.columns().stream()
                    .map(column -> column.name() + " " + column.type())
                    .toList();
            if (!recorded.equals(there)) {
                var columns = copy.putObject("schema").putArray("columns");
                dataset.columns()
                        .forEach(column ->
                                columns.addObject().put("name", column.name()).put("type", column.type()));
            }
        }
        return copy;
    }

    /** Settings that were deployed; what DSS keeps besides is its own. */
    private void params(ObjectNode recorded, JsonNode there) {
        for (var name : List.copyOf(recorded.propertyNames())) {
            var now = there.path(name);
            if (now.isMissingNode()) {
                recorded.remove(name);
            } else if (now.isString()) {
                put(recorded, name, now.stringValue());
            } else if (SecretMark.in(recorded.path(name)).isEmpty()) {
                recorded.set(name, now);
            }
        }
    }

    private ObjectNode recipe(ObjectNode copy, ProjectSnapshot.Recipe recipe) {
        put(copy, "type", recipe.type());
        items(copy, "inputs", recipe.inputs());
        items(copy, "outputs", recipe.outputs());
        if (copy.has("code")) {
            put(copy, "code", recipe.payload());
        } else if (copy.has("payload")) {
            if (!tree(text(copy, "payload")).equals(tree(recipe.payload()))) {
                put(copy, "payload", recipe.payload());
            }
        } else if (!copy.path("params").isEmpty()
                && !copy.path("params").equals(tree(recipe.payload()))
                && tree(recipe.payload()) instanceof ObjectNode params
                && SecretMark.in(copy.path("params")).isEmpty()) {
            copy.set("params", params);
        }
        return copy;
    }

    private void items(ObjectNode copy, String name, List<ProjectSnapshot.RecipeItem> items) {
        if (ReadBack.refs(copy.path(name)).equals(ReadBack.items(snapshot, items))) {
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

    /** Takes a text over, unless it is what the recorded one means with its secrets in place. */
    private ObjectNode put(ObjectNode copy, String name, String there) {
        var recorded = text(copy, name);
        var meant = secrets.opened(recorded);
        boolean unknowable = !SecretMark.in(copy.path(name)).isEmpty() && meant.contains("__secret_");
        return meant.equals(there) || unknowable ? copy : copy.put(name, secrets.marked(there));
    }

    private static List<String> columns(JsonNode columns) {
        return StreamSupport.stream(columns.spliterator(), false)
                .map(column -> text(column, "name") + " " + text(column, "type"))
                .toList();
    }

    private static JsonNode tree(String json) {
        try {
            return JsonMapper.shared().readTree(json);
        } catch (JacksonException code) {
            return JsonMapper.shared().getNodeFactory().stringNode(json);
        }
    }
}
