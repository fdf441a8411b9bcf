package io.blockyard.iac.apply;

import static io.blockyard.iac.apply.TargetWriter.text;

import io.blockyard.dataiku.DssProject;
import io.blockyard.dataiku.ManagedDataset;
import io.blockyard.iac.Plan.ResourceChange;
import io.blockyard.iac.apply.TargetWriter.Making;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Datasets: managed ones where DSS chooses the place, external ones by their own settings; both with their schema. */
final class DatasetWriter {

    /** What DSS calls the formats when it makes a managed dataset. */
    private static final Map<String, String> FORMAT_PRESETS =
            Map.of("csv", "CSV_EXCEL_GZIP", "parquet", "PARQUET_HIVE", "orc", "ORC_FILE", "avro", "AVRO");

    private static final List<String> FORMAT = List.of("formatType", "formatParams");

    private final DssProject project;
    private final PlanMarker marker;

    DatasetWriter(DssProject project, PlanMarker marker) {
        this.project = project;
        this.marker = marker;
    }

    void write(ResourceChange change, ObjectNode wanted, Making making) {
        var name = text(wanted, "name");
        if (making == Making.CREATE) {
            create(name, wanted);
        }
        var document = project.dataset(name).orElseGet(() -> JsonMapper.shared().createObjectNode());
        var settled = settled(document, change.before(), wanted);
        project.putDataset(name, making == Making.UPDATE ? settled : marker.on(settled, "customMeta"));
    }

    private void create(String name, ObjectNode wanted) {
        if (isManaged(wanted)) {
            project.createManagedDataset(name, text(wanted, "connection"), preset(wanted));
        } else {
            project.createDataset(name, marker.on(external(wanted), "customMeta"));
        }
    }

    static boolean isManaged(ObjectNode wanted) {
        return text(wanted, "type").equals("managed");
    }

    /** What DSS calls the format when it makes a managed dataset; empty for the connection's own. */
    static String preset(ObjectNode wanted) {
        return FORMAT_PRESETS.getOrDefault(text(wanted, "formatType"), "");
    }

    /** The document of a dataset on data that is there already. */
    static ObjectNode external(ObjectNode wanted) {
        var document = JsonMapper.shared().createObjectNode();
        document.put("type", text(wanted, "dssType"));
        document.put("managed", false);
        document.set("params", params(JsonMapper.shared().createObjectNode(), null, wanted));
        if (wanted.has("formatType")) {
            document.put("formatType", text(wanted, "formatType"));
            document.putObject("formatParams");
        }
        return document;
    }

    /** What is there, with everything that the plan says, and without what it found and no longer says. */
    static ObjectNode settled(ObjectNode document, @Nullable JsonNode before, ObjectNode wanted) {
        var params = params(Overlay.part(document, "params"), before, wanted);
        document.set("params", params);
        if (!isManaged(wanted)) {
            // A dataset that was managed keeps its data where they lie and reads others from now on.
            document.put("managed", false);
        }
        if (wanted.has("dssType")) {
            document.put("type", text(wanted, "dssType"));
        }
        if (wanted.has("formatType") && (document.has("formatType") || !params.has("table"))) {
            document.put("formatType", text(wanted, "formatType"));
        } else if (!wanted.has("formatType") && Overlay.had(before, "formatType")) {
            usualFormat(document);
        }
        if (wanted.get("schema") instanceof ObjectNode schema) {
            var columns = schema.deepCopy();
            columns.put("userModified", true);
            document.set("schema", columns);
        } else if (Overlay.had(before, "schema")) {
            document.putObject("schema").put("userModified", false).putArray("columns");
        }
        Overlay.describe(document, before, wanted);
        return document;
    }

    /** The format that DSS gives a managed dataset by itself; data that others keep have none until somebody says so. */
    private static void usualFormat(ObjectNode document) {
        document.remove(FORMAT);
        if (document.path("managed").asBoolean(false)) {
            var usual = ManagedDataset.document("", "", text(document, "type"), "");
            document.setAll(usual.retain(FORMAT));
        }
    }

    private static ObjectNode params(ObjectNode params, @Nullable JsonNode before, ObjectNode wanted) {
        if (wanted.has("connection")) {
            params.put("connection", text(wanted, "connection"));
        }
        if (wanted.get("params") instanceof ObjectNode given) {
            Overlay.on(params, before == null ? null : before.get("params"), given);
            if (!text(wanted, "type").equals("managed")) {
                mode(params, given);
            }
        }
        return params;
    }

    private static void mode(ObjectNode params, ObjectNode given) {
        if (given.has("query")) {
            params.put("mode", "query");
        } else if (given.has("table")) {
            params.put("mode", "table");
        }
    }
}
