package io.blockyard.iac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.blockyard.dataiku.ProjectSnapshot;
import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import io.blockyard.task.Secrets;
import io.blockyard.task.TaskWorker;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** An apply that was killed, failed or cancelled at any moment goes on, or ends, without doing anything twice. */
class ResumeTest extends PlansOnSandbox {

    /** A crash at every moment that matters, then once more: the target is as planned, and nothing happened twice. */
    @Test
    void aCrashAtAnyMomentIsSurvived() {
        var moments = new AtomicInteger();
        int total = run(moment -> moments.incrementAndGet());
        assertThat(total).isGreaterThan(20);
        int step = Boolean.getBoolean("tests.full") ? 1 : 61;
        for (int crash = 1; crash <= moments.get(); crash += step) {
            var seen = new AtomicInteger();
            int at = crash;
            run(moment -> {
                if (seen.incrementAndGet() == at) {
                    throw new Crash(moment);
                }
            });
        }
    }

    /** One deployment from an empty sandbox, with a second run after a crash; answers how many operations it had. */
    private int run(Consumer<String> moments) {
        if (client().hasProject("PLANT_K")) {
            client().project("PLANT_K").delete(true);
        }
        tasks.close();
        newDatabase();
        var planned = plan(CHAIN);
        decisions.approve(APPROVER, planned.id(), body(planned).digest(), "");
        decisions.apply(COMPOSER, planned.id(), body(planned).digest());
        try {
            apply(planned.id(), moments);
        } catch (Crash crash) {
            apply(planned.id(), moment -> {});
        }
        var applied = plans.get(VIEWER, planned.id());
        assertThat(applied.state()).as("%s", applied.problems()).isEqualTo(PlanState.APPLIED);
        var project = client().read("PLANT_K");
        assertThat(project.zones()).extracting(ProjectSnapshot.Zone::name).doesNotHaveDuplicates();
        assertThat(project.wiki()).hasSize(1);
        assertThat(plan(CHAIN).state()).isEqualTo(PlanState.NO_CHANGES);
        return applied.operations().size();
    }

    @Test
    void whatOthersMadeDuringAnApplyIsNotTouchedByItsResumptionEither() {
        var planned = approvedAndQueued(CHAIN);
        var number = new AtomicInteger();
        body(planned).changes().stream()
                .takeWhile(change -> !change.address().equals("dataset.PLANT_K.anomalies_k101"))
                .forEach(change -> number.incrementAndGet());
        var theirs = JsonMapper.shared().createObjectNode().put("type", "UploadedFiles");
        theirs.putObject("params").put("uploadConnection", "theirs");
        assertThatThrownBy(() -> apply(planned.id(), moment -> {
                    if (moment.equals("before " + (number.get() + 1))) {
                        client().project("PLANT_K").createDataset("anomalies_k101", theirs);
                    }
                }))
                .hasMessageContaining("anomalies_k101");
        var before = client().project("PLANT_K").dataset("anomalies_k101").orElseThrow();
        for (int attempt = 0; attempt < 2; attempt++) {
            var stopped = plans.get(VIEWER, planned.id());
            assertThat(stopped.state()).isEqualTo(PlanState.PARTIALLY_APPLIED);
            assertThat(stopped.problems()).extracting(Problem::code).containsExactly("apply.conflict");
            assertThat(stopped.operations().get(number.get())).satisfies(operation -> {
                assertThat(operation.status()).isEqualTo("pending");
                assertThat(operation.message()).contains("not by this plan");
            });
            decisions.resume(COMPOSER, planned.id());
            assertThatThrownBy(() -> apply(planned.id(), moment -> {})).hasMessageContaining("anomalies_k101");
        }
        assertThat(client().project("PLANT_K").dataset("anomalies_k101")).contains(before);
        client().project("PLANT_K").deleteDataset("anomalies_k101", false);
        decisions.resume(COMPOSER, planned.id());
        apply(planned.id(), moment -> {});
        assertThat(plans.get(VIEWER, planned.id()).state()).isEqualTo(PlanState.APPLIED);
    }

