package io.blockyard.iac;

import io.blockyard.access.Actor;
import io.blockyard.access.Right;
import io.blockyard.iac.apply.TargetProject;
import io.blockyard.iac.desired.TargetView;
import io.blockyard.problem.Problem;
import java.util.List;
import java.util.Map;

/** Says everything that is wrong with a configuration, against this catalog, its environments and a target. */
public class ConfigurationChecks {

    private final Surroundings surroundings;

    ConfigurationChecks(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /**
     * What to check.
     *
     * @param files path → text
     * @param environment a named environment
     * @param target a source's name, to be asked for its connections, code environments and plugins; empty for none
     * @param strict whether warnings count as errors
     */
    public record Request(Map<String, String> files, String environment, String target, boolean strict) {}

    /** @param problems errors and warnings, each with its place */
    public record Checked(boolean valid, List<Problem> problems) {}

    /**
     * Reads and checks; nothing is stored.
     *
     * @throws io.blockyard.problem.ProblemException NOT_FOUND for an unknown environment or target; REMOTE when the
     *     target does not answer soon
     */
    public Checked check(Actor actor, Request request) {
        actor.require(Right.READ);
        var environment = surroundings.environments().forPlanning(request.environment());
        var target = request.target().isEmpty()
                ? TargetView.UNKNOWN
                : TargetProject.view(
                        surroundings.targets().apply(request.target()).brief());
        var problems = Draft.of(request.files(), environment, surroundings.registry(), target)
                .problems();
        boolean valid = problems.stream().noneMatch(problem -> request.strict() || problem.isError());
        return new Checked(valid, problems);
    }
}
