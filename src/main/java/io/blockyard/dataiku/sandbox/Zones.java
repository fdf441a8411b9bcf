package io.blockyard.dataiku.sandbox;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The zones of a project. An object is an item of one zone at most; what is in none belongs to the default zone. A
 * recipe and its outputs are always together.
 */
final class Zones {

    static final String DEFAULT = "default";
    private static final String FOLDER = "zones";

    private final Project project;
    /** Which recipe makes an object; read once, since no call changes both recipes and the zones of others. */
    private @Nullable Map<String, String> producers;

    private Zones(Project project) {
        this.project = project;
    }

    static Zones of(Project project) {
        return new Zones(project);
    }

    /** The zones' documents by id, the default zone first; none when the project has no zones. */
    Map<String, ObjectNode> all() {
        var zones = new LinkedHashMap<String, ObjectNode>();
        var stored = new TreeMap<>(project.documents(FOLDER));
        Optional.ofNullable(stored.remove(DEFAULT)).ifPresent(zone -> zones.put(DEFAULT, zone));
        zones.putAll(stored);
        return zones;
    }

    ObjectNode get(String id) {
        if (id.equals(DEFAULT) && !project.has(FOLDER, DEFAULT)) {
            return fresh("Default", "#2ab1ac");
        }
        return project.document(FOLDER, id, "Flow zone");
    }

    void put(String id, ObjectNode zone) {
        project.write(FOLDER, id, zone);
    }

    /** Creates a zone; the first one brings the default zone along. Returns the id. */
    String create(String name, String color) {
        if (!project.has(FOLDER, DEFAULT)) {
            put(DEFAULT, fresh("Default", "#2ab1ac"));
        }
        var id = Names.mint(7, taken -> project.has(FOLDER, taken));
        put(id, fresh(name, color));
        return id;
    }

    /** Deletes a zone; its items are in the default zone then. */
    void delete(String id) {
        if (id.equals(DEFAULT)) {
            throw Fault.badRequest("The default zone cannot be deleted");
        }
        get(id);
        project.delete(FOLDER + "/" + id + ".json");
    }

    /** The explicit zone of an object; the default one when there is none. */
    String zoneOf(String type, String id) {
        return all().entrySet().stream()
                .filter(zone -> indexOf(zone.getValue(), "items", type, id, "") >= 0)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(DEFAULT);
    }

    /** The explicit zones of all of the project's own objects, by {@code TYPE/ID}. */
    Map<String, String> homes() {
        var homes = new HashMap<String, String>();
        all().forEach((zone, document) -> document.path("items").values().forEach(item -> {
            var owner = Json.text(item, "projectKey");
            if (owner.isEmpty() || owner.equals(project.key())) {
                homes.putIfAbsent(Json.text(item, "objectType") + "/" + Json.text(item, "objectId"), zone);
            }
        }));
        return homes;
    }

    /** Moves an item, and with it what has to stay together: the recipe that makes it and that recipe's outputs. */
    void move(String zoneId, JsonNode ref) {
        get(zoneId);
        var owner = Json.text(ref, "projectKey");
        var type = Json.text(ref, "objectType");
        var id = Json.text(ref, "objectId");
        if (!owner.isEmpty() && !owner.equals(project.key())) {
            place(zoneId, Objects.smartRef(owner, id, type));
            return;
        }
        if (!Objects.folderOf(type).filter(folder -> project.has(folder, id)).isPresent()) {
            throw Fault.notFound(type + " not found: " + project.key() + "." + id);
        }
        var recipe = type.equals("RECIPE") ? Optional.of(id) : producer(id);
        if (recipe.isPresent()) {
            var document = project.document("recipes", recipe.get(), "Recipe");
            place(zoneId, Objects.smartRef("", recipe.get(), "RECIPE"));
            outputs(document).forEach(output -> place(zoneId, output));
        } else {
            place(zoneId, Objects.smartRef("", id, type));
        }
    }

    /** A new recipe goes where its outputs are, else where its first input is; its outputs come along. */
    void placeRecipe(String name, ObjectNode recipe) {
        var candidates = new ArrayList<ObjectNode>(outputs(recipe));
        Objects.refs(recipe, "inputs")
                .findFirst()
                .flatMap(ref -> Objects.of(project, ref).map(kind -> Objects.smartRef("", ref, kind.itemType())))
                .ifPresent(candidates::add);
        var zone = candidates.stream()
                .map(ref -> zoneOf(Json.text(ref, "objectType"), Json.text(ref, "objectId")))
                .filter(id -> !id.equals(DEFAULT))
                .findFirst();
        if (zone.isPresent()) {
            place(zone.get(), Objects.smartRef("", name, "RECIPE"));
            gatherOutputs(name, recipe);
        }
    }

