package io.blockyard.iac;

import io.blockyard.iac.Journal.Status;
import io.blockyard.iac.apply.Inverses;
import io.blockyard.iac.apply.LaterEdits;
import io.blockyard.iac.apply.PlanMarker;
import io.blockyard.iac.apply.SecretValues;
import io.blockyard.problem.Problem;
import io.blockyard.task.TaskProgress;
import io.blockyard.task.TaskRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Takes an unfinished apply back: every operation that was started is undone by its recorded inverse, the last one
 * first. Like an apply it can be run again after a crash at any point.
 */
final class RollBackTask extends TargetTask {

    static final String KIND = "roll-back";

    private final Journal journal;
    private final DeploymentRecord record;
    private final Staleness staleness;
    private final Consumer<String> moments;

    RollBackTask(Surroundings surroundings) {
        this(surroundings, moment -> {});
    }

    /** @param moments hears of each moment at which a crash would matter, such as {@code undoing 3} */
    RollBackTask(Surroundings surroundings, Consumer<String> moments) {
        super(surroundings);
        this.journal = surroundings.journal();
        this.record = new DeploymentRecord(surroundings);
        this.staleness = new Staleness(surroundings);
        this.moments = moments;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    void carryOut(Made made, TaskRun task, TaskProgress progress) {
        var stored = made.stored();
        if (stored.state() != PlanState.ROLLING_BACK) {
            return;
        }
        requireNotOvertaken(stored, made.plan());
        if (journal.entries(stored.id()).stream().noneMatch(entry -> entry.status() == Status.UNDONE)) {
            surroundings
                    .locks()
                    .requireFree(
                            task.requestedBy(),
                            stored.target(),
                            made.plan().target().projectKey());
        }
        var secrets = surroundings.environments().secretsOf(stored.environment());
        var remarks = undo(stored, made.plan(), secrets, progress);
        end(stored, made.plan(), PlanState.ROLLED_BACK, remarks, task.requestedBy());
    }

    @Override
    void failed(Made made, List<Problem> problems, TaskRun task, TaskProgress progress) {
        end(made.stored(), made.plan(), PlanState.ROLLBACK_FAILED, problems, task.requestedBy());
    }

    @Override
    Problem unexpected(String failure) {
        return Problem.error(
                "roll-back.unexpected",
                "Rolling back failed unexpectedly: " + failure + ".",
                "The log of the server says more; roll back again when the cause is gone.");
    }

    @Override
    public void cancelledWhileQueued(TaskRun task) {
        var cancelled = Problem.warning(
                "roll-back.cancelled", "The roll-back was cancelled before it began.", "Roll back again.");
        made(task)
                .filter(made -> made.stored().state() == PlanState.ROLLING_BACK)
                .ifPresent(made -> end(
                        made.stored(), made.plan(), PlanState.ROLLBACK_FAILED, List.of(cancelled), task.requestedBy()));
    }

    /** @return what is not as it was all the same */
    private List<Problem> undo(Plans.StoredPlan stored, Plan plan, SecretValues secrets, TaskProgress progress) {
        var remarks = new ArrayList<Problem>();
        var client = surroundings.targets().apply(stored.target());
        staleness.requireSameInstance(stored, client);
        var key = plan.target().projectKey();
        var inverses = new Inverses(client, key, new PlanMarker(stored.id()));
        var edits = new LaterEdits(client, key, secrets);
        var operations = plan.operations().stream().map(secrets::opened).toList();
        var started = journal.entries(stored.id()).reversed().stream()
                .filter(entry -> entry.status() != Status.PENDING && entry.status() != Status.UNDONE)
                .toList();
        for (var entry : journal.entries(stored.id())) {
            if (entry.status() != Status.PENDING) {
                inverses.remember(operations.get(entry.number() - 1), journal.inverse(stored.id(), entry.number()));
            }
        }
        var whole = started.stream()
                .filter(entry -> inverses.takesProjectAway(
                        operations.get(entry.number() - 1),
                        journal.inverse(stored.id(), entry.number()),
                        entry.status() == Status.DONE))
                .findFirst();
        var toUndo = whole.map(List::of).orElse(started);
        progress.stage("Rolling back", toUndo.size());
        for (var entry : toUndo) {
            var change = operations.get(entry.number() - 1);
            moments.accept("undoing " + entry.number());
            boolean finished = entry.status() == Status.DONE;
            // How much of it an unfinished creation has left, nobody can tell: its mark says that it is ours.
            boolean known = finished || change.action() != Plan.Action.CREATE;
            var before = journal.inverse(stored.id(), entry.number());
            var edited =
                    known && whole.isEmpty() ? edits.since(change, before, inverses.capture(change)) : Set.<String>of();
            var remark = edited.isEmpty()
                    ? remark(inverses.restore(change, before, finished, entry.madeId()))
                    : "somebody changed it since (" + String.join(", ", edited) + "); it was left as it is.";
            moments.accept("undone " + entry.number());
            if (!remark.isEmpty()) {
                remarks.add(Problem.warning(
                        "roll-back.remark", "\u201c" + change.address() + "\u201d: " + remark, "Look at it in DSS."));
            }
            if (whole.isEmpty()) {
                journal.undone(stored.id(), entry.number(), remark);
            }
            progress.advance(change.address());
        }
        if (whole.isPresent()) {
            started.forEach(entry -> journal.undone(stored.id(), entry.number(), ""));
        }
        return List.copyOf(remarks);
    }

    private static String remark(Inverses.Undone undone) {
        return switch (undone) {
            case AS_IT_WAS -> "";
            case LEFT_TO_OTHERS -> "somebody else made what is there now; it was left alone.";
            case FOLDER_REMADE ->
                "the folder was made again under a new id, over the place where its files were; files that DSS threw "
                        + "away with the old one cannot be brought back.";
        };
    }

    private void end(Plans.StoredPlan stored, Plan plan, PlanState to, List<Problem> problems, String person) {
        surroundings.transaction().executeWithoutResult(status -> {
            surroundings.outcomes().record(person, stored.id(), to, problems);
            if (to == PlanState.ROLLED_BACK) {
                record.takenBack(stored, plan, person);
            } else {
                record.write(stored, plan, to, person);
            }
            plans.problems(stored.id(), problems);
            plans.move(stored.id(), PlanState.ROLLING_BACK, to);
            setOvertakenAside(stored.target(), plan.target().projectKey(), person);
        });
    }
}
