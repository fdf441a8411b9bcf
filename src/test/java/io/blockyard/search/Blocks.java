package io.blockyard.search;

import io.blockyard.block.BlockId;
import io.blockyard.block.BlockManifest;
import io.blockyard.block.BlockType;
import io.blockyard.block.BlockVersion;
import io.blockyard.block.Column;
import io.blockyard.block.Port;
import io.blockyard.block.PortType;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Manifests for tests: a few that read like real ones, and any number of generated ones. */
public final class Blocks {

    private static final List<String> NOUNS = List.of(
            "compressor",
            "pump",
            "turbine",
            "invoice",
            "payment",
            "customer",
            "store",
            "shipment",
            "battery",
            "valve",
            "grid",
            "claim",
            "patient",
            "loan",
            "ticket",
            "warehouse",
            "route",
            "bearing",
            "furnace",
            "reactor");
    private static final List<String> TASKS = List.of(
            "anomaly detection",
            "feature engineering",
            "forecast",
            "scoring",
            "cleaning",
            "alerting",
            "aggregation",
            "deduplication",
            "enrichment",
            "segmentation",
            "health index",
            "remaining useful life");
    private static final List<String> COLUMNS = List.of(
            "asset_id",
            "timestamp",
            "rms_g",
            "kurtosis",
            "amount",
            "currency",
            "store_id",
            "demand",
            "score",
            "severity",
            "temperature_c",
            "pressure_bar",
            "country",
            "customer_id",
            "label");

    private Blocks() {}

    public static BlockManifest block(
            String id, String name, String description, String domain, String level, String... tags) {
        return block(id, name, description, domain, level, List.of(tags), List.of(), List.of());
    }

    public static BlockManifest block(
            String id,
            String name,
            String description,
            String domain,
            String level,
            List<String> tags,
            List<Port> inputs,
            List<Port> outputs) {
        return new BlockManifest(
                new BlockId(id),
                BlockVersion.FIRST,
                BlockType.ZONE,
                name,
                false,
                description,
                "reliability team",
                "PLANT",
                name,
                level,
                domain,
                tags,
                inputs,
                outputs,
                BlockManifest.Contains.NOTHING,
                BlockManifest.Dependencies.NONE,
                List.of(),
                "",
                null);
    }

    public static Port port(String name, String... columns) {
        return new Port(
                name,
                PortType.DATASET,
                "",
                true,
                "",
                "",
                Stream.of(columns).map(c -> new Column(c, "string", "", true)).toList());
    }

    /** The same blocks for the same seed. */
    public static List<BlockManifest> generated(int count, long seed) {
        var random = new SplittableRandom(seed);
        return IntStream.range(0, count).mapToObj(i -> generated(i, random)).toList();
    }

    private static BlockManifest generated(int number, SplittableRandom random) {
        var noun = pick(NOUNS, random);
        var task = pick(TASKS, random);
        var name = noun + " " + task + " " + number;
        var columns = random.ints(5, 0, COLUMNS.size())
                .distinct()
                .mapToObj(COLUMNS::get)
                .toArray(String[]::new);
        return block(
                BlockId.mint("P", name, id -> false).value(),
                name,
                "Takes " + noun + " records of the last " + random.nextInt(2, 90) + " days and does " + task
                        + " for every " + pick(NOUNS, random) + ". Results are written once a day and kept for a year.",
                pick(List.of("rotating_equipment", "retail", "payments", "logistics", "health"), random),
                pick(List.of("equipment", "process", "site", "enterprise"), random),
                List.of(noun, task.replace(' ', '-')),
                List.of(port("RAW_" + noun.toUpperCase(java.util.Locale.ROOT), columns)),
                List.of(port("RESULT_" + number, columns)));
    }

    private static String pick(List<String> from, SplittableRandom random) {
        return from.get(random.nextInt(from.size()));
    }
}
