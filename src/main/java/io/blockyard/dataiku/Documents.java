package io.blockyard.dataiku;

import io.blockyard.dataiku.ProjectSnapshot.RecipeItem;
import io.blockyard.dataiku.ProjectSnapshot.SchemaColumn;
import io.blockyard.dataiku.ProjectSnapshot.ZoneItem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** How DSS's documents are read: every field may be absent or of an odd type, and then counts as empty. */
final class Documents {

    private static final Comparator<String> MAIN_ROLE_FIRST =
            Comparator.comparing((String role) -> !role.equals("main")).thenComparing(Comparator.naturalOrder());

    /** What stands in the place of a NUL character. */
    static final char NO_CHARACTER = '\uFFFD';

    private static final String NUL = "\\u0000";
    /** As an escape of JSON: after an odd number of backslashes it is one, after an even number it is a text of six. */
    private static final Pattern ESCAPED_NUL = Pattern.compile("(?<!\\\\)((?:\\\\\\\\)*+)\\\\u0000");

    private Documents() {}

    static JsonMapper json() {
        return JsonMapper.shared();
    }

    /** A JSON text without NUL characters in its strings. */
    static String withoutNul(String json) {
        return json.contains(NUL) ? ESCAPED_NUL.matcher(json).replaceAll("$1" + NO_CHARACTER) : json;
    }

    static ObjectNode empty() {
        return JsonNodeFactory.instance.objectNode();
    }

    static String text(JsonNode document, String field) {
        return document.path(field).asString("");
    }

    static List<String> texts(JsonNode array) {
        var texts = new ArrayList<String>();
        for (var element : array.values()) {
            if (element.isString()) {
                texts.add(element.stringValue());
            }
        }
        return List.copyOf(texts);
    }

    /** The short description, else the long one. */
    static String description(JsonNode document) {
        var shortOne = text(document, "shortDesc");
        return shortOne.isBlank() ? text(document, "description") : shortOne;
    }

    /** A copy without some fields, so that one object's document is the same in a list, alone and in a file. */
    static ObjectNode without(ObjectNode document, String... fields) {
        var copy = document.deepCopy();
        copy.remove(List.of(fields));
        return copy;
    }

    /** Whether two documents differ in nothing but what DSS writes by itself: stamps, and the order of tags. */
    static boolean sameContent(ObjectNode one, ObjectNode other) {
        return essence(one).equals(essence(other));
    }

    private static ObjectNode essence(ObjectNode document) {
        var copy = without(document, "versionTag", "creationTag");
        if (copy.path("tags").isArray()) {
            var tags = texts(copy.path("tags")).stream().distinct().sorted().toList();
            var array = copy.putArray("tags");
            tags.forEach(array::add);
        }
        for (var part : List.of("recipe", "article")) {
            if (copy.path(part) instanceof ObjectNode inner) {
                copy.set(part, essence(inner));
            }
        }
        return copy;
    }

    static String connection(JsonNode dataset) {
        var params = dataset.path("params");
        var connection = text(params, "connection");
        return connection.isEmpty() ? text(params, "uploadConnection") : connection;
    }

    static List<SchemaColumn> columns(JsonNode dataset) {
        var columns = new ArrayList<SchemaColumn>();
        for (var column : dataset.path("schema").path("columns").values()) {
            columns.add(new SchemaColumn(
                    text(column, "name"), text(column, "type"), text(column, "comment"), text(column, "meaning")));
        }
        return List.copyOf(columns);
    }

    /** Items of all roles, those of role {@code main} first, the other roles by name. */
    static List<RecipeItem> recipeItems(JsonNode roles) {
        Map<String, JsonNode> byRole = new TreeMap<>(MAIN_ROLE_FIRST);
        for (var role : roles.properties()) {
            byRole.put(role.getKey(), role.getValue());
        }
        var items = new ArrayList<RecipeItem>();
        byRole.forEach((role, content) -> {
            for (var item : content.path("items").values()) {
                var ref = text(item, "ref");
                if (!ref.isEmpty()) {
                    items.add(new RecipeItem(role, ref));
                }
            }
        });
        return List.copyOf(items);
    }

    static List<ZoneItem> zoneItems(JsonNode items) {
        var result = new ArrayList<ZoneItem>();
        for (var item : items.values()) {
            result.add(new ZoneItem(text(item, "objectType"), text(item, "objectId"), text(item, "projectKey")));
        }
        return List.copyOf(result);
    }

    /** Refs that at least one rule gives to another project. */
    static List<String> exposed(JsonNode params) {
        var refs = new ArrayList<String>();
        for (var object : params.path("exposedObjects").path("objects").values()) {
            var ref = text(object, "localName");
            if (!ref.isEmpty() && !object.path("rules").isEmpty()) {
                refs.add(ref);
            }
        }
        refs.sort(Comparator.naturalOrder());
        return List.copyOf(refs);
    }
}
