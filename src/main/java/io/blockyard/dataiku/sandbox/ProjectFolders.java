package io.blockyard.dataiku.sandbox;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The tree of folders in which people keep projects; what was never placed lies in the root. */
final class ProjectFolders {

    static final String ROOT = "ROOT";

    private static final String FILE = "project-folders.json";

    private final Instance instance;
    private final Projects projects;

    ProjectFolders(Instance instance, Projects projects) {
        this.instance = instance;
        this.projects = projects;
    }

    /** {@code {id, name, parentId, childrenIds, projectKeys}}; the root has neither name nor parent. */
    ObjectNode get(String id) {
        return instance.reading(holdings -> shown(tree(holdings), id));
    }

    void require(String id) {
        get(id);
    }

    ObjectNode ofProject(String key) {
        projects.open(key);
        return instance.reading(holdings -> {
            var tree = tree(holdings);
            return shown(tree, placeOf(tree, key));
        });
    }

    /** From the root's child to the folder that a project lies in: {@code [{id, name}]}. */
    ArrayNode path(String key) {
        return instance.reading(holdings -> {
            var tree = tree(holdings);
            var steps = new ArrayDeque<ObjectNode>();
            for (var id = placeOf(tree, key); !id.equals(ROOT); id = parentOf(tree, id)) {
                steps.addFirst(Json.object().put("id", id).put("name", Json.text(folder(tree, id), "name")));
            }
            var path = Json.array();
            steps.forEach(path::add);
            return path;
        });
    }

    ObjectNode create(String parent, String name) {
        return instance.changing(holdings -> {
            var tree = tree(holdings);
            folder(tree, parent);
            var folders = Json.child(tree, "folders");
            var id = Names.mint(7, folders::has);
            var folder = folders.putObject(id)
                    .put("name", name)
                    .put("parentId", parent)
                    .put("owner", Stamps.USER);
            folder.putArray("permissions");
            holdings.write(FILE, tree);
            return shown(tree, id);
        });
    }

    void move(String id, String destination) {
        instance.changing(holdings -> {
            var tree = tree(holdings);
            var folder = folder(tree, id);
            folder(tree, destination);
            for (var above = destination; !above.equals(ROOT); above = parentOf(tree, above)) {
                if (above.equals(id)) {
                    throw Fault.badRequest("A folder cannot be moved into itself");
                }
            }
            folder.put("parentId", destination);
            holdings.write(FILE, tree);
            return true;
        });
    }

    void place(String key, String folder) {
        projects.open(key);
        instance.changing(holdings -> {
            var tree = tree(holdings);
            folder(tree, folder);
            Json.child(tree, "projects").put(key, folder);
            holdings.write(FILE, tree);
            return true;
        });
    }

    /** Forgets where a project was; does nothing when it was never placed. */
    void forget(String key) {
        if (instance.reading(holdings -> Json.child(tree(holdings), "projects").has(key))) {
            instance.changing(holdings -> {
                var tree = tree(holdings);
                Json.child(tree, "projects").remove(key);
                holdings.write(FILE, tree);
                return true;
            });
        }
    }

    void delete(String id) {
        instance.changing(holdings -> {
            var tree = tree(holdings);
            var shown = shown(tree, id);
            if (id.equals(ROOT)
                    || !shown.path("childrenIds").isEmpty()
                    || !shown.path("projectKeys").isEmpty()) {
                throw Fault.badRequest("Only an empty folder can be deleted");
            }
            Json.child(tree, "folders").remove(id);
            holdings.write(FILE, tree);
            return true;
        });
    }

    /** {@code {name, owner, permissions}}. */
    ObjectNode settings(String id) {
        return instance.reading(holdings -> {
            var settings = folder(tree(holdings), id).deepCopy();
            settings.remove("parentId");
            return settings;
        });
    }

    void putSettings(String id, ObjectNode settings) {
        instance.changing(holdings -> {
            var tree = tree(holdings);
            var folder = folder(tree, id);
            var parent = folder.path("parentId");
            folder.removeAll();
            folder.setAll(settings);
            folder.set("parentId", parent);
            holdings.write(FILE, tree);
            return true;
        });
    }

    private static ObjectNode tree(DocumentFolder holdings) {
        return holdings.findDocument(FILE).orElseGet(Json::object);
    }

    private static ObjectNode folder(ObjectNode tree, String id) {
        if (id.equals(ROOT)) {
            var root = Json.object().put("owner", Stamps.USER);
            root.putArray("permissions");
            return root;
        }
        if (Json.child(tree, "folders").path(id) instanceof ObjectNode folder) {
            return folder;
        }
        throw Fault.notFound("Project folder not found: " + id);
    }

    private static String parentOf(ObjectNode tree, String id) {
        return folder(tree, id).path("parentId").asString(ROOT);
    }

    private static String placeOf(ObjectNode tree, String key) {
        var place = Json.text(Json.child(tree, "projects"), key);
        return Json.child(tree, "folders").has(place) ? place : ROOT;
    }

    private ObjectNode shown(ObjectNode tree, String id) {
        var folder = folder(tree, id);
        var shown = Json.object().put("id", id);
        if (!id.equals(ROOT)) {
            shown.put("name", Json.text(folder, "name"));
            shown.put("parentId", parentOf(tree, id));
        }
        List<String> children = new ArrayList<>();
        Json.child(tree, "folders").properties().stream()
                .filter(child ->
                        child.getValue().path("parentId").asString(ROOT).equals(id))
                .forEach(child -> children.add(child.getKey()));
        var ids = shown.putArray("childrenIds");
        children.stream().sorted().forEach(ids::add);
        var keys = shown.putArray("projectKeys");
        projects.keys().stream().filter(key -> placeOf(tree, key).equals(id)).forEach(keys::add);
        return shown;
    }
}
