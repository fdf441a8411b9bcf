package io.blockyard.dataiku;

import io.blockyard.dataiku.ProjectSnapshot.WikiArticle;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The tree of a wiki as DSS writes it: {@code {homeArticleId, taxonomy: [{id, children: […]}]}}. */
public final class WikiTaxonomy {

    /** Ids are numbers as a rule: 2 before 10. */
    private static final Comparator<String> BY_ID =
            Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder());

    private WikiTaxonomy() {}

    /** An article's place; {@code parent} is empty at the top. */
    public record Place(String id, String parent) {}

    /** Every existing article exactly once, parents before children; those the tree forgets come last, at the top. */
    public static List<Place> places(JsonNode taxonomy, Collection<String> existing) {
        var places = new ArrayList<Place>();
        var seen = new HashSet<String>();
        collect(taxonomy.path("taxonomy"), "", Set.copyOf(existing), seen, places);
        var forgotten = new TreeSet<>(BY_ID);
        forgotten.addAll(existing);
        forgotten.removeAll(seen);
        forgotten.forEach(id -> places.add(new Place(id, "")));
        return places;
    }

    /** All ids that the tree names, in its order. */
    static List<String> ids(JsonNode taxonomy) {
        var ids = new ArrayList<String>();
        for (var node : taxonomy.path("taxonomy").values()) {
            addIds(node, ids);
        }
        return ids.stream().distinct().toList();
    }

    static ObjectNode of(List<WikiArticle> articles, String home) {
        return document(
                articles.stream()
                        .map(article -> new Place(article.id(), article.parent()))
                        .toList(),
                home);
    }

    /** The document of a tree that is given as places, parents before children. */
    public static ObjectNode document(List<Place> places, String home) {
        var document = Documents.empty();
        if (!home.isEmpty()) {
            document.put("homeArticleId", home);
        }
        var top = document.putArray("taxonomy");
        var children = new LinkedHashMap<String, ArrayNode>();
        for (var place : places) {
            var node = children.getOrDefault(place.parent(), top).addObject().put("id", place.id());
            children.put(place.id(), node.putArray("children"));
        }
        return document;
    }

    /**
     * The same tree, whatever else it says, with an article, and all below it, as the last one below another. It stays where it is when that is
     * its place already, when the other is below itself, or when the tree has no such article.
     *
     * @param parent empty for the top
     */
    static ObjectNode moved(ObjectNode taxonomy, String id, String parent) {
        var places = places(taxonomy, ids(taxonomy));
        var parents = places.stream().collect(Collectors.toMap(Place::id, Place::parent));
        boolean known = parents.containsKey(id) && (parent.isEmpty() || parents.containsKey(parent));
        boolean circle = parent.equals(id) || isBelow(parent, id, parents);
        if (!known || circle || parent.equals(parents.get(id))) {
            return taxonomy;
        }
        var moved = taxonomy.deepCopy();
        var top = moved.withArrayProperty("taxonomy");
        var node = taken(top, id);
        var below = parent.isEmpty() ? top : at(top, parent).withArrayProperty("children");
        below.add(node);
        return moved;
    }

    /** The node of an article that the tree has, taken out of where it stands. */
    private static ObjectNode taken(ArrayNode nodes, String id) {
        var place = nodesBelow(nodes)
                .filter(children -> children.valueStream()
                        .anyMatch(node -> Documents.text(node, "id").equals(id)))
                .findFirst()
                .orElseThrow();
        int at = IntStream.range(0, place.size())
                .filter(each -> Documents.text(place.get(each), "id").equals(id))
                .findFirst()
                .orElseThrow();
        return (ObjectNode) place.remove(at);
    }

    private static ObjectNode at(ArrayNode nodes, String id) {
        return nodesBelow(nodes)
                .flatMap(ArrayNode::valueStream)
                .filter(node -> Documents.text(node, "id").equals(id))
                .map(ObjectNode.class::cast)
                .findFirst()
                .orElseThrow();
    }

    /** These nodes, and all lists of children below them. */
    private static Stream<ArrayNode> nodesBelow(ArrayNode nodes) {
        return Stream.concat(
                Stream.of(nodes),
                nodes.valueStream()
                        .flatMap(node -> Stream.of(node.path("children")))
                        .filter(ArrayNode.class::isInstance)
                        .flatMap(children -> nodesBelow((ArrayNode) children)));
    }

    private static boolean isBelow(String id, String ancestor, Map<String, String> parents) {
        var above = parents.getOrDefault(id, "");
        while (!above.isEmpty() && !above.equals(ancestor)) {
            above = parents.getOrDefault(above, "");
        }
        return !above.isEmpty();
    }

    private static void collect(
            JsonNode nodes, String parent, Set<String> existing, Set<String> seen, List<Place> places) {
        for (var node : nodes.values()) {
            var id = Documents.text(node, "id");
            var known = existing.contains(id) && seen.add(id);
            if (known) {
                places.add(new Place(id, parent));
            }
            collect(node.path("children"), known ? id : parent, existing, seen, places);
        }
    }

    private static void addIds(JsonNode node, List<String> ids) {
        var id = Documents.text(node, "id");
        if (!id.isEmpty()) {
            ids.add(id);
        }
        for (var child : node.path("children").values()) {
            addIds(child, ids);
        }
    }
}