    @Test
    void anInstanceThatIsAwayStopsTheApplyUntilItIsResumed() {
        var planned = approvedAndQueued(CHAIN);
        applyWhileAway(planned.id());
        var failed = plans.get(VIEWER, planned.id());
        assertThat(failed.state()).isEqualTo(PlanState.APPLY_FAILED);
        assertThat(failed.problems()).extracting(Problem::code).containsExactly("dss.away");

        decisions.resume(COMPOSER, planned.id());
        apply(planned.id(), moment -> {});
        assertThat(plans.get(VIEWER, planned.id()).state()).isEqualTo(PlanState.APPLIED);
        assertThat(client().read("PLANT_K").recipes()).isNotEmpty();
    }

    @Test
    void whereTheTargetMovedBeforeTheFirstOperationOnlyANewPlanHelps() {
        approveAndApply(plan(THREE));
        var planned = approvedAndQueued(THREE.replace("description: one", "description: two"));
        applyWhileAway(planned.id());
        describe("third", "by hand");
        decisions.resume(COMPOSER, planned.id());
        assertThatThrownBy(() -> apply(planned.id())).hasMessageContaining("The target has moved");
        assertThat(state(planned.id())).isEqualTo(PlanState.STALE);
        approveAndApply(planned(plans.resubmit(COMPOSER, planned.id(), Set.of()).plan()));
        assertThat(described("third")).isEqualTo("two");
    }

    /** It has changed nothing, and yet it would stand in the way of whoever adopts what was changed outside. */
    @Test
    void aPlanThatCameToNoOperationIsOvertakenToo() {
        approveAndApply(plan(THREE));
        var untouched = approvedAndQueued(THREE.replace("description: one", "description: two"));
        applyWhileAway(untouched.id());
        describe("third", "by hand");
        assertThatThrownBy(() -> adopt("THREE")).hasMessageContaining("stopped half-way");
        approveAndApply(plan(THREE.replace("description: one", "description: three")));
        assertThat(state(untouched.id())).isEqualTo(PlanState.STALE);
        describe("third", "by hand");
        assertThat(adopt("THREE")).isNotEmpty();
    }

    private void applyWhileAway(UUID planned) {
        var away = new ApplyTask(new Surroundings(
                database,
                transaction,
                BLOCKS,
                name -> {
                    throw ProblemException.of(ProblemException.Kind.REMOTE, "dss.away", "DSS does not answer.", "");
                },
                environments,
                policies,
                Secrets.of(keys),
                clock));
        assertThatThrownBy(() -> away.run(task(ApplyTask.KIND, planned), new Quiet()))
                .hasMessageContaining("does not answer");
        assertThat(state(planned)).isEqualTo(PlanState.APPLY_FAILED);
    }

    @Test
    void whateverFailsUnexpectedlyCanBeResumed() {
        var planned = approvedAndQueued(CHAIN);
        for (var when : List.of("before 1", "carried out 3", "read back")) {
            assertThatThrownBy(() -> apply(planned.id(), moment -> {
                        if (moment.equals(when)) {
                            throw new IllegalStateException(when);
                        }
                    }))
                    .hasMessage(when);
            var failed = plans.get(VIEWER, planned.id());
            assertThat(failed.state()).isIn(PlanState.APPLY_FAILED, PlanState.PARTIALLY_APPLIED);
            assertThat(failed.problems()).extracting(Problem::code).containsExactly("apply.unexpected");
            decisions.resume(COMPOSER, planned.id());
        }
        apply(planned.id(), moment -> {});
        assertThat(plans.get(VIEWER, planned.id()).state()).isEqualTo(PlanState.APPLIED);
    }

    private static final String THREE = """
            version: "1.0"
            project: {key: THREE, name: Three}
            datasets:
              - {name: first, type: managed, description: one}
              - {name: second, type: managed, description: one}
              - {name: third, type: managed, description: one}
            """;

