package io.blockyard.dataiku;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The documents of one project over the API of its instance; what is no object counts as an empty one. */
record ProjectDocuments(DssHttp http, String projectKey) {

    String path(String... segments) {
        return DssPath.project(projectKey, segments);
    }

    ObjectNode read(String... segments) {
        return object(http.get(path(segments)));
    }

    Optional<ObjectNode> find(String... segments) {
        return http.find(path(segments)).map(ProjectDocuments::object);
    }

    /** Puts a changed document, unless nothing but what DSS itself counts and dates would change. */
    void change(String path, UnaryOperator<ObjectNode> change) {
        var before = object(http.get(path));
        var after = change.apply(before.deepCopy());
        if (!Documents.sameContent(before, after)) {
            http.put(path, after);
        }
    }

    static ObjectNode object(JsonNode node) {
        return node instanceof ObjectNode object ? object : Documents.empty();
    }

    static List<ObjectNode> objects(JsonNode list) {
        return list.valueStream()
                .filter(ObjectNode.class::isInstance)
                .map(ObjectNode.class::cast)
                .toList();
    }
}