    /** Brings a recipe's outputs into its zone. */
    void gatherOutputs(String name, ObjectNode recipe) {
        var zone = zoneOf("RECIPE", name);
        for (var output : outputs(recipe)) {
            if (!zoneOf(Json.text(output, "objectType"), Json.text(output, "objectId"))
                    .equals(zone)) {
                place(zone, output);
            }
        }
    }

    void share(String zoneId, JsonNode ref) {
        var zone = get(zoneId);
        var shared = Objects.smartRef(
                Json.text(ref, "projectKey"), Json.text(ref, "objectId"), Json.text(ref, "objectType"));
        var list = zone.withArrayProperty("shared");
        if (list.valueStream().noneMatch(shared::equals)) {
            list.add(shared);
            put(zoneId, zone);
        }
    }

    void unshare(String zoneId, String type, String id) {
        var zone = get(zoneId);
        zone.withArrayProperty("shared")
                .removeIf(item -> Json.text(item, "objectType").equals(type)
                        && Json.text(item, "objectId").equals(id));
        put(zoneId, zone);
    }

    /** Takes a deleted object out of all zones. */
    void forget(String type, String id) {
        all().forEach((zoneId, zone) -> {
            var found = false;
            for (var list : List.of("items", "shared")) {
                for (var index = indexOf(zone, list, type, id, "");
                        index >= 0;
                        index = indexOf(zone, list, type, id, "")) {
                    zone.withArrayProperty(list).remove(index);
                    found = true;
                }
            }
            if (found) {
                put(zoneId, zone);
            }
        });
    }

    void rename(String type, String oldId, String newId) {
        all().forEach((zoneId, zone) -> {
            var found = false;
            for (var list : List.of("items", "shared")) {
                var index = indexOf(zone, list, type, oldId, "");
                if (index >= 0) {
                    zone.withArrayProperty(list).set(index, Objects.smartRef("", newId, type));
                    found = true;
                }
            }
            if (found) {
                put(zoneId, zone);
            }
        });
    }

    /** Out of the zone where it is first, so that no moment shows it in two. */
    private void place(String zoneId, ObjectNode ref) {
        var type = Json.text(ref, "objectType");
        var id = Json.text(ref, "objectId");
        var owner = Json.text(ref, "projectKey");
        all().forEach((otherId, other) -> {
            var index = indexOf(other, "items", type, id, owner);
            if (index >= 0 && !otherId.equals(zoneId)) {
                other.withArrayProperty("items").remove(index);
                put(otherId, other);
            }
        });
        if (!zoneId.equals(DEFAULT)) {
            var zone = get(zoneId);
            if (indexOf(zone, "items", type, id, owner) < 0) {
                zone.withArrayProperty("items").add(ref);
                put(zoneId, zone);
            }
        }
    }

    private List<ObjectNode> outputs(ObjectNode recipe) {
        return Objects.refs(recipe, "outputs")
                .flatMap(ref ->
                        Objects.of(project, ref).stream().map(kind -> Objects.smartRef("", ref, kind.itemType())))
                .toList();
    }

    private Optional<String> producer(String ref) {
        var known = producers;
        if (known == null) {
            var found = new HashMap<String, String>();
            project.documents("recipes")
                    .forEach((name, recipe) ->
                            Objects.refs(recipe, "outputs").forEach(output -> found.putIfAbsent(output, name)));
            producers = found;
            known = found;
        }
        return Optional.ofNullable(known.get(ref));
    }

    private int indexOf(JsonNode zone, String list, String type, String id, String owner) {
        var items = zone.path(list);
        for (var index = 0; index < items.size(); index++) {
            var item = items.get(index);
            var itsOwner = Json.text(item, "projectKey");
            var own = itsOwner.isEmpty() || itsOwner.equals(project.key());
            if (Json.text(item, "objectType").equals(type)
                    && Json.text(item, "objectId").equals(id)
                    && (owner.isEmpty() ? own : owner.equals(itsOwner))) {
                return index;
            }
        }
        return -1;
    }

    private static ObjectNode fresh(String name, String color) {
        var zone = Json.object().put("name", name).put("color", color);
        zone.putArray("items");
        zone.putArray("shared");
        zone.putArray("tags");
        zone.putObject("customFields");
        zone.set("checklists", Json.checklists());
        return zone;
    }
}