    /** Nobody has reviewed that it goes: neither a resumption nor a roll-back writes over it. */
    @Test
    void whatWasEditedAfterAnApplyStoppedIsLeftAsItIs() {
        approveAndApply(plan(THREE));
        var stopped = approvedAndQueued(THREE.replace("  - {name: third, type: managed, description: one}\n", "")
                        .replace("description: one", "description: two"))
                .id();
        assertThatThrownBy(() -> apply(stopped, moment -> {
                    if (moment.equals("before 2")) {
                        throw new IllegalStateException(moment);
                    }
                }))
                .hasMessage("before 2");
        describe("second", "by hand");
        describe("third", "by hand");

        refused(stopped, "dataset.THREE.second");
        assertThat(described("second")).isEqualTo("by hand");
        describe("second", "one");
        refused(stopped, "dataset.THREE.third");
        assertThat(described("second")).isEqualTo("two");
        assertThat(described("third")).isEqualTo("by hand");

        describe("first", "by hand");
        decisions.rollBack(COMPOSER, stopped, "THREE");
        rollBack(stopped, moment -> {});
        assertThat(state(stopped)).isEqualTo(PlanState.ROLLED_BACK);
        assertThat(plans.get(VIEWER, stopped).problems())
                .singleElement()
                .satisfies(remark ->
                        assertThat(remark.message()).contains("dataset.THREE.first", "changed it since (description)"));
        assertThat(described("first")).isEqualTo("by hand");
        assertThat(described("second")).isEqualTo("one");
    }

    /** The usual stop: an update that failed, and somebody who looks after the dataset meanwhile. */
    @Test
    void whatWasEditedWhileItsUpdateStoodHalfWayIsLeftAsItIs() {
        approveAndApply(plan(THREE));
        var columns = "description: two, schema: [{name: a, type: string}, {name: b, type: string}]";
        var stopped = approvedAndQueued(
                        THREE.replaceFirst("description: one", columns).replace("description: one", "description: two"))
                .id();
        assertThatThrownBy(() -> apply(stopped, moment -> {
                    if (moment.equals("started 2")) {
                        throw new IllegalStateException(moment);
                    }
                }))
                .hasMessage("started 2");
        describe("second", "by hand");
        refused(stopped, "dataset.THREE.second");
        assertThat(described("second")).isEqualTo("by hand");

        var project = client().project("THREE");
        var first = project.dataset("first").orElseThrow();
        first.withArray("/schema/columns").remove(1);
        first.withArray("/schema/columns").addObject().put("name", "theirs").put("type", "string");
        project.putDataset("first", first);
        decisions.rollBack(COMPOSER, stopped, "THREE");
        rollBack(stopped, moment -> {});
        assertThat(plans.get(VIEWER, stopped).problems())
                .extracting(Problem::message)
                .satisfiesExactlyInAnyOrder(
                        second -> assertThat(second).contains("dataset.THREE.second", "(description)"),
                        columnsOfFirst -> assertThat(columnsOfFirst).contains("dataset.THREE.first", "(schema"));
        assertThat(described("second")).isEqualTo("by hand");
        assertThat(project.dataset("first").orElseThrow().path("schema").toString())
                .contains("theirs");
    }

    private void refused(UUID stopped, String address) {
        decisions.resume(COMPOSER, stopped);
        assertThatThrownBy(() -> apply(stopped)).hasMessageContaining(address).hasMessageContaining("description");
        assertThat(state(stopped)).isEqualTo(PlanState.PARTIALLY_APPLIED);
        assertThat(plans.get(VIEWER, stopped).problems())
                .extracting(Problem::code)
                .containsExactly("apply.edited");
    }

    private void describe(String dataset, String description) {
        var project = client().project("THREE");
        project.putDataset(dataset, project.dataset(dataset).orElseThrow().put("shortDesc", description));
    }

    private String described(String dataset) {
        return client().read("THREE").dataset(dataset).orElseThrow().description();
    }

