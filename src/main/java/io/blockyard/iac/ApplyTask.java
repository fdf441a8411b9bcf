package io.blockyard.iac;

import io.blockyard.dataiku.DssClient;
import io.blockyard.iac.Journal.Status;
import io.blockyard.iac.apply.Inverses;
import io.blockyard.iac.apply.LaterEdits;
import io.blockyard.iac.apply.OutputSchemas;
import io.blockyard.iac.apply.PlanMarker;
import io.blockyard.iac.apply.ReadBack;
import io.blockyard.iac.apply.SecretValues;
import io.blockyard.iac.apply.TargetWriter;
import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import io.blockyard.problem.ProblemException.Kind;
import io.blockyard.task.TaskProgress;
import io.blockyard.task.TaskRun;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/**
 * Applies an approved plan, operation by operation, with a journal. It can be run again after a crash at any point:
 * operations that ended are left alone, and one that was under way is completed from what the target shows.
 */
public final class ApplyTask extends TargetTask {

    public static final String KIND = "apply";

    private static final Logger LOG = LoggerFactory.getLogger(ApplyTask.class);

    private final Journal journal;
    private final Staleness staleness;
    private final DeploymentRecord record;
    private final Pacing pacing;
    private final Consumer<String> moments;

    /**
     * How an apply goes about its operations.
     *
     * @param atOnce how many may be under way at one time
     * @param retries what is done about a target that fails for a moment
     */
    record Pacing(int atOnce, OperationRun.Retries retries) {

        static Pacing usual() {
            return new Pacing(8, OperationRun.Retries.usual());
        }
    }

    ApplyTask(Surroundings surroundings) {
        this(surroundings, Pacing.usual(), moment -> {});
    }

