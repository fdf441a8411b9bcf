package io.blockyard.iac;

import io.blockyard.dataiku.DssClient;
import io.blockyard.iac.Deployments.DeployedBlock;
import io.blockyard.iac.Journal.Status;
import io.blockyard.iac.Plan.Action;
import io.blockyard.iac.apply.ReadBack;
import io.blockyard.iac.apply.TargetProject;
import io.blockyard.iac.apply.TargetWriter;
import io.blockyard.iac.plan.RecordedState;
import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import io.blockyard.problem.ProblemException.Kind;
import io.blockyard.task.TaskHandler;
import io.blockyard.task.TaskProgress;
import io.blockyard.task.TaskRun;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.node.ObjectNode;

/**
 * Applies an approved plan, operation by operation, with a journal. It can be run again after a crash at any point:
 * operations that ended are left alone, and one that was under way is completed from what the target shows.
 */
public final class ApplyTask implements TaskHandler {

    static final String KIND = "apply";

    private final PlanTables plans;
    private final DeploymentTables deployments;
    private final Journal journal;
    private final TransactionTemplate transaction;
    private final Function<String, DssClient> targets;
    private final Consumer<String> moments;

    /** @param targets opens the instance of this name */
    public ApplyTask(
            DataSource dataSource, TransactionTemplate transaction, Function<String, DssClient> targets, Clock clock) {
        this(dataSource, transaction, targets, clock, moment -> {});
    }

