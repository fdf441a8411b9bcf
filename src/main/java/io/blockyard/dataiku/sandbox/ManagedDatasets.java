package io.blockyard.dataiku.sandbox;

import io.blockyard.dataiku.ManagedDataset;
import tools.jackson.databind.node.ObjectNode;

/** Datasets whose place and format DSS chooses from a connection and a few settings. */
final class ManagedDatasets {

    private ManagedDatasets() {}

    /**
     * Creates one.
     *
     * @param settings {@code {connectionId, typeOptionId, specificSettings{formatOptionId}, partitioningOptionId}}
     */
    static void create(Project project, String name, ObjectNode settings) {
        Names.require(name);
        DatasetCalls.requireFree(project, name);
        var connection = settings.path("connectionId").asString("filesystem_managed");
        var type = type(project, connection, Json.text(settings, "typeOptionId"));
        var format = settings.path("specificSettings").path("formatOptionId").asString("");
        var dataset = ManagedDataset.document(name, connection, type, format);
        copyPartitioning(project, dataset, Json.text(settings, "partitioningOptionId"));
        DatasetCalls.fill(dataset);
        Stamps.created(dataset);
        project.write(DatasetCalls.FOLDER, name, dataset);
    }

    /** A connection has one type; which one is seen from the datasets on it. */
    private static String type(Project project, String connection, String wanted) {
        if (!wanted.isEmpty()) {
            return wanted;
        }
        return project.documents(DatasetCalls.FOLDER).values().stream()
                .filter(dataset ->
                        Json.text(dataset.path("params"), "connection").equals(connection))
                .map(dataset -> Json.text(dataset, "type"))
                .findFirst()
                .orElse("Filesystem");
    }

    /** {@code copy:dataset:NAME} gives the dataset the dimensions of another. */
    private static void copyPartitioning(Project project, ObjectNode dataset, String option) {
        if (option.startsWith("copy:dataset:")) {
            var other = project.document(DatasetCalls.FOLDER, option.substring("copy:dataset:".length()), "Dataset");
            dataset.set("partitioning", other.path("partitioning").deepCopy());
        }
    }
}
