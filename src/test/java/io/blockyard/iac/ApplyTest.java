package io.blockyard.iac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blockyard.access.Actor;
import io.blockyard.access.Audit;
import io.blockyard.access.Role;
import io.blockyard.dataiku.ProjectSnapshot;
import io.blockyard.iac.Plan.Action;
import io.blockyard.iac.apply.TargetProject;
import io.blockyard.iac.plan.Attributes;
import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** The way of a plan: planned, approved, applied, read back, and planned again. */
class ApplyTest extends PlansOnSandbox {

    @Test
    void twoChainedBlocksArePlannedApprovedAndApplied() {
        var planned = plan(CHAIN);
        assertThat(planned.problems()).isEmpty();
        assertThat(planned.state()).isEqualTo(PlanState.AWAITING_APPROVAL);
        var plan = body(planned);
        assertThat(plan.changes()).extracting(Plan.ResourceChange::action).containsOnly(Action.CREATE);
        assertThat(plan.blockOperations()).hasSize(2);

        approveAndApply(planned);

        var applied = plans.get(VIEWER, planned.id());
        assertThat(applied.problems()).isEmpty();
        assertThat(applied.state()).isEqualTo(PlanState.APPLIED);
        assertThat(applied.operations()).extracting(Plans.Operation::status).containsOnly("done");
        var project = client().read("PLANT_K");
        assertThat(project.name()).isEqualTo("Plant K");
        assertThat(project.zones()).extracting(ProjectSnapshot.Zone::name).contains("K101 features", "K101 anomalies");
        assertThat(project.dataset("features_k101").orElseThrow().columns())
                .extracting(ProjectSnapshot.SchemaColumn::name)
                .containsAll(BLOCKS.block("VIBRATION_FEATURES").manifest().outputs().stream()
                        .filter(port -> port.name().equals("ENGINEERED_FEATURES"))
                        .flatMap(port -> port.columns().stream())
                        .map(column -> column.name())
                        .toList());
        var fft = project.recipe("k101_fft_analysis").orElseThrow();
        assertThat(fft.payload())
                .contains("dataiku.Dataset(\"k101_SMOOTHED_SIGNAL\")")
                .contains("from vibration_features_v1.rotating.signals import amplitude_spectrum")
                .doesNotContain("\"SMOOTHED_SIGNAL\"");
        assertThat(project.library()).containsKey("python/vibration_features_v1/rotating/signals.py");
        assertThat(project.recipes())
                .allSatisfy(recipe -> assertThat(recipe.inputs())
                        .allSatisfy(
                                item -> assertThat(project.dataset(item.ref())).isPresent()));
        assertThat(project.wiki())
                .anySatisfy(article -> assertThat(article.markdown()).contains("VIBRATION_FEATURES"));
        assertThat(deployments.all(VIEWER)).singleElement().satisfies(deployment -> {
            assertThat(deployment.projectKey()).isEqualTo("PLANT_K");
            assertThat(deployment.deployedBy()).isEqualTo("clara");
            assertThat(deployment.blocks())
                    .extracting(Deployments.DeployedBlock::instance)
                    .containsExactly("k101", "k101_watch");
        });

        assertThat(plan(CHAIN).state()).isEqualTo(PlanState.NO_CHANGES);
    }

    @Test
    void aDeployedProjectChangesAsItsConfigurationDoes() {
        approveAndApply(plan(CHAIN));
        var changed = CHAIN.replace("name: Plant K}", "name: Plant K 2}") + """
              - {name: extra, type: managed, format_type: csv}
            recipes:
              - {name: copy, type: sync, inputs: [anomalies_k101], outputs: [extra]}
            """;
        var second = plan(changed);
        assertThat(body(second).summary())
                .isEqualTo(new Plan.Summary(2, 1, 0, body(second).summary().noOp()));
        approveAndApply(second);
        assertThat(client().read("PLANT_K").recipe("copy")).isPresent();
        assertThat(client().read("PLANT_K").name()).isEqualTo("Plant K 2");

        var third = plan(CHAIN);
        assertThat(body(third).changes())
                .filteredOn(change -> change.action() == Action.DELETE)
                .extracting(Plan.ResourceChange::address)
                .containsExactly("recipe.PLANT_K.copy", "dataset.PLANT_K.extra");
        approveAndApply(third);
        assertThat(client().read("PLANT_K").recipe("copy")).isEmpty();
        assertThat(client().read("PLANT_K").dataset("extra")).isEmpty();
    }

    @Test
    void whatOthersMadeIsNeverTouched() {
        client().createProject("PLANT_K", "Somebody else's", "");
        var planned = plan(CHAIN);
        assertThat(planned.state()).isEqualTo(PlanState.PLAN_FAILED);
        assertThat(planned.problems()).extracting(Problem::code).containsExactly("plan.foreign-project");
    }

    @Test
    void aTargetThatMovedMakesThePlanStale() {
        var planned = plan(CHAIN);
        var digest = body(planned).digest();
        decisions.approve(APPROVER, planned.id(), digest, "fine");
        client().createProject("PLANT_K", "Quicker", "");
        decisions.apply(COMPOSER, planned.id(), digest);
        assertThatThrownBy(() -> apply(planned.id(), moment -> {}))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("moved");
        assertThat(plans.get(VIEWER, planned.id()).state()).isEqualTo(PlanState.STALE);
        assertThat(client().read("PLANT_K").recipes()).isEmpty();
    }

