package io.blockyard.iac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.blockyard.dataiku.DssClient;
import io.blockyard.iac.apply.TargetProject;
import io.blockyard.iac.desired.TargetView;
import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is wrong with a configuration and what its target lacks are told together, however faulty it is. */
class OnePassTest extends PlansOnSandbox {

    private static final int MUTANTS = Boolean.getBoolean("tests.full") ? 800 : 60;

    private static final String FAULTY = """
            version: "1.0"
            project: {key: PLANT_K, name: Plant K}
            target: {default_connection: nowhere}
            blocks:
              - ref: BLOCKS_REGISTRY/VIBRATION_FEATURES@^1.0
                instance_name: k101
                inputs: {RAW_VIBRATION: raw_k101}
                outputs: {ENGINEERED_FEATURES: features_k101}
                extends:
                  - {recipe: rolling_stats, use_class: lib.adaptive.Adaptive}
              - ref: BLOCKS_REGISTRY/NOT_THERE@1.0.0
                instance_name: missing
              - ref: BLOCKS_REGISTRY/ANOMALY_DETECTION@1.0.0
                instance_name: k101_watch
                inputs: {ENGINEERED_FEATURES: features_k101}
                outputs: {ANOMALIES: features_k101}
            datasets:
              - {name: raw_k101, type: filesystem, connection: elsewhere, path: /k101/raw, format_type: csv}
              - {name: raw_k101, type: managed}
              - {name: k101_watch_HEALTH, type: managed}
            recipes:
              - {name: copy, type: sync, inputs: [nothing_makes_this], outputs: [copied]}
            """;

    /** Stands before the sandbox where a test wants it so. */
    private @Nullable DssClient between;

    @Test
    void whatTheTargetLacksIsToldWithWhatIsWrong() {
        var refused = catchThrowableOfType(ProblemException.class, () -> plans.create(COMPOSER, request(FAULTY)));
        assertThat(refused.kind()).isEqualTo(ProblemException.Kind.INVALID);
        assertThat(refused.problems().stream()
                        .filter(Problem::isError)
                        .map(problem -> problem.code() + " " + problem.path())
                        .toList())
                .containsExactlyInAnyOrder(
                        "config.input-missing blocks[0].inputs",
                        "config.class-module blocks[0].extends[0].use_class",
                        "catalog.no-block blocks[1].ref",
                        "config.contract blocks[2].inputs.ENGINEERED_FEATURES",
                        "config.two-makers blocks[2].outputs.ANOMALIES",
                        "plan.connection-missing datasets[0]",
                        "config.duplicate datasets[1].name",
                        "plan.connection-missing datasets[2]",
                        "config.cycle recipes",
                        "config.nobody-makes recipes[0].inputs[0]",
                        "plan.connection-missing project.key",
                        "plan.connection-missing project.key");
        assertThat(plans.recent(VIEWER, "", "", 1)).isEmpty();
    }

    /** A person waits for it: what is wrong is told without patience for a target that does not answer. */
    @Test
    void aConfigurationIsCheckedWithoutWaitingLongForTheTarget() throws IOException {
        var asked = new AtomicInteger();
        try (var faulty = new FaultyDss(sandbox.address())) {
            faulty.deal(call -> {
                asked.incrementAndGet();
                return FaultyDss.Fate.CUT_BEFORE;
            });
            between = new DssClient(faulty.address(), "key");
            assertThatThrownBy(() -> plans.submit(COMPOSER, request(FAULTY)))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            refused -> assertThat(refused.kind()).isEqualTo(ProblemException.Kind.INVALID));
            assertThat(asked).hasValue(1);
            var check = new ConfigurationChecks.Request(Map.of("project.yml", FAULTY), "dev", "sandbox", false);
            assertThatThrownBy(() -> new ConfigurationChecks(surroundings()).check(VIEWER, check))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            away -> assertThat(away.kind()).isEqualTo(ProblemException.Kind.REMOTE));
            assertThat(asked).hasValue(2);
        }
    }

    @Override
    DssClient target() {
        return between == null ? super.target() : between;
    }

    /** Lines left out, written twice or elsewhere, words exchanged: something is told, and nothing breaks. */
    @Test
    void whateverIsWrittenIsLookedThrough() throws IOException {
        var sample = Files.readString(Path.of("samples/compositions/plant-monitoring.yml"));
        var view = TargetProject.view(client());
        for (int seed = 0; seed < MUTANTS; seed++) {
            var mutant = mutated(seed % 2 == 0 ? sample : FAULTY, new Random(seed));
            var files = Map.of("project.yml", mutant);
            var known = Draft.of(files, Map.of(), registry(), view).problems();
            assertThat(known).as(mutant).doesNotHaveDuplicates();
            assertThat(errors(known))
                    .as(mutant)
                    .containsAll(errors(Draft.of(files, Map.of(), registry(), TargetView.UNKNOWN)
                            .problems()));
        }
    }

    private static List<String> errors(List<Problem> problems) {
        return problems.stream()
                .filter(Problem::isError)
                .map(problem -> problem.code() + " " + problem.path())
                .toList();
    }

    private static String mutated(String yaml, Random random) {
        var lines = new ArrayList<>(yaml.lines().toList());
        for (int change = 0; change <= random.nextInt(4); change++) {
            int at = random.nextInt(lines.size());
            switch (random.nextInt(4)) {
                case 0 -> lines.remove(at);
                case 1 -> lines.add(at, lines.get(at));
                case 2 -> lines.add(random.nextInt(lines.size()), lines.remove(at));
                default -> {
                    var words = new ArrayList<>(Arrays.asList(lines.get(at).split("(?<=[ :,{])|(?=[:,}])")));
                    words.set(random.nextInt(words.size()), random.nextBoolean() ? "" : "x" + random.nextInt(9));
                    lines.set(at, String.join("", words));
                }
            }
        }
        return String.join("\n", lines) + "\n";
    }
}
