package io.blockyard.dataiku;

import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** Where DSS puts a managed dataset and how it stores it, for a document that is written without asking DSS. */
public final class ManagedDataset {

    /** Where DSS keeps managed datasets when nobody chose another place. */
    public static final String USUAL_CONNECTION = "filesystem_managed";

    private static final Set<String> SQL = Set.of(
            "JDBC",
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
            "DatabricksLakebase");

    private ManagedDataset() {}

    /**
     * The type, place and format of a new managed dataset.
     *
     * @param type DSS's type of the connection, such as {@code Filesystem} or {@code PostgreSQL}
     * @param format a format preset such as {@code PARQUET_HIVE}; tables have none, and CSV is what others get without one
     */
    public static ObjectNode document(String name, String connection, String type, String format) {
        var dataset = Documents.empty().put("type", type).put("managed", true);
        var params = dataset.putObject("params").put("connection", connection);
        if (SQL.contains(type)) {
            params.put("mode", "table").put("table", "${projectKey}_" + name);
        } else {
            params.put("path", "/${projectKey}/" + name);
            setFormat(dataset, format.toUpperCase(Locale.ROOT));
        }
        return dataset;
    }

    private static void setFormat(ObjectNode dataset, String preset) {
        if (preset.startsWith("PARQUET")) {
            dataset.put("formatType", "parquet").putObject("formatParams").put("parquetFlavor", "HIVE");
        } else if (preset.startsWith("AVRO")) {
            dataset.put("formatType", "avro").putObject("formatParams");
        } else if (preset.startsWith("ORC")) {
            dataset.put("formatType", "orcfile").putObject("formatParams");
        } else {
            dataset.put("formatType", "csv")
                    .putObject("formatParams")
                    .put("style", preset.contains("EXCEL") ? "excel" : "unix")
                    .put("charset", "utf8")
                    .put("separator", "\t")
                    .put("parseHeaderRow", false)
                    .put("compress", preset.contains("NOGZIP") ? "" : "gz");
        }
    }
}
