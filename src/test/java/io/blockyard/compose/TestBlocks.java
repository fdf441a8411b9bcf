package io.blockyard.compose;

import io.blockyard.block.BlockId;
import io.blockyard.block.BlockManifest;
import io.blockyard.block.BlockType;
import io.blockyard.block.BlockVersion;
import io.blockyard.block.Column;
import io.blockyard.block.Port;
import io.blockyard.block.PortType;
import java.util.List;
import java.util.stream.Stream;

/** Blocks for tests, written as short as they can be: columns are {@code name:type}, optional ones end in {@code ?}. */
final class TestBlocks {

    private TestBlocks() {}

    static BlockManifest block(String id, String project, List<Port> inputs, List<Port> outputs) {
        var name = id.charAt(0)
                + id.substring(1).toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
        return new BlockManifest(
                new BlockId(id),
                BlockVersion.FIRST,
                BlockType.ZONE,
                name,
                false,
                name + " of " + project + ".",
                "",
                project,
                name,
                "equipment",
                "rotating_equipment",
                List.of(),
                inputs,
                outputs,
                new BlockManifest.Contains(List.of("INNER"), List.of(), List.of(), List.of()),
                BlockManifest.Dependencies.NONE,
                List.of(),
                "",
                null);
    }

    static Port dataset(String name, String... columns) {
        return new Port(name, PortType.DATASET, "", true, "", "", columns(columns));
    }

    static Port optional(String name, String... columns) {
        return new Port(name, PortType.DATASET, "", false, "", "", columns(columns));
    }

    static Port folder(String name) {
        return new Port(name, PortType.FOLDER, "aBcDeF12", true, "", "", List.of());
    }

    private static List<Column> columns(String... texts) {
        return Stream.of(texts)
                .map(text -> {
                    boolean required = !text.endsWith("?");
                    var parts = text.replace("?", "").split(":");
                    return new Column(parts[0], parts[1], "", required);
                })
                .toList();
    }

    /** The story of the compressor: features feed anomalies and remaining life, both feed alerts. */
    static BlockManifest features() {
        return block(
                "VIBRATION_FEATURES",
                "COMPRESSOR",
                List.of(dataset("RAW_VIBRATION", "asset_id:string", "timestamp:date", "acceleration_g:double")),
                List.of(dataset(
                        "ENGINEERED_FEATURES",
                        "asset_id:string",
                        "timestamp:date",
                        "rms_g:double",
                        "kurtosis:double")));
    }

    static BlockManifest anomalies() {
        return block(
                "ANOMALY_DETECTION",
                "COMPRESSOR",
                List.of(dataset(
                        "ENGINEERED_FEATURES", "asset_id:string", "timestamp:date", "rms_g:double", "kurtosis:double")),
                List.of(dataset("ANOMALIES", "asset_id:string", "timestamp:date", "score:double", "severity:string")));
    }

    static BlockManifest alerting() {
        return block(
                "ALERTING",
                "COMPRESSOR",
                List.of(
                        dataset("ANOMALIES", "asset_id:string", "timestamp:date", "score:double", "severity:string"),
                        dataset("ASSET_REGISTRY", "asset_id:string", "site:string", "criticality:int")),
                List.of(dataset("ALERTS", "asset_id:string", "message:string"), folder("REPORT")));
    }
}
