package io.blockyard.iac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import io.blockyard.block.BlockId;
import io.blockyard.dataiku.ProjectSnapshot;
import io.blockyard.iac.Plan.Action;
import io.blockyard.iac.plan.RecordedState;
import io.blockyard.problem.Problem;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What people change outside is seen, and either brought back by a plan or taken into the record. */
class DriftTest extends PlansOnSandbox {

    private static final String RECIPE = "recipe.PLANT_K.k101_fft_analysis";
    private static final String MODULE = "library.PLANT_K.python/vibration_features_v1/rotating/signals.py";

    @Test
    void anUntouchedProjectHasNotDrifted() {
        approveAndApply(plan(CHAIN));
        assertThat(deployments.drift(VIEWER, "sandbox", "PLANT_K")).isEmpty();
        assertThatThrownBy(() -> deployments.drift(VIEWER, "sandbox", "OTHER")).hasMessageContaining("OTHER");
    }

    @Test
    void aBlockKnowsTheProjectsThatItIsDeployedIn() {
        approveAndApply(plan(CHAIN));
        var watched = deployments.using(VIEWER, new BlockId("ANOMALY_DETECTION"));
        assertThat(watched).singleElement().satisfies(use -> {
            assertThat(use.projectKey()).isEqualTo("PLANT_K");
            assertThat(use.block().instance()).isEqualTo("k101_watch");
        });
        approveAndApply(plan(CHAIN.replaceFirst("(?s)  - ref: BLOCKS_REGISTRY/ANOMALY_DETECTION.*?(?=datasets)", "")));
        assertThat(deployments.using(VIEWER, new BlockId("ANOMALY_DETECTION"))).isEmpty();
        assertThat(deployments.using(VIEWER, new BlockId("VIBRATION_FEATURES"))).hasSize(1);
    }

    @Test
    void aPlanBringsBackWhatWasChangedOutside() {
        approveAndApply(plan(CHAIN));
        policies.set(
                ADMIN, new Policy("protected", "", Policy.Severity.SOFT, "plan.blocks.all(b, b.protected)", "Not so."));
        edit();
        var drift = deployments.drift(VIEWER, "sandbox", "PLANT_K");
        assertThat(drift)
                .extracting(Plan.Drift::address)
                .containsExactly("dataset.PLANT_K.features_k101", MODULE, "project.PLANT_K", RECIPE);
        assertThat(drift.getLast().changes())
                .singleElement()
                .satisfies(change -> assertThat(change.path()).isEqualTo("code"));

        var repair = plan(CHAIN);
        assertThat(body(repair).drift()).isEqualTo(drift);
        assertThat(SchemaTest.schema("plan.json")
                        .validate(JsonMapper.shared().writeValueAsString(body(repair)), InputFormat.JSON))
                .isEmpty();
        assertThat(body(repair).problems()).extracting(Problem::code).contains("plan.drift");
        assertThat(body(repair).operations())
                .extracting(Plan.ResourceChange::address)
                .containsExactlyInAnyOrderElementsOf(
                        drift.stream().map(Plan.Drift::address).toList());
        decisions.override(APPROVER, repair.id(), body(repair).digest(), "protected", "a sample");
        approveAndApply(repair);
        assertThat(deployments.drift(VIEWER, "sandbox", "PLANT_K")).isEmpty();
        assertThat(client().read("PLANT_K")
                        .recipe("k101_fft_analysis")
                        .orElseThrow()
                        .payload())
                .doesNotContain("by hand");
        assertThat(plan(CHAIN).state()).isEqualTo(PlanState.NO_CHANGES);
    }

    /** Both plans write the same; that the second one overwrites more of somebody's work is for the reviewer to know. */
    @Test
    void aPlanMadeAnewTellsWhatElseItOverwrites() {
        approveAndApply(plan(CHAIN));
        edit();
        var repair = plan(CHAIN);
        var recipe = client().read("PLANT_K").recipe("k101_fft_analysis").orElseThrow();
        client().project("PLANT_K").putRecipe(recipe.name(), recipe.document(), recipe.payload() + "# once more\n");
        assertThat(plans.check(VIEWER, repair.id())).isNotEmpty();
        var again = planned(plans.resubmit(COMPOSER, repair.id(), Set.of()).plan());
        assertThat(plans.moved(VIEWER, again.id()))
                .containsExactly(new Plan.Moved(RECIPE, Action.UPDATE, Action.UPDATE, List.of("code")));
    }

