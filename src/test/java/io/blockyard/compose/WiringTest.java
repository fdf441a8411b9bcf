package io.blockyard.compose;

import static io.blockyard.compose.TestBlocks.block;
import static io.blockyard.compose.TestBlocks.dataset;
import static io.blockyard.compose.TestBlocks.folder;
import static org.assertj.core.api.Assertions.assertThat;

import io.blockyard.block.BlockManifest;
import io.blockyard.block.ColumnTypes;
import io.blockyard.block.ContractFit.ColumnFit;
import io.blockyard.block.Port;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.DirectedAcyclicGraph;
import org.junit.jupiter.api.Test;

class WiringTest {

    private static final int ROUNDS = Boolean.getBoolean("tests.full") ? 2_000 : 200;

    @Test
    void blocks_of_one_project_find_the_datasets_that_they_shared() {
        var wiring = wire(TestBlocks.alerting(), TestBlocks.features(), TestBlocks.anomalies());
        assertThat(names(wiring))
                .containsExactly(
                        "anomaly_detection.ANOMALIES -> alerting.ANOMALIES",
                        "vibration_features.ENGINEERED_FEATURES -> anomaly_detection.ENGINEERED_FEATURES");
        assertThat(wiring.wires()).allMatch(Wiring.Offer::automatic).allMatch(w -> w.score() == 1);
        assertThat(wiring.wires().getFirst().fit().explanation())
                .isEqualTo("Both are ANOMALIES of COMPRESSOR. All 4 expected columns are there.");
    }

    @Test
    void blocks_of_different_projects_are_wired_by_their_columns() {
        var pump = block(
                "PUMP_SIGNAL",
                "PUMPS",
                List.of(dataset("READINGS", "pump:string")),
                List.of(dataset(
                        "PREPARED",
                        "asset_id:string",
                        "timestamp:date",
                        "rms_g:float",
                        "kurtosis:double",
                        "extra:int")));
        var wire = wire(pump, TestBlocks.anomalies()).wires().getFirst();
        assertThat(wire.automatic()).isTrue();
        assertThat(wire.score()).isBetween(Wiring.AUTOMATIC, 0.99);
        assertThat(wire.fit().columns()).contains(new ColumnFit("rms_g", "double", "float", "widens"));
        assertThat(wire.fit().explanation()).contains("Converted: rms_g (float for double).");
    }

    @Test
    void a_missing_column_leaves_the_wire_to_the_person_and_says_which() {
        var wiring = wire(
                block(
                        "SHORT",
                        "OTHER",
                        List.of(),
                        List.of(dataset("D", "asset_id:string", "timestamp:date", "rms_g:double"))),
                TestBlocks.anomalies());
        assertThat(wiring.wires()).isEmpty();
        var offer = wiring.offers()
                .get(new Wiring.InputKey("anomaly_detection", "ENGINEERED_FEATURES"))
                .getFirst();
        assertThat(offer.automatic()).isFalse();
        assertThat(offer.fit().explanation()).isEqualTo("3 of 4 expected columns are there. Missing: kurtosis.");
    }

    @Test
    void a_column_of_another_type_leaves_the_wire_to_the_person() {
        var wiring = wire(
                block(
                        "TEXTUAL",
                        "OTHER",
                        List.of(),
                        List.of(dataset("D", "asset_id:string", "timestamp:date", "rms_g:string", "kurtosis:double"))),
                TestBlocks.anomalies());
        assertThat(wiring.wires()).isEmpty();
        assertThat(wiring.offers().values().iterator().next().getFirst().fit().explanation())
                .contains("Of another type: rms_g (string for double).");
    }

    @Test
    void upper_and_lower_case_may_differ_but_other_spellings_are_left_to_the_person() {
        var upper = block(
                "UPPER",
                "A",
                List.of(),
                List.of(dataset("D", "ASSET_ID:string", "TIMESTAMP:date", "RMS_G:double", "KURTOSIS:double")));
        var camel = block(
                "CAMEL",
                "B",
                List.of(),
                List.of(dataset("D", "assetId:string", "timestamp:date", "rmsG:double", "kurtosis:double")));
        assertThat(wire(upper, TestBlocks.anomalies()).wires().getFirst().fit().respelled())
                .contains("ASSET_ID for asset_id");
        assertThat(wire(camel, TestBlocks.anomalies()).wires()).isEmpty();
    }

    @Test
    void an_optional_column_may_be_missing() {
        var scoring = block(
                "SCORING",
                "A",
                List.of(dataset("IN", "id:string", "amount:double", "country:string", "note:string?")),
                List.of());
        var source = block(
                "SOURCE", "B", List.of(), List.of(dataset("OUT", "id:string", "amount:double", "country:string")));
        assertThat(wire(source, scoring).wires()).hasSize(1);
    }

    @Test
    void a_folder_never_feeds_a_dataset() {
        var wiring = wire(
                block("A", "P", List.of(), List.of(folder("REPORT"))),
                block("B", "P", List.of(dataset("REPORT")), List.of()),
                block("C", "P", List.of(folder("REPORT")), List.of()));
        assertThat(names(wiring)).containsExactly("a.REPORT -> c.REPORT");
    }

    @Test
    void two_instances_of_a_pair_find_each_other_and_siblings_stay_apart() {
        var parts = List.of(
                new Wiring.Part("features_a", TestBlocks.features()),
                new Wiring.Part("features_b", TestBlocks.features()),
                new Wiring.Part("anomaly_a", TestBlocks.anomalies()),
                new Wiring.Part("anomaly_b", TestBlocks.anomalies()));
        assertThat(names(Wiring.propose(parts, List.of(), Set.of())))
                .containsExactly(
                        "features_a.ENGINEERED_FEATURES -> anomaly_a.ENGINEERED_FEATURES",
                        "features_b.ENGINEERED_FEATURES -> anomaly_b.ENGINEERED_FEATURES");
    }

