package io.blockyard.iac;

import static org.assertj.core.api.Assertions.assertThat;

import io.blockyard.catalog.BlockRegistry;
import io.blockyard.iac.GeneratedConfigurations.Trait;
import io.blockyard.problem.Problem;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.springframework.util.FileSystemUtils;

/** What was applied is what was planned: planned again, there is nothing to do. For every sample, and for many more. */
class PlanApplyPlanTest extends PlansOnSandbox {

    private static final int GENERATED = 300;
    private static final int APPLIED = Boolean.getBoolean("tests.full") ? GENERATED : 6;
    private static SampleBlocks all;

    @BeforeAll
    static void publish() throws IOException {
        all = new SampleBlocks(
                Path.of("samples/projects"),
                "COMPRESSOR_MONITORING",
                "CUSTOMER_RETENTION",
                "PAYMENT_FRAUD",
                "RETAIL_DEMAND",
                "WIND_FARM_YIELD");
        all.publish(Files.readString(Path.of("samples/solutions/equipment-health.yml")));
        all.publish(Files.readString(Path.of("samples/solutions/compressor-station.yml")));
    }

    @Override
    BlockRegistry registry() {
        return all;
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
                appliedOnce(Map.of("project.yml", Files.readString(sample)), sample.toString());
            }
        }
    }

    @Test
    void whatWasManagedMayLieOutsideFromNowOnButNotTheOtherWayRound() {
        var managed = """
                version: "1.0"
                project: {key: KINDS}
                target: {default_connection: filesystem_managed}
                datasets:
                  - {name: raw, type: managed, format_type: csv}
                """;
        var outside = managed.replace("type: managed", "type: filesystem, connection: filesystem_managed, path: /raw");
        appliedOnce(Map.of("project.yml", managed), "managed");
        appliedOnce(Map.of("project.yml", outside), "outside");
        assertThat(client().read("KINDS").dataset("raw").orElseThrow().managed())
                .isFalse();

        var back = plan(managed);
        assertThat(back.state()).isEqualTo(PlanState.PLAN_FAILED);
        assertThat(back.problems()).extracting(Problem::code).containsExactly("plan.becomes-managed");
    }

    /** Two of three change a project that the one before made. */
    @Test
    void whateverIsComposedIsAppliedOnce(TestReporter report) {
        environments.set(ADMIN, "dev", "PLANT", "North", false);
        environments.set(ADMIN, "dev", "TOKEN", "swordfish-93481", true);
        var generated = new GeneratedConfigurations(all);
        var seen = new EnumMap<Trait, Integer>(Trait.class);
        for (int seed = 0; seed < GENERATED; seed++) {
            var key = "GENERATED_" + seed / 3;
            var one = generated.of(key, seed);
            one.traits().forEach(trait -> seen.merge(trait, 1, Integer::sum));
            if (seed >= APPLIED) {
                continue;
            }
            appliedOnce(one.files(), "seed " + seed + "\n" + one.files());
            if (seed % 3 == 2) {
                client().project(key).delete(true);
            }
        }
        report.publishEntry("generated configurations", APPLIED + " of " + GENERATED + ", all with " + seen);
        assertThat(seen)
                .hasSameSizeAs(Trait.values())
                .allSatisfy((trait, times) -> assertThat(times).as("%s", trait).isGreaterThan(15));
    }

    private void appliedOnce(Map<String, String> files, String what) {
        var request = new Plans.PlanRequest(files, "dev", "sandbox");
        var planned = plan(request);
        assertThat(planned.state()).as("%s %s", what, planned.problems()).isEqualTo(PlanState.AWAITING_APPROVAL);
        var digest = body(planned).digest();
        decisions.approve(APPROVER, planned.id(), digest, "");
        decisions.apply(COMPOSER, planned.id(), digest);
        apply(planned.id(), ApplyTask.Pacing.usual(), moment -> {});
        assertThat(state(planned.id())).as(what).isEqualTo(PlanState.APPLIED);
        var again = plan(request);
        var second = body(again);
        assertThat(second.operations()).as(what).isEmpty();
        assertThat(second.drift()).as(what).isEmpty();
        assertThat(again.state()).isEqualTo(PlanState.NO_CHANGES);
    }
}
