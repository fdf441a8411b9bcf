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

    public static final String KIND = "apply";

    static final Problem STALE = Problem.error(
            "apply.stale",
            "The target has moved since the plan was made, so that what was approved is no longer what would happen.",
            "Make a new plan and have it approved.");

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
        try {
            apply(stored, plan, task.requestedBy(), progress);
        } catch (TaskProgress.TaskSuspended | TaskProgress.TaskCancelled e) {
            throw e;
        } catch (ProblemException e) {
            stop(stored, plan, e.problems(), task.requestedBy(), progress);
            throw e;
        } catch (RuntimeException e) {
            var unexpected = Problem.error(
                    "apply.unexpected",
                    "The apply failed unexpectedly: " + e.getClass().getSimpleName() + ".",
                    "The log of the server says more; resume the apply when the cause is gone.");
            stop(stored, plan, List.of(unexpected), task.requestedBy(), progress);
            throw e;
        }
    }

    @Override
    public void cancelledWhileQueued(TaskRun task) {
        var stored = plans.find(PlanTask.planOf(task)).orElse(null);
        if (stored == null || stored.plan() == null || !task.id().equals(stored.applyTask())) {
            return;
        }
        if (isUnderWay(stored.state())) {
            cancel(stored, Objects.requireNonNull(stored.plan()), stored.state(), task.requestedBy());
        }
    }

    private void apply(Plans.StoredPlan stored, Plan plan, String person, TaskProgress progress) {
        if (!isUnderWay(stored.state())) {
            return;
        }
        if (stored.state() != PlanState.APPLY_QUEUED) {
            var client = targets.apply(stored.target());
            requireStillOurs(stored, plan, client);
            carryOut(stored, plan, client, stored.state(), person, progress);
            return;
        }
        if (progress.cancelRequested()) {
            cancel(stored, plan, PlanState.APPLY_QUEUED, person);
            throw new TaskProgress.TaskCancelled();
        }
        var client = targets.apply(stored.target());
        if (hasMoved(stored, plan, client)) {
            transaction.executeWithoutResult(status -> {
                plans.problems(stored.id(), List.of(STALE));
                plans.move(stored.id(), PlanState.APPLY_QUEUED, PlanState.STALE);
            });
            throw new ProblemException(Kind.CONFLICT, STALE);
        }
        open(stored, plan);
        moments.accept("queued");
        carryOut(stored, plan, client, PlanState.APPLYING, person, progress);
    }

    private void open(Plans.StoredPlan stored, Plan plan) {
        transaction.executeWithoutResult(status -> {
            journal.open(stored.id(), operations(plan));
            plans.move(stored.id(), PlanState.APPLY_QUEUED, PlanState.APPLYING);
        });
    }

    private static boolean isUnderWay(PlanState state) {
        return state == PlanState.APPLY_QUEUED || state == PlanState.APPLYING || state == PlanState.RESUMING;
    }

    private static List<Plan.ResourceChange> operations(Plan plan) {
        return plan.changes().stream()
                .filter(change -> change.action() != Action.NO_OP)
                .toList();
    }

    /** What was approved was approved for the target as it was; anything else needs a new plan. */
    private boolean hasMoved(Plans.StoredPlan stored, Plan plan, DssClient client) {
        var key = plan.target().projectKey();
        var recorded = deployments.state(stored.target(), key).orElse(RecordedState.EMPTY);
        var now = PlanTask.snapshot(TargetProject.read(client, key), recorded);
        var then = plans.inputs(stored.id()).map(inputs -> inputs.snapshot()).orElse("");
        return !now.equals(then);
    }

    /** An apply goes on where it stopped, unless another plan took over meanwhile. */
    private void requireStillOurs(Plans.StoredPlan stored, Plan plan, DssClient client) {
        boolean untouched = isUntouched(stored.id());
        if (untouched
                ? hasMoved(stored, plan, client)
                : deployments.overtaken(stored.target(), plan.target().projectKey(), stored.id())) {
            throw new ProblemException(Kind.CONFLICT, STALE);
        }
    }

    private boolean isUntouched(UUID plan) {
        return journal.entries(plan).stream().allMatch(entry -> entry.status() == Status.PENDING);
    }

    /** Ends an apply that failed where somebody can see why and go on; one whose node shuts down goes on by itself. */
    private void stop(
            Plans.StoredPlan stored, Plan plan, List<Problem> problems, String person, TaskProgress progress) {
        var state = plans.find(stored.id()).map(Plans.StoredPlan::state).orElse(stored.state());
        if (!isUnderWay(state)) {
            return;
        }
        progress.say("Stopped: " + problems.getFirst().message());
        transaction.executeWithoutResult(status -> {
            if (state == PlanState.APPLY_QUEUED) {
                open(stored, plan);
            }
            var from = state == PlanState.APPLY_QUEUED ? PlanState.APPLYING : state;
            end(stored, plan, from, stoppedState(stored.id()), problems, person);
        });
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
                one(stored.id(), writer, entry, change);
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

    private void one(UUID plan, TargetWriter writer, Journal.Entry entry, Plan.ResourceChange change) {
        boolean startedBefore = entry.status() != Status.PENDING;
        moments.accept("before " + entry.number());
        try {
            writer.check(change, startedBefore);
        } catch (ProblemException e) {
            journal.refused(plan, entry.number(), e.problems().getFirst().sentence());
            throw e;
        }
        journal.started(plan, entry.number());
        moments.accept("started " + entry.number());
        try {
            writer.carryOut(change, startedBefore);
        } catch (ProblemException e) {
            journal.failed(plan, entry.number(), e.problems().getFirst().sentence());
            throw e;
        }
        moments.accept("carried out " + entry.number());
        journal.done(plan, entry.number(), startedBefore ? "completed after an interruption" : "");
    }

    private void stopIfAsked(
            Plans.StoredPlan stored, Plan plan, PlanState state, String person, TaskProgress progress) {
        if (progress.cancelRequested()) {
            cancel(stored, plan, state, person);
            throw new TaskProgress.TaskCancelled();
        }
    }

    private void cancel(Plans.StoredPlan stored, Plan plan, PlanState state, String person) {
        boolean nothing = isUntouched(stored.id()) && state.mayBecome(PlanState.CANCELLED);
        var problem = Problem.warning(
                "apply.cancelled",
                "The apply was cancelled.",
                nothing ? "Nothing was changed." : "Resume it to finish what is left.");
        end(stored, plan, state, nothing ? PlanState.CANCELLED : stoppedState(stored.id()), List.of(problem), person);
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