    @Test
    void given_wires_stay_closed_inputs_stay_open_and_a_circle_is_told_whole() {
        var a = block("A", "P", List.of(dataset("X", "id:string")), List.of(dataset("Y", "k:int")));
        var b = block("B", "Q", List.of(dataset("Y2", "k:int")), List.of(dataset("X2", "id:string")));
        var given = List.of(new Wiring.Given("a", "Y", "b", "Y2"), new Wiring.Given("b", "X2", "a", "X"));
        var wiring = Wiring.propose(parts(a, b), given, Set.of());
        assertThat(wiring.wires()).hasSize(2).noneMatch(Wiring.Offer::automatic);
        assertThat(wiring.circles()).containsExactly(List.of("b", "a", "b"));
        var closed = Set.of(new Wiring.InputKey("anomaly_detection", "ENGINEERED_FEATURES"));
        assertThat(Wiring.propose(parts(TestBlocks.features(), TestBlocks.anomalies()), List.of(), closed)
                        .wires())
                .isEmpty();
    }

    @Test
    void whatever_the_blocks_wiring_is_acyclic_compatible_and_the_same_in_every_order() {
        for (int seed = 0; seed < ROUNDS; seed++) {
            var parts = generated(new SplittableRandom(seed));
            var wiring = Wiring.propose(parts, List.of(), Set.of());
            assertAcyclic(parts, wiring);
            wiring.wires().forEach(wire -> assertCompatible(parts, wire));
            assertThat(wiring.wires()).extracting(Wiring.Offer::input).doesNotHaveDuplicates();
            var shuffled = new ArrayList<>(parts);
            Collections.shuffle(shuffled, new Random(seed));
            assertThat(Wiring.propose(shuffled, List.of(), Set.of()).wires())
                    .as("seed %d", seed)
                    .isEqualTo(wiring.wires());
        }
    }

    private static void assertAcyclic(List<Wiring.Part> parts, Wiring wiring) {
        var graph = new DirectedAcyclicGraph<String, DefaultEdge>(DefaultEdge.class);
        parts.forEach(part -> graph.addVertex(part.alias()));
        // refuses an edge that closes a circle
        wiring.wires().forEach(wire -> graph.addEdge(wire.fromAlias(), wire.toAlias()));
    }

    private static void assertCompatible(List<Wiring.Part> parts, Wiring.Offer wire) {
        var output = port(manifest(parts, wire.fromAlias()).outputs(), wire.fromPort());
        var input = port(manifest(parts, wire.toAlias()).inputs(), wire.toPort());
        assertThat(output.type()).isEqualTo(input.type());
        if (output.columns().isEmpty()) {
            return;
        }
        for (var expected : input.columns()) {
            var offered = output.columns().stream()
                    .filter(c -> c.name().equalsIgnoreCase(expected.name()))
                    .findFirst();
            if (expected.required()) {
                assertThat(offered).as("%s in %s", expected, output).isPresent();
            }
            offered.ifPresent(c ->
                    assertThat(ColumnTypes.compare(c.type(), expected.type())).isNotEqualTo(ColumnTypes.Match.DIFFERS));
        }
    }

    private static List<Wiring.Part> generated(SplittableRandom random) {
        int blocks = random.nextInt(1, 9);
        return IntStream.range(0, blocks)
                .mapToObj(i -> new Wiring.Part(
                        "block_" + i,
                        block("B" + random.nextInt(6), "P" + random.nextInt(3), ports(random), ports(random))))
                .toList();
    }

    private static List<Port> ports(SplittableRandom random) {
        var names = random.ints(random.nextInt(0, 4), 0, 8).distinct().toArray();
        return IntStream.of(names).mapToObj(n -> port(n, random)).toList();
    }

    private static Port port(int name, SplittableRandom random) {
        if (random.nextInt(8) == 0) {
            return folder("D" + name);
        }
        var types = List.of("string", "int", "bigint", "double", "date", "dateonly", "array");
        var columns = random.ints(random.nextInt(0, 5), 0, 5)
                .distinct()
                .mapToObj(c -> (random.nextInt(10) == 0 ? "C" : "c") + c + ":"
                        + types.get(random.nextInt(random.nextInt(1, types.size() + 1)))
                        + (random.nextInt(4) == 0 ? "?" : ""))
                .toArray(String[]::new);
        return dataset("D" + name, columns);
    }

    private static Wiring wire(BlockManifest... blocks) {
        return Wiring.propose(parts(blocks), List.of(), Set.of());
    }

    private static List<Wiring.Part> parts(BlockManifest... blocks) {
        return java.util.stream.Stream.of(blocks)
                .map(b -> new Wiring.Part(b.id().value().toLowerCase(java.util.Locale.ROOT), b))
                .toList();
    }

    private static List<String> names(Wiring wiring) {
        return wiring.wires().stream()
                .map(w -> w.fromAlias() + "." + w.fromPort() + " -> " + w.toAlias() + "." + w.toPort())
                .toList();
    }

    private static BlockManifest manifest(List<Wiring.Part> parts, String alias) {
        return parts.stream()
                .filter(p -> p.alias().equals(alias))
                .findFirst()
                .orElseThrow()
                .manifest();
    }

    private static Port port(List<Port> ports, String name) {
        return ports.stream().filter(p -> p.name().equals(name)).findFirst().orElseThrow();
    }
}
