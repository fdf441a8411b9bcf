package io.blockyard.iac;

import static org.assertj.core.api.Assertions.assertThat;

import io.blockyard.TestDatabase;
import io.blockyard.access.Actor;
import io.blockyard.access.Audit;
import io.blockyard.access.Role;
import io.blockyard.block.BlockReference;
import io.blockyard.catalog.BlockRegistry;
import io.blockyard.dataiku.DssClient;
import io.blockyard.dataiku.sandbox.Sandbox;
import io.blockyard.dataiku.sandbox.SandboxOptions;
import io.blockyard.iac.Plans.StoredPlan;
import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import io.blockyard.task.Secrets;
import io.blockyard.task.TaskProgress;
import io.blockyard.task.TaskRun;
import io.blockyard.task.TaskStatus;
import io.blockyard.task.Tasks;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Plans against a real sandbox over HTTP and a real database, with tasks that run when a test says so. */
abstract class PlansOnSandbox {

    static final Actor ADMIN = new Actor("ada", Set.of(Role.ADMIN), "test");
    static final Actor COMPOSER = new Actor("clara", Set.of(Role.COMPOSER), "test");
    static final Actor APPROVER = new Actor("anton", Set.of(Role.APPROVER), "test");
    static final Actor VIEWER = new Actor("vera", Set.of(Role.VIEWER), "test");
    static final SampleBlocks BLOCKS = new SampleBlocks(Path.of("samples/projects"), "COMPRESSOR_MONITORING");

