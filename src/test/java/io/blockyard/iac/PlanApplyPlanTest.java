package io.blockyard.iac;

import static org.assertj.core.api.Assertions.assertThat;

import io.blockyard.block.BlockManifest;
import io.blockyard.block.Port;
import io.blockyard.block.PortType;
import io.blockyard.catalog.BlockRegistry;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.FileSystemUtils;

/** What was applied is what was planned: planned again, there is nothing to do. For every sample, and for many more. */
class PlanApplyPlanTest extends PlansOnSandbox {

    private static final int GENERATED = Boolean.getBoolean("tests.full") ? 300 : 1;
    private static final SampleBlocks ALL = new SampleBlocks(
            Path.of("samples/projects"),
            "COMPRESSOR_MONITORING",
            "CUSTOMER_RETENTION",
            "PAYMENT_FRAUD",
            "RETAIL_DEMAND",
            "WIND_FARM_YIELD");

    @Override
    BlockRegistry registry() {
        return ALL;
    }

    /** The connections and code environments that the samples use are those that a sandbox with them has. */
    @BeforeEach
    void samples() throws IOException, InterruptedException {
        FileSystemUtils.copyRecursively(Path.of("samples/projects"), projects);
        var environment = HttpRequest.newBuilder(
                        sandbox.address().resolve("/public/api/admin/code-envs/PYTHON/py311_risk?wait=true"))
                .header("Authorization", "Bearer key")
                .POST(HttpRequest.BodyPublishers.ofString("{\"deploymentMode\": \"DESIGN_MANAGED\"}"))
                .build();
        try (var http = HttpClient.newHttpClient()) {
            assertThat(http.send(environment, HttpResponse.BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void everySampleIsAppliedOnce() throws IOException {
        try (var samples = Files.list(Path.of("samples/compositions"))) {
            for (var sample : samples.sorted().toList()) {
                var yaml = Files.readString(sample);
                // Solutions are put together in a catalog; SolutionPlansTest plans them.
                if (!yaml.contains("solutions:")) {
                    appliedOnce(yaml, sample.toString());
                }
            }
        }
    }

    @Test
    void whateverIsComposedIsAppliedOnce() {
        for (int seed = 0; seed < GENERATED; seed++) {
            var yaml = composed(seed);
            appliedOnce(yaml, "seed " + seed + "\n" + yaml);
            client().project("GENERATED_" + seed).delete(true);
        }
    }

    private void appliedOnce(String yaml, String what) {
        var planned = plan(yaml);
        assertThat(planned.state()).as("%s %s", what, planned.problems()).isEqualTo(PlanState.AWAITING_APPROVAL);
        var digest = body(planned).digest();
        plans.approve(APPROVER, planned.id(), digest, "");
        plans.apply(COMPOSER, planned.id(), digest);
        apply(planned.id(), ApplyTask.Pacing.usual(), moment -> {});
        assertThat(state(planned.id())).as(what).isEqualTo(PlanState.APPLIED);
        UUID again = plan(yaml).id();
        var second = body(plans.get(VIEWER, again));
        assertThat(second.operations()).as(what).isEmpty();
        assertThat(second.drift()).as(what).isEmpty();
        assertThat(state(again)).isEqualTo(PlanState.NO_CHANGES);
    }

    /** One to four instances of any blocks, chained where one makes what the next reads, else fed by declared datasets. */
    private static String composed(int seed) {
        var random = new Random(seed);
        var blocks = new StringBuilder();
        var datasets = new TreeSet<String>();
        var made = new HashMap<String, String>();
        int count = 1 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            var manifest = any(random);
            var instance = "i" + i;
            blocks.append(
                    "  - ref: BLOCKS_REGISTRY/" + manifest.id() + (random.nextBoolean() ? "@1.0.0" : "@^1.0") + "\n");
            blocks.append("    instance_name: " + instance + "\n    zone_name: Zone " + (random.nextInt(4) == 0 ? 0 : i)
                    + "\n");
            blocks.append("    inputs: {" + wired(manifest.inputs(), instance, random, datasets, made) + "}\n");
            var outputs = manifest.outputs().stream()
                    .filter(port -> port.type() == PortType.DATASET)
                    .filter(port -> random.nextInt(4) > 0)
                    .toList();
            outputs.forEach(port -> made.put(port.name(), instance + "_" + port.name() + "_out"));
            blocks.append("    outputs: {"
                    + outputs.stream()
                            .map(port -> "\"" + port.name() + "\": " + instance + "_" + port.name() + "_out")
                            .collect(Collectors.joining(", "))
                    + "}\n");
        }
        var declared = datasets.stream()
                .map(name -> random.nextBoolean()
                        ? "  - {name: " + name + ", type: managed, format_type: parquet, tags: [b, a]}\n"
                        : "  - {name: " + name
                                + ", type: filesystem, connection: filesystem_managed, path: /x, format_type: csv}\n")
                .collect(Collectors.joining());
        return "version: \"1.0\"\nproject: {key: GENERATED_" + seed + ", name: 'Generated " + seed
                + "', description: 'of seed'}\ntarget: {default_connection: filesystem_managed, connections: {"
                + (random.nextBoolean() ? MAPPED : "") + "}}\nblocks:\n" + blocks + "datasets:\n" + declared;
    }

    private static BlockManifest any(Random random) {
        var ids = ALL.ids().stream()
                .filter(id ->
                        ALL.block(id).manifest().inputs().stream().allMatch(port -> port.type() == PortType.DATASET))
                .toList();
        return ALL.block(ids.get(random.nextInt(ids.size()))).manifest();
    }

    private static String wired(
            List<Port> ports, String instance, Random random, Set<String> datasets, Map<String, String> made) {
        return ports.stream()
                .map(port -> {
                    var upstream = made.get(port.name());
                    if (upstream != null && random.nextBoolean()) {
                        return "\"" + port.name() + "\": " + upstream;
                    }
                    var name = instance + "_in_" + port.name().toLowerCase(java.util.Locale.ROOT);
                    datasets.add(name);
                    return "\"" + port.name() + "\": " + name;
                })
                .collect(Collectors.joining(", "));
    }

    private static final String MAPPED = ALL.ids().stream()
            .flatMap(id -> ALL.block(id).definition().datasets().stream())
            .map(dataset -> dataset.connection())
            .filter(connection -> !connection.isEmpty())
            .distinct()
            .sorted()
            .map(connection -> "\"" + connection + "\": filesystem_managed")
            .collect(Collectors.joining(", "));
}