    /** What may no longer begin does not go on either; to take it back needs nobody's approval. */
    @Test
    void anApplyGoesOnOnlyWhileItsApprovalAndThePoliciesHold() {
        var stopped = approvedAndQueued(CHAIN).id();
        assertThatThrownBy(() -> apply(stopped, moment -> {
                    if (moment.equals("before 4")) {
                        throw new IllegalStateException(moment);
                    }
                }))
                .hasMessage("before 4");
        policies.set(ADMIN, new Policy("later", "", Policy.Severity.ADVISORY, "true", "Always kept."));
        assertThatThrownBy(() -> decisions.resume(COMPOSER, stopped)).hasMessageContaining("policies");
        policies.remove(ADMIN, "later");
        decisions.resume(COMPOSER, stopped);
        policies.set(ADMIN, new Policy("later", "", Policy.Severity.ADVISORY, "true", "Always kept."));
        assertThatThrownBy(() -> apply(stopped)).hasMessageContaining("policies");
        assertThat(state(stopped)).isEqualTo(PlanState.PARTIALLY_APPLIED);
        policies.remove(ADMIN, "later");

        clock.advance(Duration.ofHours(rules.get(VIEWER, "sandbox").approvalHours() + 1));
        assertThatThrownBy(() -> decisions.resume(COMPOSER, stopped)).hasMessageContaining("no longer approved");
        decisions.rollBack(COMPOSER, stopped, "PLANT_K");
        rollBack(stopped, moment -> {});
        assertThat(state(stopped)).isEqualTo(PlanState.ROLLED_BACK);
    }

    @Test
    void aPlanThatWasOvertakenIsNotResumed() {
        var first = approvedAndQueued(CHAIN);
        assertThatThrownBy(() -> apply(first.id(), moment -> {
                    if (moment.equals("before 4")) {
                        throw new IllegalStateException(moment);
                    }
                }))
                .hasMessage("before 4");
        var other = approvedAndQueued(CHAIN.replace("name: Plant K}", "name: Plant K 2}"));
        var refused = new AtomicInteger();
        apply(other.id(), moment -> {
            if (moment.equals("started 1")) {
                assertThatThrownBy(() -> decisions.resume(COMPOSER, first.id())).hasMessageContaining("under way");
                assertThatThrownBy(() -> decisions.rollBack(COMPOSER, first.id(), "PLANT_K"))
                        .hasMessageContaining("under way");
                refused.incrementAndGet();
            }
        });
        assertThat(refused).hasValue(1);
        var overtaken = plans.get(VIEWER, first.id());
        assertThat(overtaken.state()).as("nothing more comes of it").isEqualTo(PlanState.STALE);
        assertThat(overtaken.problems())
                .singleElement()
                .satisfies(why -> assertThat(why.message()).contains("another plan was applied"));
        assertThatThrownBy(() -> decisions.resume(COMPOSER, first.id())).hasMessageContaining("cannot be resumed");
        assertThatThrownBy(() -> decisions.rollBack(COMPOSER, first.id(), "PLANT_K"))
                .hasMessageContaining("cannot be rolled back");
        assertThat(client().read("PLANT_K").name()).isEqualTo("Plant K 2");
    }

    @Test
    void whatIsCancelledWhileItWaitsDoesNotWaitForEver() {
        var queued = approvedAndQueued(CHAIN);
        tasks.requestCancel(Objects.requireNonNull(queued.applyTask()));
        var submitted = plans.submit(COMPOSER, request(CHAIN));
        assertThat(plans.get(VIEWER, submitted.plan()).planTask()).isEqualTo(submitted.task());
        decisions.cancel(COMPOSER, submitted.plan());
        var handlers = List.of(new PlanTask(surroundings()), new ApplyTask(surroundings()));
        try (var worker = new TaskWorker(tasks, database, handlers, TaskWorker.Cluster.ALONE)) {
            worker.start();
            await().until(() -> plans.get(VIEWER, queued.id()).state() == PlanState.CANCELLED
                    && plans.get(VIEWER, submitted.plan()).state() == PlanState.PLAN_FAILED);
        }
        assertThat(plans.get(VIEWER, submitted.plan()).problems())
                .extracting(Problem::code)
                .containsExactly("plan.cancelled");
        assertThat(client().hasProject("PLANT_K")).isFalse();
    }
}
