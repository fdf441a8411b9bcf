package io.blockyard.iac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.blockyard.TestDatabase;
import io.blockyard.access.Actor;
import io.blockyard.access.Audit;
import io.blockyard.access.Role;
import io.blockyard.dataiku.DssClient;
import io.blockyard.dataiku.ProjectSnapshot;
import io.blockyard.dataiku.sandbox.Sandbox;
import io.blockyard.dataiku.sandbox.SandboxOptions;
import io.blockyard.iac.Plan.Action;
import io.blockyard.iac.Plans.StoredPlan;
import io.blockyard.iac.apply.TargetProject;
import io.blockyard.iac.plan.Attributes;
import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import io.blockyard.task.TaskProgress;
import io.blockyard.task.TaskRun;
import io.blockyard.task.TaskStatus;
import io.blockyard.task.TaskWorker;
import io.blockyard.task.Tasks;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** The way of a plan against a real sandbox over HTTP and a real database: planned, approved, applied, read back. */
class ApplyTest {

    private static final Actor COMPOSER = new Actor("clara", Set.of(Role.COMPOSER), "test");
    private static final Actor APPROVER = new Actor("anton", Set.of(Role.APPROVER), "test");
    private static final Actor VIEWER = new Actor("vera", Set.of(Role.VIEWER), "test");
    private static final SampleBlocks BLOCKS = new SampleBlocks(Path.of("samples/projects"), "COMPRESSOR_MONITORING");

    /** Two blocks, the second fed by the first. */
    private static final String CHAIN = """
            version: "1.0"
            project: {key: PLANT_K, name: Plant K}
            target: {connections: {PLANT_DW: filesystem_managed}}
            blocks:
              - ref: BLOCKS_REGISTRY/VIBRATION_FEATURES@^1.0
                instance_name: k101
                zone_name: K101 features
                inputs: {RAW_VIBRATION: raw_k101, OPERATING_CONDITIONS: conditions_k101}
                outputs: {ENGINEERED_FEATURES: features_k101}
              - ref: BLOCKS_REGISTRY/ANOMALY_DETECTION@1.0.0
                instance_name: k101_watch
                zone_name: K101 anomalies
                inputs: {ENGINEERED_FEATURES: features_k101}
                outputs: {ANOMALIES: anomalies_k101}
            datasets:
              - {name: raw_k101, type: filesystem, connection: filesystem_managed, path: /k101/raw, format_type: csv}
              - {name: conditions_k101, type: filesystem, connection: filesystem_managed, path: /k101/cond, format_type: csv}
            """;

    @TempDir
    private Path projects;

    private Sandbox sandbox;
    private DataSource database;
    private TransactionTemplate transaction;
    private Tasks tasks;
    private Plans plans;
    private Deployments deployments;

    @BeforeEach
    void start() {
        sandbox = Sandbox.start(SandboxOptions.local(projects, "key"));
        newDatabase();
    }

    private static void requireSandbox(String target) {
        if (!target.equals("sandbox")) {
            throw ProblemException.of(ProblemException.Kind.NOT_FOUND, "source.unknown", "No " + target + ".", "");
        }
    }

    private void newDatabase() {
        database = TestDatabase.fresh();
        transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        tasks = new Tasks(database);
        plans = new Plans(
                database,
                transaction,
                tasks,
                new Audit(database),
                BLOCKS,
                ApplyTest::requireSandbox,
                Clock.systemUTC());
        deployments = new Deployments(database);
    }

