package io.blockyard.iac;

import io.blockyard.access.Actor;
import io.blockyard.access.Audit;
import io.blockyard.access.Right;
import io.blockyard.block.BlockId;
import io.blockyard.block.BlockReference;
import io.blockyard.block.BlockType;
import io.blockyard.iac.apply.SecretValues;
import io.blockyard.iac.plan.RecordedState;
import io.blockyard.problem.ProblemException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What was deployed: the projects that applied plans have made. */
public class Deployments {

    private final DeploymentTables tables;
    private final PlanTables plans;
    private final Surroundings surroundings;
    private final Audit audit;

    Deployments(Surroundings surroundings, Audit audit) {
        this.tables = surroundings.deployments();
        this.plans = surroundings.plans();
        this.surroundings = surroundings;
        this.audit = audit;
    }

    /** Newest first. */
    public List<Deployment> all(Actor actor) {
        actor.require(Right.READ);
        return tables.all();
    }

    /**
     * What somebody changed outside since the project was deployed. The target is read while one waits. To bring it
     * back, plan the configuration again: a plan starts from what is there.
     *
     * @throws ProblemException NOT_FOUND when nothing was deployed there; REMOTE when the target does not answer
     */
    public List<Plan.Drift> drift(Actor actor, String target, String projectKey) {
        actor.require(Right.READ);
        return check(target, projectKey).drift();
    }

    /**
     * Records what is there now as what was deployed. The next plan shows what the configuration says otherwise.
     *
     * @return what was adopted
     */
    public List<Plan.Drift> adopt(Actor actor, String target, String projectKey) {
        actor.require(Right.COMPOSE);
        var check = check(target, projectKey);
        if (!check.drift().isEmpty()) {
            surroundings.transaction().executeWithoutResult(status -> {
                var now = check.now();
                tables.state(target, projectKey, new RecordedState(now.lineage(), now.serial() + 1, now.resources()));
                audit.record(
                        actor,
                        "deployment.adopt",
                        target + "/" + projectKey,
                        String.join(
                                ", ",
                                check.drift().stream().map(Plan.Drift::address).toList()));
            });
        }
        return check.drift();
    }

    /** Where the block, or the solution, is deployed: one entry for each instance, last deployed first. */
    public List<BlockUse> using(Actor actor, BlockId block) {
        actor.require(Right.READ);
        return tables.all().stream()
                .flatMap(deployment -> deployment.blocks().stream()
                        .filter(used ->
                                BlockReference.parse(used.reference()).id().equals(block))
                        .map(used -> new BlockUse(
                                deployment.target(),
                                deployment.projectKey(),
                                deployment.name(),
                                deployment.planId(),
                                deployment.deployedAt(),
                                used)))
                .toList();
    }

    private DriftCheck check(String target, String projectKey) {
        var recorded = tables.state(target, projectKey)
                .orElseThrow(() -> ProblemException.of(
                        ProblemException.Kind.NOT_FOUND,
                        "deployment.unknown",
                        "No project " + projectKey + " was deployed to \u201c" + target + "\u201d from here.",
                        "The list of projects shows those that were."));
        var environment = tables.plan(target, projectKey)
                .flatMap(plans::find)
                .map(Plans.StoredPlan::environment)
                .orElse(Environments.DEFAULT);
        var client = surroundings.targets().apply(target);
        if (!client.hasProject(projectKey)) {
            return new DriftCheck(
                    new RecordedState(recorded.lineage(), recorded.serial(), Map.of()),
                    List.of(new Plan.Drift("project." + projectKey, true, List.of())));
        }
        return DriftCheck.of(
                recorded,
                client.read(projectKey),
                new SecretValues(surroundings.environments().secretsOf(environment)));
    }

    /** An instance of a block in a deployed project. */
    public record BlockUse(
            String target, String projectKey, String name, UUID planId, Instant deployedAt, DeployedBlock block) {}

    /** A deployed project. */
    public record Deployment(
            String projectKey,
            String name,
            String target,
            UUID planId,
            String deployedBy,
            Instant deployedAt,
            List<DeployedBlock> blocks) {}

    /**
     * An instance of a block or solution in it.
     *
     * @param zone empty for a solution
     * @param within the instance of the solution that it is a member of; empty for none
     */
    public record DeployedBlock(
            String instance, BlockType type, String reference, String version, String zone, String within) {}
}