    @Test
    void aPlanOfAnEmptyTargetIsAppliedOnce() {
        var first = plan(CHAIN);
        var second = plan(CHAIN);
        approveAndApply(first);
        client().project("PLANT_K").delete(true);
        decisions.approve(APPROVER, second.id(), body(second).digest(), "");
        decisions.apply(COMPOSER, second.id(), body(second).digest());
        assertThatThrownBy(() -> apply(second.id(), moment -> {})).hasMessageContaining("moved");
        assertThat(client().hasProject("PLANT_K")).isFalse();
    }

    @Test
    void onlyWhatWasApprovedIsApplied() {
        var planned = plan(CHAIN);
        var digest = body(planned).digest();
        assertThatThrownBy(() -> decisions.apply(COMPOSER, planned.id(), digest))
                .hasMessageContaining("awaiting approval");
        assertThatThrownBy(() -> decisions.approve(APPROVER, planned.id(), "0".repeat(64), ""))
                .hasMessageContaining("digest");
        assertThatThrownBy(() -> decisions.approve(COMPOSER, planned.id(), digest, ""))
                .hasMessageContaining("APPROVER");
        assertThatThrownBy(() -> plans.create(VIEWER, request(CHAIN))).hasMessageContaining("COMPOSER");
        decisions.reject(APPROVER, planned.id(), digest, "not yet");
        assertThatThrownBy(() -> decisions.approve(APPROVER, planned.id(), digest, ""))
                .hasMessageContaining("rejected");
        assertThat(plans.get(VIEWER, planned.id()).decisions())
                .singleElement()
                .satisfies(decision -> assertThat(decision.comment()).isEqualTo("not yet"));
        assertThat(new Audit(database).recent(new Actor("root", Set.of(Role.ADMIN), "test"), 10))
                .extracting(Audit.Entry::action)
                .contains("plan.create", "plan.reject");
    }

    @Test
    void aWrongConfigurationIsRefusedAtOnce() {
        assertThatThrownBy(() -> plans.create(
                        COMPOSER, request(CHAIN.replace("ENGINEERED_FEATURES: f", "ENGINERED_FEATURES: f"))))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("Did you mean \u201cENGINEERED_FEATURES\u201d?");
        assertThat(plans.recent(VIEWER, "", "", 10)).isEmpty();
    }

    @Test
    void anUnknownTargetOrEnvironmentIsRefusedAtOnce() {
        var files = Map.of("project.yml", CHAIN);
        assertThatThrownBy(() -> plans.create(COMPOSER, new Plans.PlanRequest(files, "prod", "sandbox")))
                .hasMessageContaining("no environment \u201cprod\u201d");
        assertThatThrownBy(() -> plans.create(COMPOSER, new Plans.PlanRequest(files, "dev", "nowhere")))
                .hasMessageContaining("nowhere");
        assertThat(plans.recent(VIEWER, "", "", 10)).isEmpty();
    }

    @Test
    void anEditOfAnyManagedTextMovesTheTarget() {
        approveAndApply(plan(CHAIN));
        var project = client().project("PLANT_K");
        var file = project.library().files().getFirst();
        var article = client().read("PLANT_K").wiki().getFirst();
        var seen = new HashSet<String>();
        seen.add(TargetProject.read(client(), "PLANT_K").fingerprint());
        assertThat(seen).contains(TargetProject.read(client(), "PLANT_K").fingerprint());
        project.library().put(file, "# edited");
        assertThat(seen.add(TargetProject.read(client(), "PLANT_K").fingerprint()))
                .isTrue();
        project.wiki().put(article.id(), "edited");
        assertThat(seen.add(TargetProject.read(client(), "PLANT_K").fingerprint()))
                .isTrue();
        project.changeMetadata(metadata -> metadata.put("label", "Edited"));
        assertThat(seen.add(TargetProject.read(client(), "PLANT_K").fingerprint()))
                .isTrue();
    }

    @Test
    void theLayoutOfAPayloadIsNoChange() {
        var json = JsonMapper.shared().createObjectNode();
        var laidOut = json.deepCopy().put("payload", "{\n  \"a\": 1,\n  \"b\": [2]\n}");
        assertThat(Attributes.same(laidOut, json.deepCopy().put("payload", "{\"b\":[2],\"a\":1}")))
                .isTrue();
        assertThat(Attributes.same(laidOut, json.deepCopy().put("payload", "{\"b\":[3],\"a\":1}")))
                .isFalse();
    }

    @Test
    void aMissingConnectionIsToldByName() {
        var planned = plan(CHAIN.replace("PLANT_DW: filesystem_managed", "filesystem_managed: nowhere"));
        assertThat(planned.state()).isEqualTo(PlanState.PLAN_FAILED);
        assertThat(planned.problems())
                .anySatisfy(problem -> assertThat(problem.message()).contains("nowhere", "k101"));
    }
}