    /** Two blocks, the second fed by the first. */
    static final String CHAIN = """
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
    Path projects;

    @TempDir
    Path keys;

    Sandbox sandbox;
    DataSource database;
    TransactionTemplate transaction;
    Tasks tasks;
    Environments environments;
    TargetKeeping keeping;
    ReviewRules rules;
    ProjectLocks locks;
    Policies policies;
    Plans plans;
    PlanDecisions decisions;
    Deployments deployments;
    final SetClock clock = new SetClock();

    @BeforeEach
    void start() {
        sandbox = Sandbox.start(SandboxOptions.local(projects, "key"));
        use(TestDatabase.fresh());
    }

    @AfterEach
    void stop() {
        tasks.close();
        sandbox.close();
    }

    /** Where blocks come from; a test may have its own. */
    BlockRegistry registry() {
        return BLOCKS;
    }

    final void newDatabase() {
        use(TestDatabase.fresh());
    }

    final void use(DataSource empty) {
        database = empty;
        transaction = transaction(database);
        tasks = new Tasks(database);
        var audit = new Audit(database);
        environments = new Environments(database, transaction, Secrets.of(keys), audit, clock);
        keeping = new TargetKeeping(database, transaction, audit, clock, PlansOnSandbox::requireSandbox);
        rules = new ReviewRules(keeping);
        locks = new ProjectLocks(keeping);
        policies = new Policies(new TargetKeeping(database, transaction, audit, clock, target -> {}));
        var review = new Review(surroundings().plans(), rules, audit, clock);
        var stored = new StoredPlans(surroundings(), review);
        plans = new Plans(surroundings(), stored, tasks, audit, PlansOnSandbox::requireSandbox);
        decisions = new PlanDecisions(surroundings(), stored, review, locks, tasks, audit);
        deployments = new Deployments(
                surroundings(),
                audit,
                reference -> BlockReference.exact(
                        reference.id(), registry().resolve(reference).manifest().version()));
    }

    private static void requireSandbox(String target) {
        if (!target.equals("sandbox")) {
            throw ProblemException.of(ProblemException.Kind.NOT_FOUND, "source.unknown", "No " + target + ".", "");
        }
    }

    /** Adopts what is changed outside now, as somebody does who has just looked. */
    final List<Plan.Drift> adopt(String projectKey) {
        var seen = deployments.drift(COMPOSER, "sandbox", projectKey);
        return deployments.adopt(COMPOSER, "sandbox", projectKey, Deployments.digest(seen));
    }

    final Surroundings surroundings() {
        return new Surroundings(
                database, transaction, registry(), name -> target(), environments, policies, Secrets.of(keys), clock);
    }

    /** Plans as far as it goes; a plan that fails is PLAN_FAILED. */
    final StoredPlan plan(String yaml) {
        return plan(request(yaml));
    }

    final StoredPlan plan(Plans.PlanRequest request) {
        return planned(plans.submit(COMPOSER, request).plan());
    }

    final StoredPlan planned(UUID id) {
        try {
            new PlanTask(surroundings()).run(task(PlanTask.KIND, id), new Quiet());
        } catch (ProblemException failed) {
            assertThat(plans.get(VIEWER, id).state()).isEqualTo(PlanState.PLAN_FAILED);
        }
        return plans.get(VIEWER, id);
    }

    static Plans.PlanRequest request(String yaml) {
        return new Plans.PlanRequest(Map.of("project.yml", yaml), "dev", "sandbox");
    }

    final StoredPlan approvedAndQueued(String yaml) {
        var planned = plan(yaml);
        var digest = body(planned).digest();
        decisions.approve(APPROVER, planned.id(), digest, "");
        return decisions.apply(COMPOSER, planned.id(), digest);
    }

    final void approveAndApply(StoredPlan planned) {
        var digest = body(planned).digest();
        decisions.approve(APPROVER, planned.id(), digest, "looks right");
        decisions.apply(COMPOSER, planned.id(), digest);
        apply(planned.id());
    }

    final void apply(UUID id) {
        apply(id, moment -> {});
    }

    /** One operation at a time, so that a test knows which; what fails is tried once. */
    static final ApplyTask.Pacing STEPWISE = new ApplyTask.Pacing(1, new OperationRun.Retries(1, Duration.ZERO));

    /** @param moments hears of each moment at which a crash would matter */
    final void apply(UUID id, Consumer<String> moments) {
        apply(id, STEPWISE, moments);
    }

    final void apply(UUID id, ApplyTask.Pacing pacing, Consumer<String> moments) {
        new ApplyTask(surroundings(), pacing, moments).run(task(ApplyTask.KIND, id), new Quiet());
    }

    final void rollBack(UUID id, Consumer<String> moments) {
        new RollBackTask(surroundings(), moments).run(task(RollBackTask.KIND, id), new Quiet());
    }

    static TaskRun task(String kind, UUID plan) {
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

    /** A look at every project of the sandbox. */
    static TaskRun driftTask() {
        var run = task(DriftTask.KIND, new UUID(0, 0));
        return new TaskRun(
                run.id(),
                run.kind(),
                "sandbox",
                "",
                run.requestedBy(),
                run.status(),
                run.stage(),
                run.done(),
                run.total(),
                run.cancelRequested(),
                run.problems(),
                run.createdAt(),
                run.startedAt(),
                run.finishedAt());
    }

    static Plan body(StoredPlan stored) {
        assertThat(stored.plan()).as("%s", stored.problems()).isNotNull();
        return Objects.requireNonNull(stored.plan());
    }

    final PlanState state(UUID id) {
        return plans.get(VIEWER, id).state();
    }

    static TransactionTemplate transaction(DataSource database) {
        return new TransactionTemplate(new JdbcTransactionManager(database));
    }

    final Secrets secrets() {
        return Secrets.of(keys);
    }

    /** How plans and applies reach the sandbox; a test may put something in between. */
    DssClient target() {
        return client();
    }

    final DssClient client() {
        return new DssClient(sandbox.address(), "key");
    }

    /** Ends everything at once, as a killed process does: nobody gets to write anything down. */
    static final class Crash extends Error {
        Crash(String moment) {
            super(moment);
        }
    }

    /** The real time, moved on as far as a test says. */
    static final class SetClock extends Clock {

        private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

        void advance(Duration by) {
            ahead.updateAndGet(so -> so.plus(by));
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return Instant.now().plus(ahead.get());
        }
    }

    /** A task that nobody watches or cancels. */
    static class Quiet implements TaskProgress {
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