    @AfterEach
    void stop() {
        tasks.close();
        sandbox.close();
    }

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
        plans.approve(APPROVER, planned.id(), digest, "fine");
        client().createProject("PLANT_K", "Quicker", "");
        plans.apply(COMPOSER, planned.id(), digest);
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
        plans.approve(APPROVER, second.id(), body(second).digest(), "");
        plans.apply(COMPOSER, second.id(), body(second).digest());
        assertThatThrownBy(() -> apply(second.id(), moment -> {})).hasMessageContaining("moved");
        assertThat(client().hasProject("PLANT_K")).isFalse();
    }

    @Test
    void onlyWhatWasApprovedIsApplied() {
        var planned = plan(CHAIN);
        var digest = body(planned).digest();
        assertThatThrownBy(() -> plans.apply(COMPOSER, planned.id(), digest)).hasMessageContaining("awaiting approval");
        assertThatThrownBy(() -> plans.approve(APPROVER, planned.id(), "0".repeat(64), ""))
                .hasMessageContaining("digest");
        assertThatThrownBy(() -> plans.approve(COMPOSER, planned.id(), digest, ""))
                .hasMessageContaining("APPROVER");
        assertThatThrownBy(() -> plans.create(VIEWER, request(CHAIN))).hasMessageContaining("COMPOSER");
        plans.reject(APPROVER, planned.id(), digest, "not yet");
        assertThatThrownBy(() -> plans.approve(APPROVER, planned.id(), digest, ""))
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
        assertThat(plans.recent(VIEWER, 10)).isEmpty();
    }

    @Test
    void anUnknownTargetOrEnvironmentIsRefusedAtOnce() {
        var files = Map.of("project.yml", CHAIN);
        assertThatThrownBy(() -> plans.create(COMPOSER, new Plans.PlanRequest(files, "prod", "sandbox")))
                .hasMessageContaining("only dev");
        assertThatThrownBy(() -> plans.create(COMPOSER, new Plans.PlanRequest(files, "dev", "nowhere")))
                .hasMessageContaining("nowhere");
        assertThat(plans.recent(VIEWER, 10)).isEmpty();
    }

    @Test
    void anEditOfAnyManagedTextMovesTheTarget() {
        approveAndApply(plan(CHAIN));
        var project = client().project("PLANT_K");
        var file = project.libraryFiles().getFirst();
        var article = client().read("PLANT_K").wiki().getFirst();
        var seen = new HashSet<String>();
        seen.add(TargetProject.read(client(), "PLANT_K").fingerprint());
        assertThat(seen).contains(TargetProject.read(client(), "PLANT_K").fingerprint());
        project.putLibraryFile(file, "# edited");
        assertThat(seen.add(TargetProject.read(client(), "PLANT_K").fingerprint()))
                .isTrue();
        project.putArticle(article.id(), "edited");
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

    /** A crash at every moment that matters, then once more: the target is as planned, and nothing happened twice. */
    @Test
    void aCrashAtAnyMomentIsSurvived() {
        var moments = new AtomicInteger();
        int total = run(moment -> moments.incrementAndGet());
        assertThat(total).isGreaterThan(20);
        int step = Boolean.getBoolean("tests.full") ? 1 : 23;
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
        plans.approve(APPROVER, planned.id(), body(planned).digest(), "");
        plans.apply(COMPOSER, planned.id(), body(planned).digest());
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
            plans.resume(COMPOSER, planned.id());
            assertThatThrownBy(() -> apply(planned.id(), moment -> {})).hasMessageContaining("anomalies_k101");
        }
        assertThat(client().project("PLANT_K").dataset("anomalies_k101")).contains(before);
        client().project("PLANT_K").deleteDataset("anomalies_k101", false);
        plans.resume(COMPOSER, planned.id());
        apply(planned.id(), moment -> {});
        assertThat(plans.get(VIEWER, planned.id()).state()).isEqualTo(PlanState.APPLIED);
    }

    @Test
    void anInstanceThatIsAwayStopsTheApplyUntilItIsResumed() {
        var planned = approvedAndQueued(CHAIN);
        var away = new ApplyTask(
                database,
                transaction,
                name -> {
                    throw ProblemException.of(ProblemException.Kind.REMOTE, "dss.away", "DSS does not answer.", "");
                },
                Clock.systemUTC());
        assertThatThrownBy(() -> away.run(task(ApplyTask.KIND, planned.id()), new Quiet()))
                .hasMessageContaining("does not answer");
        var failed = plans.get(VIEWER, planned.id());
        assertThat(failed.state()).isEqualTo(PlanState.APPLY_FAILED);
        assertThat(failed.problems()).extracting(Problem::code).containsExactly("dss.away");

        plans.resume(COMPOSER, planned.id());
        apply(planned.id(), moment -> {});
        assertThat(plans.get(VIEWER, planned.id()).state()).isEqualTo(PlanState.APPLIED);
        assertThat(client().read("PLANT_K").recipes()).isNotEmpty();
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
            plans.resume(COMPOSER, planned.id());
        }
        apply(planned.id(), moment -> {});
        assertThat(plans.get(VIEWER, planned.id()).state()).isEqualTo(PlanState.APPLIED);
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
        approveAndApply(plan(CHAIN.replace("name: Plant K}", "name: Plant K 2}")));
        assertThatThrownBy(() -> plans.resume(COMPOSER, first.id())).hasMessageContaining("moved");
        assertThat(plans.get(VIEWER, first.id()).state()).isEqualTo(PlanState.PARTIALLY_APPLIED);
        assertThat(client().read("PLANT_K").name()).isEqualTo("Plant K 2");
    }

    @Test
    void whatIsCancelledWhileItWaitsDoesNotWaitForEver() {
        var queued = approvedAndQueued(CHAIN);
        tasks.requestCancel(Objects.requireNonNull(queued.applyTask()));
        var submitted = plans.submit(COMPOSER, request(CHAIN));
        tasks.requestCancel(submitted.task());
        var handlers = List.of(
                new PlanTask(database, transaction, BLOCKS, name -> client(), Clock.systemUTC()),
                new ApplyTask(database, transaction, name -> client(), Clock.systemUTC()));
        try (var worker = new TaskWorker(tasks, database, handlers, TaskWorker.Cluster.ALONE)) {
            worker.start();
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> plans.get(VIEWER, queued.id()).state() == PlanState.CANCELLED
                            && plans.get(VIEWER, submitted.plan()).state() == PlanState.PLAN_FAILED);
        }
        assertThat(plans.get(VIEWER, submitted.plan()).problems())
                .extracting(Problem::code)
                .containsExactly("plan.cancelled");
        assertThat(client().hasProject("PLANT_K")).isFalse();
    }

    private StoredPlan approvedAndQueued(String yaml) {
        var planned = plan(yaml);
        var digest = body(planned).digest();
        plans.approve(APPROVER, planned.id(), digest, "");
        return plans.apply(COMPOSER, planned.id(), digest);
    }

    private StoredPlan plan(String yaml) {
        var id = plans.submit(COMPOSER, request(yaml)).plan();
        try {
            new PlanTask(database, transaction, BLOCKS, name -> client(), Clock.systemUTC())
                    .run(task(PlanTask.KIND, id), new Quiet());
        } catch (ProblemException failed) {
            assertThat(plans.get(VIEWER, id).state()).isEqualTo(PlanState.PLAN_FAILED);
        }
        return plans.get(VIEWER, id);
    }

    private static Plans.PlanRequest request(String yaml) {
        return new Plans.PlanRequest(Map.of("project.yml", yaml), "dev", "sandbox");
    }

    private void approveAndApply(StoredPlan planned) {
        var digest = body(planned).digest();
        plans.approve(APPROVER, planned.id(), digest, "looks right");
        plans.apply(COMPOSER, planned.id(), digest);
        apply(planned.id(), moment -> {});
    }

    private void apply(UUID id, Consumer<String> moments) {
        new ApplyTask(database, transaction, name -> client(), Clock.systemUTC(), moments)
                .run(task(ApplyTask.KIND, id), new Quiet());
    }

    private static TaskRun task(String kind, UUID plan) {
        return new TaskRun(
                UUID.randomUUID(),
                kind,
                plan.toString(),
                PlanTask.payload(plan),
                "clara",
                TaskStatus.RUNNING,
                "",
                0,
                0,
                false,
                List.of(),
                Instant.now(),
                Instant.now(),
                null);
    }

    private static Plan body(StoredPlan stored) {
        assertThat(stored.plan()).as("%s", stored.problems()).isNotNull();
        return Objects.requireNonNull(stored.plan());
    }

    private DssClient client() {
        return new DssClient(sandbox.address(), "key");
    }

    /** Ends everything at once, as a killed process does: nobody gets to write anything down. */
    private static final class Crash extends Error {
        Crash(String moment) {
            super(moment);
        }
    }

    private static final class Quiet implements TaskProgress {
        @Override
        public void stage(String name, long total) {}

        @Override
        public void advance(String what) {}

        @Override
        public void say(String message) {}

        @Override
        public void warn(Problem problem) {}

        @Override
        public boolean cancelRequested() {
            return false;
        }
    }
}