    /** The record says what was deployed, not what was seen when a plan that stopped was made. */
    @Test
    void whatAPlanWasToBringBackAndDidNotIsDriftStill() {
        approveAndApply(plan(CHAIN));
        edit();
        var drift = deployments.drift(VIEWER, "sandbox", "PLANT_K");
        var repair = approvedAndQueued(CHAIN);
        assertThatThrownBy(() -> apply(repair.id(), moment -> {
                    if (moment.equals("before 2")) {
                        throw new IllegalStateException(moment);
                    }
                }))
                .hasMessage("before 2");
        var repaired = body(repair).operations().getFirst().address();
        assertThat(deployments.drift(VIEWER, "sandbox", "PLANT_K"))
                .hasSize(drift.size() - 1)
                .containsExactlyElementsOf(drift.stream()
                        .filter(one -> !one.address().equals(repaired))
                        .toList());
        assertThatThrownBy(() -> adopt("PLANT_K"))
                .as("the roll-back would bring the old record back")
                .hasMessageContaining("stopped half-way");
        decisions.rollBack(COMPOSER, repair.id(), "PLANT_K");
        rollBack(repair.id(), moment -> {});
        assertThat(deployments.drift(VIEWER, "sandbox", "PLANT_K")).isEqualTo(drift);
        assertThat(adopt("PLANT_K")).isEqualTo(drift);
    }

    @Test
    void whatIsAdoptedIsNoDriftAnyMore() {
        approveAndApply(plan(CHAIN));
        edit();
        var applied = deployments.all(VIEWER).getFirst().planId();
        var repair = planned(plans.resubmit(COMPOSER, applied, Set.of()).plan());
        assertThat(plans.moved(VIEWER, repair.id()))
                .as("what is as the applied plan left it has not moved")
                .hasSameSizeAs(body(repair).operations())
                .extracting(Plan.Moved::now)
                .containsOnly(Action.UPDATE);
        client().project("PLANT_K").deleteRecipe("k101_watch_score_anomalies");
        assertThat(adopt("PLANT_K"))
                .hasSize(5)
                .anySatisfy(one -> assertThat(one.gone()).isTrue());
        assertThat(deployments.drift(VIEWER, "sandbox", "PLANT_K")).isEmpty();
        assertThat(body(plan(CHAIN)).summary())
                .satisfies(summary ->
                        assertThat(List.of(summary.create(), summary.update())).containsExactly(1, 4));
        assertThatThrownBy(() -> deployments.adopt(VIEWER, "sandbox", "PLANT_K", "any"))
                .hasMessageContaining("COMPOSER");
    }

    /** Somebody goes on changing things between a look and the adoption of what was seen. */
    @Test
    void whatNobodyHasSeenIsNotAdopted() {
        approveAndApply(plan(CHAIN));
        edit();
        var seen = deployments.drift(VIEWER, "sandbox", "PLANT_K");
        client().project("PLANT_K").changeMetadata(metadata -> metadata.put("label", "By hand, again"));
        assertThatThrownBy(() -> deployments.adopt(COMPOSER, "sandbox", "PLANT_K", Deployments.digest(seen)))
                .hasMessageContaining("no longer what you saw");
        var now = deployments.drift(VIEWER, "sandbox", "PLANT_K");
        assertThat(now).as("nothing was adopted").hasSameSizeAs(seen).isNotEqualTo(seen);
        assertThat(deployments.adopt(COMPOSER, "sandbox", "PLANT_K", Deployments.digest(now)))
                .isEqualTo(now);
    }

    /** What an apply is just doing is nobody's change outside. */
    @Test
    void whileAnApplyIsUnderWayNothingIsLookedAtOrAdopted() {
        approveAndApply(plan(CHAIN));
        edit();
        var drift = deployments.drift(VIEWER, "sandbox", "PLANT_K");
        var queued = approvedAndQueued(CHAIN.replace("name: Plant K", "name: Plant K again"));
        var reading = new AtomicReference<Runnable>(() -> {});
        var looked = new DriftTask(new Surroundings(
                database,
                transaction,
                registry(),
                name -> {
                    reading.get().run();
                    return target();
                },
                environments,
                policies,
                secrets(),
                clock));
        reading.set(() -> {
            reading.set(() -> {});
            assertThatThrownBy(() -> apply(queued.id(), moment -> {
                        if (moment.equals("carried out 1")) {
                            throw new Crash(moment);
                        }
                    }))
                    .isInstanceOf(Crash.class);
        });
        for (var when : List.of("an apply begins while the target is read", "an apply is under way")) {
            looked.run(driftTask(), new Quiet());
            assertThat(deployments.all(VIEWER).getFirst().lastLook())
                    .as(when + ": what was seen before stays")
                    .isNotNull()
                    .satisfies(look -> assertThat(look.drift()).isEqualTo(drift))
                    .satisfies(look -> assertThat(look.problem()).isEmpty());
        }
        apply(queued.id(), moment -> {
            if (moment.startsWith("carried out ")) {
                assertThatThrownBy(() -> deployments.drift(VIEWER, "sandbox", "PLANT_K"))
                        .hasMessageContaining("under way");
                assertThatThrownBy(() -> adopt("PLANT_K")).hasMessageContaining("under way");
            }
        });
        assertThat(state(queued.id())).isEqualTo(PlanState.APPLIED);
        assertThat(deployments.drift(VIEWER, "sandbox", "PLANT_K")).isEmpty();
    }

