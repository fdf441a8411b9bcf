package io.blockyard.iac;

import io.blockyard.dataiku.DssClient;
import io.blockyard.iac.plan.PlanDigest;
import io.blockyard.iac.plan.RecordedState;
import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import java.util.Optional;

/**
 * The instance that a project was deployed to, by what it is and not by the name that leads to it: where the name leads
 * to another one, a project with the same key there is somebody else's.
 */
final class DeployedInstance {

    private DeployedInstance() {}

    /** Told where the project was deployed to another instance than the name leads to; empty when it never was. */
    static Optional<Problem> other(Surroundings surroundings, String target, String projectKey, DssClient client) {
        return surroundings
                .deployments()
                .plan(target, projectKey)
                .flatMap(surroundings.plans()::inputs)
                .map(PlanDigest.Inputs::address)
                .filter(deployedTo -> !deployedTo.isEmpty() && !client.isKnownAs(deployedTo))
                .map(deployedTo -> Problem.error(
                                PlanTask.FOREIGN_PROJECT,
                                "The project " + projectKey + " was deployed when the name \u201c" + target
                                        + "\u201d led to another instance (" + deployedTo + ").",
                                "Let the name lead there again; or plan with project." + projectKey
                                        + " adopted by name: nothing on this instance counts as deployed from here then, and"
                                        + " what is there already is adopted by name, too.")
                        .at("project.key"));
    }

    /**
     * What a plan for the project starts from: nothing, with a history of its own, where the project was deployed to
     * another instance than the name leads to.
     */
    static RecordedState standing(Surroundings surroundings, String target, String projectKey, DssClient client) {
        return other(surroundings, target, projectKey, client).isPresent()
                ? RecordedState.EMPTY
                : surroundings.deployments().standing(target, projectKey);
    }

    /** @throws ProblemException CONFLICT where the project was deployed to another instance */
    static void require(Surroundings surroundings, String target, String projectKey, DssClient client) {
        other(surroundings, target, projectKey, client).ifPresent(problem -> {
            throw new ProblemException(ProblemException.Kind.CONFLICT, problem);
        });
    }
}