    /** @param moments hears of each moment at which a crash would matter, such as {@code started 3} */
    ApplyTask(Surroundings surroundings, Pacing pacing, Consumer<String> moments) {
        super(surroundings);
        this.pacing = pacing;
        this.journal = surroundings.journal();
        this.staleness = new Staleness(surroundings);
        this.record = new DeploymentRecord(surroundings);
        this.moments = moments;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    void carryOut(Made made, TaskRun task, TaskProgress progress) {
        apply(made.stored(), made.plan(), task.requestedBy(), progress);
    }

    @Override
    void failed(Made made, List<Problem> problems, TaskRun task, TaskProgress progress) {
        stop(made.stored(), made.plan(), problems, task.requestedBy(), progress);
    }

    @Override
    Problem unexpected(String failure) {
        return Problem.error(
                "apply.unexpected",
                "The apply failed unexpectedly: " + failure + ".",
                "The log of the server says more; resume the apply when the cause is gone.");
    }

    @Override
    public void cancelledWhileQueued(TaskRun task) {
        made(task)
                .filter(made -> task.id().equals(made.stored().applyTask()))
                .filter(made -> made.stored().state().isUnderWay())
                .ifPresent(
                        made -> cancel(made.stored(), made.plan(), made.stored().state(), task.requestedBy()));
    }

    private void apply(Plans.StoredPlan stored, Plan plan, String person, TaskProgress progress) {
        if (!stored.state().isUnderWay()) {
            return;
        }
        if (stored.state() != PlanState.APPLY_QUEUED) {
            requireNotOvertaken(stored, plan);
        }
        if (stored.state() != PlanState.APPLYING) {
            // Somebody may have taken the lock while this waited; what had begun when a node went down is finished.
            surroundings
                    .locks()
                    .requireFree(person, stored.target(), plan.target().projectKey());
        }
        if (stored.state() != PlanState.APPLY_QUEUED) {
            var client = surroundings.targets().apply(stored.target());
            requireStillOurs(stored, plan, client, person);
            carryOut(stored, plan, client, stored.state(), person, progress);
            return;
        }
        if (progress.cancelRequested()) {
            cancel(stored, plan, PlanState.APPLY_QUEUED, person);
            throw new TaskProgress.TaskCancelled();
        }
        var client = surroundings.targets().apply(stored.target());
        var moved = staleness.of(stored, plan, client);
        if (!moved.isEmpty()) {
            setAside(stored, moved, person);
            throw new ProblemException(Kind.CONFLICT, moved);
        }
        begin(stored, plan, person);
        moments.accept("queued");
        carryOut(stored, plan, client, PlanState.APPLYING, person, progress);
    }

    /** Somebody may have taken the lock while the target was read: who is first in the database wins. */
    private void begin(Plans.StoredPlan stored, Plan plan, String person) {
        surroundings.transaction().executeWithoutResult(status -> {
            plans.hold(stored.id());
            surroundings
                    .locks()
                    .requireFree(person, stored.target(), plan.target().projectKey());
            open(stored, plan);
        });
    }

    private void open(Plans.StoredPlan stored, Plan plan) {
        surroundings.transaction().executeWithoutResult(status -> {
            record.begin(stored, plan);
            journal.open(stored.id(), plan.operations());
            plans.move(stored.id(), PlanState.APPLY_QUEUED, PlanState.APPLYING);
        });
    }

    /** An apply goes on where it stopped, unless what it was approved for is no longer so. */
    private void requireStillOurs(Plans.StoredPlan stored, Plan plan, DssClient client, String person) {
        staleness.requireSameInstance(stored, client);
        if (stored.state() == PlanState.RESUMING) {
            staleness.requireSamePolicies(stored);
        }
        var moved = isUntouched(stored.id()) ? staleness.of(stored, plan, client) : List.<Problem>of();
        if (!moved.isEmpty()) {
            if (stored.state().mayBecome(PlanState.STALE)) {
                setAside(stored, moved, person);
            }
            throw new ProblemException(Kind.CONFLICT, moved);
        }
    }

    private boolean isUntouched(UUID plan) {
        return journal.entries(plan).stream().allMatch(entry -> entry.status() == Status.PENDING);
    }

    /** Ends an apply that failed where somebody can see why and go on; one whose node shuts down goes on by itself. */
    private void stop(
            Plans.StoredPlan stored, Plan plan, List<Problem> problems, String person, TaskProgress progress) {
        var state = plans.find(stored.id()).map(Plans.StoredPlan::state).orElse(stored.state());
        if (!state.isUnderWay()) {
            return;
        }
        progress.say("Stopped: " + problems.getFirst().message());
        surroundings.transaction().executeWithoutResult(status -> {
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
        var key = plan.target().projectKey();
        var marker = new PlanMarker(stored.id());
        var secrets = secretsOf(stored, plan);
        var operations = plan.operations().stream().map(secrets::opened).toList();
        var run = new OperationRun(
                stored.id(),
                new TargetWriter(client, key, operations, marker),
                new Inverses(client, key, marker),
                new LaterEdits(client, key, secrets),
                journal,
                secrets,
                pacing.retries(),
                moments);
        var entries = journal.entries(stored.id());
        progress.stage("Applying", operations.size());
        var finished = entries.stream()
                .filter(entry -> entry.status() == Status.DONE)
                .map(Journal.Entry::number)
                .collect(Collectors.toSet());
        finished.forEach(number -> progress.advance(operations.get(number - 1).address()));
        boolean complete = new Execution(pacing.atOnce())
                .run(
                        new OperationQueue(operations, finished),
                        number -> run.run(entries.get(number - 1), operations.get(number - 1)),
                        progress::cancelRequested,
                        number -> progress.advance(operations.get(number - 1).address()));
        if (!complete) {
            cancel(stored, plan, state, person);
            throw new TaskProgress.TaskCancelled();
        }
        var after = new AfterApply(stored.id(), plan, client, secrets, surroundings.followUps());
        after.schemas(() -> unasked(stored, plan), progress);
        moments.accept("read back next");
        progress.stage("Reading back", 0);
        var differences = ReadBack.differences(
                plan.operations(), client.read(plan.target().projectKey()), secrets);
        if (!differences.isEmpty()) {
            end(stored, plan, state, PlanState.APPLY_FAILED, differences, person);
            throw new ProblemException(Kind.REMOTE, differences);
        }
        moments.accept("read back");
        if (deployments.rule(stored.target()).snapshot()) {
            after.snapshot(progress);
        }
        if (stored.build()) {
            after.build(progress);
        }
        moments.accept("followed up");
        end(stored, plan, state, PlanState.APPLIED, List.of(), person);
    }

    /** What columns are still to follow from that earlier plans have done to the project; one plan at a time is read for it. */
    private OutputSchemas.Reasons unasked(Plans.StoredPlan stored, Plan plan) {
        var toCome = surroundings
                .followUps()
                .columnsToCome(stored.target(), plan.target().projectKey(), stored.id());
        return toCome.plans().stream()
                .map(this::begunBy)
                .reduce(OutputSchemas.Reasons.unanswered(toCome.unanswered()), OutputSchemas.Reasons::and);
    }

    private OutputSchemas.Reasons begunBy(UUID earlier) {
        try {
            return OutputSchemas.Reasons.of(plans.find(earlier)
                    .flatMap(found -> Optional.ofNullable(found.plan()))
                    .map(plan -> journal.begun(earlier, plan.operations()))
                    .orElse(List.of()));
        } catch (JacksonException unreadable) {
            LOG.warn("What plan {} has changed cannot be read; nothing follows from it", earlier, unreadable);
            return OutputSchemas.Reasons.of(List.of());
        }
    }

    /** The secrets in clear, which stay in this method's callers and the target. */
    private SecretValues secretsOf(Plans.StoredPlan stored, Plan plan) {
        var secrets = surroundings.environments().secretsOf(stored.environment());
        if (!secrets.allOf(plan)) {
            throw new ProblemException(
                    Kind.CONFLICT,
                    Staleness.finding("A secret of the environment \u201c" + stored.environment()
                            + "\u201d is gone or has another value than when the plan was made."));
        }
        return secrets;
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
        surroundings.transaction().executeWithoutResult(status -> {
            record.write(stored, plan, to, person);
            plans.problems(stored.id(), problems);
            plans.move(stored.id(), from, to);
            surroundings.outcomes().record(person, stored.id(), to, problems);
            setOvertakenAside(stored.target(), plan.target().projectKey(), person);
        });
    }
}