    /** Planners before the fourth did not record zones. */
    @Test
    void whatStandsInItsZoneIsNotMovedThereByALaterPlanner() {
        approveAndApply(plan(CHAIN));
        var tables = surroundings().deployments();
        var recorded = tables.state("sandbox", "PLANT_K").orElseThrow();
        var bare = new TreeMap<String, ObjectNode>();
        recorded.resources().forEach((address, attributes) -> {
            var without = attributes.deepCopy();
            without.remove("zone");
            bare.put(address, without);
        });
        assertThat(bare).isNotEqualTo(recorded.resources());
        transaction.executeWithoutResult(status ->
                tables.state("sandbox", "PLANT_K", new RecordedState(recorded.lineage(), recorded.serial(), bare)));
        assertThat(plan(CHAIN).state()).isEqualTo(PlanState.NO_CHANGES);

        client().project("PLANT_K")
                .addItems("default", List.of(new ProjectSnapshot.ZoneItem("DATASET", "features_k101", "")));
        assertThat(body(plan(CHAIN)).operations())
                .as("what was moved, and the recipe that DSS moves with it")
                .extracting(Plan.ResourceChange::address)
                .containsExactly("dataset.PLANT_K.features_k101", "recipe.PLANT_K.k101_load_correction");
    }

    @Test
    void aProjectThatIsGoneAndAdoptedAsSuchIsNoDeploymentAnyMore() {
        approveAndApply(plan(CHAIN));
        client().project("PLANT_K").delete(true);
        assertThat(deployments.drift(VIEWER, "sandbox", "PLANT_K"))
                .singleElement()
                .satisfies(one -> assertThat(one.gone()).isTrue());
        adopt("PLANT_K");
        assertThat(deployments.all(VIEWER)).isEmpty();
        assertThat(body(plan(CHAIN)).problems()).extracting(Problem::code).doesNotContain("plan.gone");
    }

    /** The target is as empty as it was, but what was approved then was approved for another history. */
    @Test
    void anApprovalForAnEmptyTargetIsWorthNothingOnceAnotherPlanWasThere() {
        var approved = plan(CHAIN);
        decisions.approve(APPROVER, approved.id(), body(approved).digest(), "");
        approveAndApply(plan(CHAIN.replace("name: Plant K}", "name: Plant K 2}")));
        client().project("PLANT_K").delete(true);
        adopt("PLANT_K");
        decisions.apply(COMPOSER, approved.id(), body(approved).digest());
        assertThatThrownBy(() -> apply(approved.id())).hasMessageContaining("The target has moved");
        assertThat(state(approved.id())).isEqualTo(PlanState.STALE);
        assertThat(client().hasProject("PLANT_K")).isFalse();

        approveAndApply(plan(CHAIN));
        assertThat(plan(CHAIN).state()).isEqualTo(PlanState.NO_CHANGES);
    }

    @Test
    void aSecretIsNeitherDriftNorToldByIt() {
        environments.set(ADMIN, "dev", "PASSWORD", "hunter2", true);
        var yaml = """
                version: "1.0"
                project: {key: PLANT_K, name: N}
                datasets:
                  - {name: out, type: managed}
                recipes:
                  - {name: fetch, type: python, outputs: [out], code: 'password = "{{ env.PASSWORD }}"'}
                """;
        approveAndApply(plan(yaml));
        assertThat(deployments.drift(VIEWER, "sandbox", "PLANT_K")).isEmpty();
        var recipe = client().project("PLANT_K").recipe("fetch").orElseThrow();
        client().project("PLANT_K").putRecipe("fetch", recipe.document(), recipe.payload() + "\n# by hand");
        assertThat(deployments.drift(VIEWER, "sandbox", "PLANT_K").toString())
                .contains("by hand", "__secret_PASSWORD")
                .doesNotContain("hunter2");
        client().project("PLANT_K").putRecipe("fetch", recipe.document(), "password = \"changed-outside\"");
        assertThat(deployments.drift(VIEWER, "sandbox", "PLANT_K").toString())
                .contains("__secret_PASSWORD")
                .doesNotContain("changed-outside", "hunter2");
        var repair = plan(yaml);
        assertThat(JsonMapper.shared().writeValueAsString(body(repair)))
                .contains("plan.drift")
                .doesNotContain("changed-outside", "hunter2");
        approveAndApply(repair);
        assertThat(deployments.drift(VIEWER, "sandbox", "PLANT_K")).isEmpty();
        environments.set(ADMIN, "dev", "PASSWORD", "swordfish", true);
        assertThat(deployments.drift(VIEWER, "sandbox", "PLANT_K").toString()).doesNotContain("hunter2");
    }

    private void edit() {
        var project = client().project("PLANT_K");
        var recipe = project.recipe("k101_fft_analysis").orElseThrow();
        project.putRecipe("k101_fft_analysis", recipe.document(), recipe.payload() + "\n# by hand\n");
        project.library().put("python/vibration_features_v1/rotating/signals.py", "# by hand\n");
        project.changeMetadata(metadata -> metadata.put("label", "By hand"));
        var dataset = project.dataset("features_k101").orElseThrow();
        dataset.withArray("/schema/columns").remove(0);
        project.putDataset("features_k101", dataset);
    }
}
