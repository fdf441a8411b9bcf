package io.blockyard.iac;

import static org.assertj.core.api.Assertions.assertThat;

import io.blockyard.block.PartitionDimension;
import io.blockyard.catalog.BlockRegistry;
import io.blockyard.catalog.ResolvedBlock;
import io.blockyard.problem.Problem;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Everything that is wrong with a configuration is said in one pass, each with its place and what would be right. */
class ConfigurationChecksTest {

    private static final SampleBlocks BLOCKS = new SampleBlocks(Path.of("samples/projects"), "COMPRESSOR_MONITORING");

    @Test
    void everyKindOfFaultIsToldAtOnceWithLineAndColumn() {
        var problems = check("""
                version: 1.0
                project: {key: plant}
                blocks:
                  - ref: BLOCKS_REGISTRY/VIBRATION_FEATURES@1.0.0
                    instance_name: my features
                    zone_name: Default
                    inputs: {RAW_VIBRATIO: raw, OPERATING_CONDITIONS: conditions}
                    outputs: {ENGINEERED_FEATURES: OTHER.features}
                    variables: {projectKey: X}
                  - ref: BLOCKS_REGISTRY/ANOMALY_DETECTION@1.0.0
                    inputs: {ENGINEERED_FEATURES: raw}
                    output: {ANOMALIES: found}
                  - ref: BLOCKS_REGISTRY/ANOMALY_DETECTION
                    instance_name: second
                datasets:
                  - {name: raw, type: manged, schema: [{name: asset_id, type: string}]}
                  - {name: conditions, type: managed, schema: [{name: asset_id, type: varchar(20)}]}
                  - {name: raw, type: managed}
                recipes:
                  - {name: a, type: sync, inputs: [x], outputs: [y]}
                  - {name: b, type: sync, inputs: [y], outputs: [x]}
                  - {name: c, type: sync, inputs: [nowhere], outputs: [y]}
                """);

        assertThat(told(problems))
                .contains(
                        "config.version-unquoted version 1:10",
                        "config.project-key project.key 2:16",
                        "config.name blocks[0].instance_name 5:20",
                        "config.reserved-name blocks[0].zone_name 6:16",
                        "config.port-unknown blocks[0].inputs.RAW_VIBRATIO 7:28",
                        "config.input-missing blocks[0].inputs 4:5",
                        "config.contract blocks[0].inputs.OPERATING_CONDITIONS 7:55",
                        "config.name blocks[0].outputs.ENGINEERED_FEATURES 8:36",
                        "config.reserved-name blocks[0].variables.projectKey 9:29",
                        "config.contract blocks[1].inputs.ENGINEERED_FEATURES 11:35",
                        "config.unknown-key blocks[1].output 12:5",
                        "block.reference blocks[2].ref 13:10",
                        "config.dataset-type datasets[0].type 16:23",
                        "config.foreign-type datasets[1].schema[0].type 17:71",
                        "config.duplicate datasets[2].name 18:12",
                        "config.cycle recipes 20:5",
                        "config.nobody-makes recipes[2].inputs[0] 22:36",
                        "config.two-makers recipes[2].outputs[0] 22:56")
                .doesNotHaveDuplicates();
        assertThat(remedy(problems, "config.unknown-key")).contains("outputs");
        assertThat(remedy(problems, "config.dataset-type")).contains("managed");
        assertThat(remedy(problems, "config.port-unknown")).contains("RAW_VIBRATION");
        assertThat(problems)
                .filteredOn(problem -> problem.code().equals("config.cycle"))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("x \u2192 y \u2192 x"));
    }

    @Test
    void withoutAProjectTheRestIsLookedAtAllTheSame() {
        assertThat(
                        told(
                                check(
                                        "version: \"1.0\"\nrecipes:\n  - {name: a, type: python, inputs: [x], outputs: [y], code: pass}\n")))
                .contains("config.required project 1:1", "config.nobody-makes recipes[0].inputs[0] 3:38");
    }

    @Test
    void foldersAndDatasetsAreNotTakenForEachOther() {
        var problems = check("""
                version: "1.0"
                project: {key: P1}
                blocks:
                  - ref: BLOCKS_REGISTRY/ALERTING@1.0.0
                    instance_name: alerts
                    inputs: {ANOMALIES: a, RUL_SCORES: b, ASSET_REGISTRY: c}
                    outputs: {ALERT_REPORTS: reports, ALERTS: alarms}
                  - ref: BLOCKS_REGISTRY/VIBRATION_FEATURES@1.0.0
                    inputs: {RAW_VIBRATION: reports, OPERATING_CONDITIONS: c}
                datasets:
                  - {name: a, type: managed}
                  - {name: b, type: managed}
                  - {name: c, type: managed}
                  - {name: reports, type: managed}
                  - {name: alarms, type: managed, schema: [{name: another, type: string}]}
                """);
        assertThat(told(problems))
                .contains(
                        "config.port-kind blocks[0].outputs.ALERT_REPORTS 7:30",
                        "config.port-kind blocks[1].inputs.RAW_VIBRATION 9:29",
                        "config.output-schema datasets[4] 15:5");
    }

    @ParameterizedTest
    @CsvSource({
        "yaml.alias, BOMB",
        "yaml.depth, DEEP",
        "yaml.tag, '!!java.net.URL [x]'",
        "yaml.key, KEY",
        "yaml.paths, PATHS"
    })
    void whatWouldHarmTheReaderIsRefusedWithItsPlace(String code, String value) {
        var text = switch (value) {
            case "BOMB" ->
                IntStream.range(1, 9)
                        .mapToObj(i -> "a" + i + ": &a" + i + " ["
                                + String.join(",", Collections.nCopies(9, "*a" + (i - 1))) + "]")
                        .collect(Collectors.joining("\n", "a0: &a0 [x]\n", "\n"));
            case "DEEP" -> "x-deep: " + "[".repeat(100) + "]".repeat(100);
            case "KEY" -> "x-long: {" + "k".repeat(1001) + ": 1}";
            case "PATHS" -> "x-many: {" + "k".repeat(1000) + ": [" + "x,".repeat(60_000) + "x]}";
            default -> "x-value: " + value;
        };
        var found = check("version: \"1.0\"\nproject: {key: P1}\n" + text + "\n");
        assertThat(found)
                .as("%s", found)
                .filteredOn(problem -> problem.code().equals(code))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.line()).isGreaterThanOrEqualTo(3);
                    assertThat(problem.column()).isPositive();
                    assertThat(problem.message()).isNotBlank();
                });
    }

    @Test
    void aFolderNamesTheFileOfEachFinding() {
        var problems = new Validator()
                .validate(
                        Map.of(
                                "project.yml", "version: \"1.0\"\nproject: {key: P1}\n",
                                "datasets/raw.yml", "- {name: raw, type: managed, tabel: t}\n",
                                "recipes/all.yml",
                                        "recipes:\n  - {name: a, type: sync, inputs: [rwa], outputs: [b]}\n"),
                        Map.of(),
                        BLOCKS);
        assertThat(problems).extracting(Problem::message).anyMatch(message -> message.contains("datasets/raw.yml"));
        assertThat(told(problems))
                .contains("config.unknown-key datasets[0].tabel 1:30", "config.nobody-makes recipes[0].inputs[0] 2:36");
        assertThat(remedy(problems, "config.nobody-makes")).contains("raw");
    }

    /** By the processor's time, which other programs on the machine do not lengthen. */
    @Test
    void fiveHundredLinesAreCheckedInMoments() {
        var yaml = fiveHundredLines();
        assertThat(yaml.lines().count()).isBetween(490L, 520L);
        assertThat(check(yaml)).noneMatch(Problem::isError);
        var clock = ManagementFactory.getThreadMXBean();
        var times = new ArrayList<Double>();
        for (int i = 0; i < 21; i++) {
            long start = clock.getCurrentThreadCpuTime();
            check(yaml);
            times.add((clock.getCurrentThreadCpuTime() - start) / 1e6);
        }
        Collections.sort(times);
        System.out.printf("500 lines: p50 %.1f ms%n", times.get(times.size() / 2));
        assertThat(times.get(times.size() / 2)).isLessThan(100);
    }

    /** Eight times as long takes about eight times as long, where a parser that copies its window would take sixty-four. */
    @Test
    void aLongValueTakesTimeByItsLength() {
        var clock = ManagementFactory.getThreadMXBean();
        long[] taken = new long[2];
        for (int round = 0; round < 2; round++) {
            var value = "a".repeat(round == 0 ? 1_000_000 : 8_000_000);
            long start = clock.getCurrentThreadCpuTime();
            assertThat(check("version: \"1.0\"\nproject: {key: LONG}\nx-notes: \"" + value + "\"\n"))
                    .isEmpty();
            taken[round] = clock.getCurrentThreadCpuTime() - start;
        }
        assertThat(taken[1]).isLessThan(30 * Math.max(taken[0], 20_000_000));
    }

    private static String fiveHundredLines() {
        var text = new StringBuilder("version: \"1.0\"\nproject:\n  key: LARGE\n  name: Large\nblocks:\n");
        for (int i = 0; i < 20; i++) {
            text.append("""
                      - ref: BLOCKS_REGISTRY/VIBRATION_FEATURES@1.0.0
                        instance_name: features_%1$d
                        zone_name: features %1$d
                        inputs:
                          RAW_VIBRATION: raw_%1$d
                          OPERATING_CONDITIONS: conditions
                        outputs:
                          ENGINEERED_FEATURES: features_of_%1$d
                      - ref: BLOCKS_REGISTRY/ANOMALY_DETECTION@1.0.0
                        instance_name: anomalies_%1$d
                        zone_name: anomalies %1$d
                        inputs:
                          ENGINEERED_FEATURES: features_of_%1$d
                    """.formatted(i).indent(2));
        }
        text.append("datasets:\n  - name: conditions\n    type: managed\n");
        for (int i = 0; i < 20; i++) {
            text.append(
                    "  - name: raw_%d\n    type: sql_table\n    connection: DW\n    table: raw_%1$d\n".formatted(i));
        }
        text.append("recipes:\n");
        for (int i = 0; i < 25; i++) {
            text.append(
                    "  - name: copy_%d\n    type: sync\n    inputs:\n      - raw_%d\n    outputs:\n      - copy_of_%1$d\n"
                            .formatted(i, i % 20));
        }
        return text.toString();
    }

    @Test
    void partitionsThatArriveDividedOtherwiseAreAWarning() {
        var day = List.of(new PartitionDimension("day", "time", "day"));
        BlockRegistry daily = reference -> {
            var block = BLOCKS.resolve(reference);
            var manifest = block.manifest();
            var inputs = manifest.inputs().stream()
                    .map(port -> port.name().equals("ENGINEERED_FEATURES") ? port.partitionedBy(day) : port)
                    .toList();
            return new ResolvedBlock(
                    manifest.as(manifest.version(), inputs, manifest.outputs(), manifest.dependencies(), ""),
                    block.digest(),
                    block.definition());
        };
        var yaml = """
                version: "1.0"
                project: {key: PLANT}
                blocks:
                  - ref: BLOCKS_REGISTRY/VIBRATION_FEATURES@1.0.0
                    inputs: {RAW_VIBRATION: PLANT.raw, OPERATING_CONDITIONS: PLANT.conditions}
                    outputs: {ENGINEERED_FEATURES: features}
                  - ref: BLOCKS_REGISTRY/ANOMALY_DETECTION@1.0.0
                    inputs: {ENGINEERED_FEATURES: features}
                """;

        assertThat(new Validator().validate(Map.of("project.yml", yaml), Map.of(), daily))
                .filteredOn(problem -> problem.code().equals("config.partitions"))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message())
                        .endsWith("ENGINEERED_FEATURES is not partitioned, ENGINEERED_FEATURES is expected to be "
                                + "partitioned by day (day)."));
        assertThat(told(check(yaml))).noneMatch(told -> told.startsWith("config.partitions"));
    }

    private static List<Problem> check(String yaml) {
        return new Validator().validate(Map.of("project.yml", yaml), Map.of(), BLOCKS);
    }

    private static List<String> told(List<Problem> problems) {
        return problems.stream()
                .map(problem -> problem.code() + " " + problem.path() + " " + problem.line() + ":" + problem.column())
                .toList();
    }

    private static String remedy(List<Problem> problems, String code) {
        return problems.stream()
                .filter(problem -> problem.code().equals(code))
                .findFirst()
                .orElseThrow()
                .remedy();
    }
}