    /** @param moments hears of each moment at which a crash would matter, such as {@code started 3} */
    ApplyTask(
            DataSource dataSource,
            TransactionTemplate transaction,
            Function<String, DssClient> targets,
            Clock clock,
            Consumer<String> moments) {
        var jdbc = JdbcClient.create(dataSource);
        this.plans = new PlanTables(jdbc, clock);
        this.deployments = new DeploymentTables(jdbc, clock);
        this.journal = new Journal(jdbc, clock);
        this.transaction = transaction;
        this.targets = targets;
        this.moments = moments;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void run(TaskRun task, TaskProgress progress) {
        var stored = plans.find(PlanTask.planOf(task)).orElse(null);
        if (stored == null || stored.plan() == null) {
            return;
        }
        var plan = Objects.requireNonNull(stored.plan());
        switch (stored.state()) {
            case APPLY_QUEUED -> {
                if (progress.cancelRequested()) {
                    plans.move(stored.id(), PlanState.APPLY_QUEUED, PlanState.CANCELLED);
                    throw new TaskProgress.TaskCancelled();
                }
                var client = targets.apply(stored.target());
                requireUnmoved(stored, plan, client);
                transaction.executeWithoutResult(status -> {
                    journal.open(stored.id(), operations(plan));
                    plans.move(stored.id(), PlanState.APPLY_QUEUED, PlanState.APPLYING);
                });
                moments.accept("queued");
                carryOut(stored, plan, client, PlanState.APPLYING, task.requestedBy(), progress);
            }
            case APPLYING, RESUMING ->
                carryOut(stored, plan, targets.apply(stored.target()), stored.state(), task.requestedBy(), progress);
            case DRAFT,
                    PLANNING,
                    PLANNED,
                    NO_CHANGES,
                    PLAN_FAILED,
                    AWAITING_APPROVAL,
                    APPROVED,
                    REJECTED,
                    DISCARDED,
                    EXPIRED,
                    STALE,
                    APPLIED,
                    PARTIALLY_APPLIED,
                    APPLY_FAILED,
                    CANCELLED,
                    ROLLING_BACK,
                    ROLLED_BACK,
                    ROLLBACK_FAILED -> {}
        }
    }

    private static List<Plan.ResourceChange> operations(Plan plan) {
        return plan.changes().stream()
                .filter(change -> change.action() != Action.NO_OP)
                .toList();
    }

    /** What was approved was approved for the target as it was; anything else needs a new plan. */
    private void requireUnmoved(Plans.StoredPlan stored, Plan plan, DssClient client) {
        var key = plan.target().projectKey();
        var recorded = deployments.state(stored.target(), key).orElse(RecordedState.EMPTY);
        var now = PlanTask.snapshot(TargetProject.read(client, key), recorded);
        var then = plans.inputs(stored.id()).map(inputs -> inputs.snapshot()).orElse("");
        if (now.equals(then)) {
            return;
        }
        var stale = Problem.error(
                "apply.stale",
                "The target has moved since the plan was made, so that what was approved is no longer what would happen.",
                "Make a new plan and have it approved.");
        transaction.executeWithoutResult(status -> {
            plans.problems(stored.id(), List.of(stale));
            plans.move(stored.id(), PlanState.APPLY_QUEUED, PlanState.STALE);
        });
        throw new ProblemException(Kind.CONFLICT, stale);
    }

    private void carryOut(
            Plans.StoredPlan stored,
            Plan plan,
            DssClient client,
            PlanState state,
            String person,
            TaskProgress progress) {
        var writer = new TargetWriter(client, plan.target().projectKey());
        var operations = operations(plan);
        var entries = journal.entries(stored.id());
        progress.stage("Applying", operations.size());
        for (var entry : entries) {
            var change = operations.get(entry.number() - 1);
            if (entry.status() != Status.DONE) {
                stopIfAsked(stored, plan, state, person, progress);
                one(stored, plan, writer, entry, change, state, person);
            }
            progress.advance(change.address());
        }
        progress.stage("Reading back", 0);
        var differences = ReadBack.differences(plan, client.read(plan.target().projectKey()));
        if (!differences.isEmpty()) {
            end(stored, plan, state, PlanState.APPLY_FAILED, differences, person);
            throw new ProblemException(Kind.REMOTE, differences);
        }
        moments.accept("read back");
        end(stored, plan, state, PlanState.APPLIED, List.of(), person);
    }

    private void one(
            Plans.StoredPlan stored,
            Plan plan,
            TargetWriter writer,
            Journal.Entry entry,
            Plan.ResourceChange change,
            PlanState state,
            String person) {
        boolean startedBefore = entry.status() != Status.PENDING;
        moments.accept("before " + entry.number());
        journal.started(stored.id(), entry.number());
        moments.accept("started " + entry.number());
        try {
            writer.carryOut(change, startedBefore);
        } catch (ProblemException e) {
            journal.failed(stored.id(), entry.number(), e.problems().getFirst().sentence());
            end(stored, plan, state, stoppedState(stored.id()), e.problems(), person);
            throw e;
        }
        moments.accept("carried out " + entry.number());
        journal.done(stored.id(), entry.number(), startedBefore ? "completed after an interruption" : "");
    }

    private void stopIfAsked(
            Plans.StoredPlan stored, Plan plan, PlanState state, String person, TaskProgress progress) {
        if (!progress.cancelRequested()) {
            return;
        }
        boolean untouched = journal.entries(stored.id()).stream().allMatch(entry -> entry.status() == Status.PENDING);
        var to = untouched && state.mayBecome(PlanState.CANCELLED) ? PlanState.CANCELLED : PlanState.PARTIALLY_APPLIED;
        var problem = Problem.warning(
                "apply.cancelled",
                "The apply was cancelled.",
                to == PlanState.CANCELLED ? "Nothing was changed." : "Resume it to finish what is left.");
        end(stored, plan, state, to, List.of(problem), person);
        throw new TaskProgress.TaskCancelled();
    }

    private PlanState stoppedState(UUID plan) {
        boolean some = journal.entries(plan).stream().anyMatch(entry -> entry.status() == Status.DONE);
        return some ? PlanState.PARTIALLY_APPLIED : PlanState.APPLY_FAILED;
    }

    /** The plan's new state and the record of what is there now, in one step. */
    private void end(
            Plans.StoredPlan stored, Plan plan, PlanState from, PlanState to, List<Problem> problems, String person) {
        transaction.executeWithoutResult(status -> {
            record(stored, plan, person);
            plans.problems(stored.id(), problems);
            plans.move(stored.id(), from, to);
        });
    }

    private void record(Plans.StoredPlan stored, Plan plan, String person) {
        var key = plan.target().projectKey();
        var operations = operations(plan);
        var before = deployments.state(stored.target(), key).orElse(RecordedState.EMPTY);
        var done = new HashSet<String>();
        var resources = new TreeMap<String, ObjectNode>();
        plan.changes().forEach(change -> {
            if (change.action() != Action.CREATE && change.before() instanceof ObjectNode known) {
                resources.put(change.address(), known);
            }
        });
        for (var entry : journal.entries(stored.id())) {
            if (entry.status() == Status.DONE) {
                var change = operations.get(entry.number() - 1);
                done.add(change.address());
                if (change.after() instanceof ObjectNode after) {
                    resources.put(change.address(), after);
                } else {
                    resources.remove(change.address());
                }
            }
        }
        if (done.isEmpty()) {
            return;
        }
        var lineage = before.lineage().isEmpty() ? UUID.randomUUID().toString() : before.lineage();
        var blocks = plan.blockOperations().stream()
                .map(operation -> new DeployedBlock(
                        operation.address().substring(operation.address().indexOf('.', 6) + 1),
                        operation.reference(),
                        operation.version(),
                        operation.zone()))
                .toList();
        var name = plan.changes().stream()
                .filter(change -> change.type().equals("project") && change.after() != null)
                .map(change ->
                        Objects.requireNonNull(change.after()).path("name").asString(key))
                .findFirst()
                .orElse(key);
        deployments.record(
                stored.target(),
                key,
                name,
                new RecordedState(lineage, before.serial() + 1, resources),
                blocks,
                stored.id(),
                person);
    }
}
