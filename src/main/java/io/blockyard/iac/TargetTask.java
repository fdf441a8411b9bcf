package io.blockyard.iac;

import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import io.blockyard.task.TaskHandler;
import io.blockyard.task.TaskProgress;
import io.blockyard.task.TaskRun;
import java.util.List;
import java.util.Optional;

/** A task that changes a target by a plan. Whatever ends it early is told with the plan, where somebody can go on. */
abstract class TargetTask implements TaskHandler {

    static final Problem OVERTAKEN =
            Staleness.finding("The target has moved: another plan was applied to the project since this one began.");

    final Surroundings surroundings;
    final PlanTables plans;
    final DeploymentTables deployments;

    TargetTask(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.plans = surroundings.plans();
        this.deployments = surroundings.deployments();
    }

    /** A plan that was made, with its body. */
    record Made(Plans.StoredPlan stored, Plan plan) {}

    /** Does what there is to do, if anything is left. */
    abstract void carryOut(Made made, TaskRun task, TaskProgress progress);

    /** Writes down what ended it; secrets are masked. */
    abstract void failed(Made made, List<Problem> problems, TaskRun task, TaskProgress progress);

    /** @param failure the name of what nobody expected */
    abstract Problem unexpected(String failure);

    /** The plan that the task is about; empty when it is gone, or was never made. */
    final Optional<Made> made(TaskRun task) {
        return plans.find(PlanTask.planOf(task))
                .flatMap(stored -> Optional.ofNullable(stored.plan()).map(plan -> new Made(stored, plan)));
    }

    /**
     * What stopped half-way is neither gone on with nor taken back once another plan has changed the project: that would
     * undo what the other one did. It may have waited behind it.
     *
     * @throws ProblemException CONFLICT where it is so
     */
    final void requireNotOvertaken(Plans.StoredPlan stored, Plan plan) {
        if (deployments.overtaken(stored.target(), plan.target().projectKey(), stored.id())) {
            throw new ProblemException(ProblemException.Kind.CONFLICT, OVERTAKEN);
        }
    }

    /** Ends all that has stopped half-way and was overtaken. Joins the caller's transaction. */
    final void setOvertakenAside(String target, String projectKey, String person) {
        for (var stopped : plans.stopped(target, projectKey)) {
            if (deployments.overtaken(target, projectKey, stopped)) {
                plans.hold(stopped);
                plans.find(stopped)
                        .filter(one -> one.state().isStopped())
                        .ifPresent(one -> setAside(one, List.of(OVERTAKEN), person));
            }
        }
    }

    /** Ends a plan that can go no further: nothing but a new one comes of it. */
    final void setAside(Plans.StoredPlan stored, List<Problem> moved, String person) {
        surroundings.transaction().executeWithoutResult(status -> {
            plans.problems(stored.id(), moved);
            plans.move(stored.id(), stored.state(), PlanState.STALE);
            surroundings.outcomes().record(person, stored.id(), PlanState.STALE, moved);
        });
    }

    @Override
    public final void run(TaskRun task, TaskProgress progress) {
        made(task).ifPresent(made -> run(made, task, progress));
    }

    /** One whose node shuts down, or that somebody cancels, has not failed. */
    private void run(Made made, TaskRun task, TaskProgress progress) {
        try {
            carryOut(made, task, progress);
        } catch (TaskProgress.TaskSuspended | TaskProgress.TaskCancelled ended) {
            throw ended;
        } catch (ProblemException failure) {
            var masked = surroundings.environments().masked(made.stored().environment(), failure);
            failed(made, masked.problems(), task, progress);
            throw masked;
        } catch (RuntimeException failure) {
            failed(made, List.of(unexpected(failure.getClass().getSimpleName())), task, progress);
            throw failure;
        }
    }
}
