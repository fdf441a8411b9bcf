package io.blockyard.dataiku.sandbox;

import java.util.Locale;
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
        var dataset = Json.object().put("type", type).put("managed", true);
        var params = dataset.putObject("params").put("connection", connection);
        if (isSql(type)) {
            params.put("mode", "table").put("table", "${projectKey}_" + name);
        } else {
            params.put("path", "/${projectKey}/" + name);
            setFormat(
                    dataset,
                    settings.path("specificSettings").path("formatOptionId").asString(""));
        }
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

    private static boolean isSql(String type) {
        return switch (type) {
            case "JDBC",
                    "PostgreSQL",
                    "MySQL",
                    "Vertica",
                    "Snowflake",
                    "Redshift",
                    "Greenplum",
                    "Teradata",
                    "Oracle",
                    "SQLServer",
                    "SAPHANA",
                    "Netezza",
                    "BigQuery",
                    "Athena",
                    "hiveserver2",
                    "Synapse",
                    "FabricWarehouse",
                    "Databricks",
                    "DatabricksLakebase" -> true;
            default -> false;
        };
    }

    private static void setFormat(ObjectNode dataset, String preset) {
        var upper = preset.toUpperCase(Locale.ROOT);
        if (upper.startsWith("PARQUET")) {
            dataset.put("formatType", "parquet").putObject("formatParams").put("parquetFlavor", "HIVE");
        } else if (upper.startsWith("AVRO")) {
            dataset.put("formatType", "avro").putObject("formatParams");
        } else if (upper.startsWith("ORC")) {
            dataset.put("formatType", "orcfile").putObject("formatParams");
        } else {
            dataset.put("formatType", "csv")
                    .putObject("formatParams")
                    .put("style", upper.contains("EXCEL") ? "excel" : "unix")
                    .put("charset", "utf8")
                    .put("separator", "\t")
                    .put("parseHeaderRow", false)
                    .put("compress", upper.contains("NOGZIP") ? "" : "gz");
        }
    }

    /** {@code copy:dataset:NAME} gives the dataset the dimensions of another. */
    private static void copyPartitioning(Project project, ObjectNode dataset, String option) {
        if (option.startsWith("copy:dataset:")) {
            var other = project.document(DatasetCalls.FOLDER, option.substring("copy:dataset:".length()), "Dataset");
            dataset.set("partitioning", other.path("partitioning").deepCopy());
        }
    }
}
