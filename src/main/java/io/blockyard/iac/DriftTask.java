package io.blockyard.iac;

import io.blockyard.problem.ProblemException;
import io.blockyard.task.TaskHandler;
import io.blockyard.task.TaskProgress;
import io.blockyard.task.TaskRun;

/** Looks at every project that was deployed to a target, and writes down what was changed outside. */
final class DriftTask implements TaskHandler {

    static final String KIND = "drift";

    private final Surroundings surroundings;

    DriftTask(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void run(TaskRun task, TaskProgress progress) {
        var target = task.subject();
        var deployments = surroundings.deployments().all().stream()
                .filter(deployment -> deployment.target().equals(target))
                .toList();
        progress.stage("Looking at projects", deployments.size());
        for (var deployment : deployments) {
            progress.checkCancelled();
            look(target, deployment.projectKey());
            progress.advance(deployment.projectKey());
        }
    }

    private void look(String target, String projectKey) {
        try {
            DriftCheck.look(surroundings, target, projectKey);
        } catch (ProblemException failure) {
            notSeen(target, projectKey, failure);
        }
    }

    /** While an apply is under way what was seen before it stays. */
    private void notSeen(String target, String projectKey, ProblemException failure) {
        if (ProjectLocks.isUnderWay(failure)) {
            return;
        }
        try {
            DriftCheck.notSeen(
                    surroundings,
                    target,
                    projectKey,
                    failure.problems().getFirst().sentence());
        } catch (ProblemException begun) {
            if (!ProjectLocks.isUnderWay(begun)) {
                throw begun;
            }
        }
    }
}
