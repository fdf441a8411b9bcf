package io.blockyard.dataiku;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a recipe would make of the columns of one of its outputs.
 *
 * @param type what the output is, such as {@code DATASET}
 * @param id its id; a dataset's is its name
 * @param newSchema {@code {columns: [{name, type, …}], userModified}}
 */
public record SchemaUpdate(String type, String id, ObjectNode newSchema) {

    static List<SchemaUpdate> of(JsonNode answer) {
        return answer.path("computables")
                .valueStream()
                .filter(computable -> computable.get("newSchema") instanceof ObjectNode)
                .map(computable -> new SchemaUpdate(
                        Documents.text(computable, "type"),
                        computable.path("datasetName").asString(Documents.text(computable, "id")),
                        (ObjectNode) computable.path("newSchema")))
                .toList();
    }

    /** {@code NAME TYPE} of each column, in order. */
    public List<String> columns() {
        return newSchema
                .path("columns")
                .valueStream()
                .map(column -> Documents.text(column, "name") + " " + Documents.text(column, "type"))
                .toList();
    }
}
