package io.blockyard.iac;

import io.blockyard.access.Actor;
import io.blockyard.access.Audit;
import io.blockyard.access.Right;
import io.blockyard.dataiku.ExportZip;
import io.blockyard.iac.Plan.Action;
import io.blockyard.iac.apply.PlannedProject;
import io.blockyard.iac.plan.SecretMark;
import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import io.blockyard.problem.ProblemException.Kind;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The plan for a new project as a zip that DSS imports, for teams whose tools may not write to DSS. Whoever imports it
 * does so with rights of their own; nothing is recorded as deployed.
 */
public class PlanExports {

    private final Plans plans;
    private final Surroundings surroundings;
    private final Audit audit;

    PlanExports(Plans plans, Surroundings surroundings, Audit audit) {
        this.plans = plans;
        this.surroundings = surroundings;
        this.audit = audit;
    }

    /**
     * The zip of a plan that the server keeps, whatever its state.
     *
     * @throws ProblemException NOT_FOUND for no such plan, CONFLICT when nothing was planned, UNPLANNABLE as
     *     {@link #obstacle}, REMOTE when the target does not tell its connections
     */
    public byte[] zip(Actor actor, UUID id) {
        actor.require(Right.COMPOSE);
        var stored = plans.get(actor, id);
        var plan = stored.plan();
        if (plan == null) {
            throw ProblemException.of(
                    Kind.CONFLICT,
                    "export.no-plan",
                    "There is nothing to export: the plan is " + PlanTables.words(stored.state()) + ".",
                    "Wait until it is made, or look at its problems.");
        }
        var zip = zip(plan, surroundings.targets().apply(stored.target()).connections());
        audit.record(actor, "plan.export", id.toString(), "digest " + plan.digest());
        return zip;
    }

    /**
     * The zip of a plan. Equal plans give equal bytes.
     *
     * @param connectionTypes name of a connection → DSS's type of it, such as {@code PostgreSQL}; managed datasets on
     *     connections that are not told are taken for files
     * @throws ProblemException UNPLANNABLE as {@link #obstacle}, or when a dataset's type depends on a connection that is
     *     not told
     */
    public static byte[] zip(Plan plan, Map<String, String> connectionTypes) {
        var obstacle = obstacle(plan);
        if (obstacle.isPresent()) {
            throw new ProblemException(Kind.UNPLANNABLE, obstacle.get());
        }
        return ExportZip.of(PlannedProject.of(plan.target().projectKey(), plan.changes(), connectionTypes));
    }

    /** Why no zip can be made of a plan: it changes a project that exists, or it holds secrets, which leave no server. */
    public static Optional<Problem> obstacle(Plan plan) {
        var key = plan.target().projectKey();
        if (plan.changes().stream().anyMatch(change -> change.action() != Action.CREATE)) {
            return Optional.of(Problem.error(
                    "export.not-new",
                    "The plan changes the project " + key + ", which exists: DSS imports a zip as a new project only.",
                    "Plan for another project key, or apply the plan."));
        }
        return plan.changes().stream()
                .flatMap(change -> SecretMark.in(change.after()).stream()
                        .map(secret -> Problem.error(
                                        "export.secret",
                                        "\u201c" + change.address() + "\u201d holds the secret " + secret.name()
                                                + ", which is not written to files.",
                                        "Leave it out of the configuration and set it in DSS, or apply the plan.")
                                .at(change.address())))
                .findFirst();
    }
}
