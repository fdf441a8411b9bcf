package io.blockyard.iac;

import io.blockyard.dataiku.ProjectSnapshot;
import io.blockyard.iac.apply.Observed;
import io.blockyard.iac.apply.SecretValues;
import io.blockyard.iac.plan.Attributes;
import io.blockyard.iac.plan.RecordedState;
import io.blockyard.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.dao.DuplicateKeyException;

/**
 * What was recorded of a project beside what is there now.
 *
 * @param now the recorded resources as the target shows them; those that are gone are left out
 */
record DriftCheck(RecordedState now, List<Plan.Drift> drift) {

    /**
     * Reads the target, and writes down what was seen.
     *
     * @throws ProblemException NOT_FOUND when nothing was deployed there; CONFLICT while an apply is changing it, or where it was
     *     deployed to another instance; REMOTE
     *     when the target does not answer
     */
    static DriftCheck look(Surroundings surroundings, String target, String projectKey) {
        var tables = surroundings.deployments();
        var recorded = tables.state(target, projectKey).orElseThrow(() -> unknown(target, projectKey));
        surroundings.locks().requireQuiet(target, projectKey);
        var environment = tables.plan(target, projectKey)
                .flatMap(surroundings.plans()::find)
                .map(Plans.StoredPlan::environment)
                .orElse(Environments.DEFAULT);
        var client = surroundings.targets().apply(target);
        DeployedInstance.require(surroundings, target, projectKey, client);
        var check = client.hasProject(projectKey)
                ? of(
                        recorded,
                        client.read(projectKey),
                        surroundings.environments().secretsOf(environment))
                : new DriftCheck(
                        new RecordedState(recorded.lineage(), recorded.serial(), Map.of()),
                        List.of(new Plan.Drift("project." + projectKey, true, List.of())));
        keep(surroundings, target, projectKey, recorded.serial(), check.drift(), "");
        return check;
    }

    /** Writes down why nothing could be seen. @throws ProblemException CONFLICT while an apply is changing the project */
    static void notSeen(Surroundings surroundings, String target, String projectKey, String why) {
        surroundings
                .deployments()
                .state(target, projectKey)
                .ifPresent(recorded -> keep(surroundings, target, projectKey, recorded.serial(), List.of(), why));
    }

    /**
     * Only while it is about what is still recorded; of two who look at one moment, one is kept.
     *
     * @throws ProblemException CONFLICT where an apply has begun meanwhile, whose half-done work may have been seen
     */
    private static void keep(
            Surroundings surroundings,
            String target,
            String projectKey,
            long serial,
            List<Plan.Drift> drift,
            String problem) {
        var tables = surroundings.deployments();
        try {
            surroundings.transaction().executeWithoutResult(status -> {
                surroundings.locks().requireQuiet(target, projectKey);
                tables.state(target, projectKey)
                        .filter(now -> now.serial() == serial)
                        .ifPresent(now -> tables.drift(target, projectKey, drift, problem));
            });
        } catch (DuplicateKeyException another) {
            // What the other one saw at the same moment is as good.
        }
    }

    static DriftCheck of(RecordedState recorded, ProjectSnapshot snapshot, SecretValues secrets) {
        var observed = Observed.of(recorded, snapshot, secrets);
        var drift = new ArrayList<Plan.Drift>();
        recorded.resources().forEach((address, attributes) -> {
            var there = observed.get(address);
            if (there == null) {
                drift.add(new Plan.Drift(address, true, List.of()));
            } else if (!Attributes.same(attributes, there)) {
                drift.add(new Plan.Drift(
                        address,
                        false,
                        Attributes.changes(attributes, there).entrySet().stream()
                                .map(change -> new Plan.AttributeChange(
                                        change.getKey(),
                                        change.getValue().before(),
                                        change.getValue().after()))
                                .toList()));
            }
        });
        return new DriftCheck(new RecordedState(recorded.lineage(), recorded.serial(), observed), List.copyOf(drift));
    }

    static ProblemException unknown(String target, String projectKey) {
        return ProblemException.of(
                ProblemException.Kind.NOT_FOUND,
                "deployment.unknown",
                "No project " + projectKey + " was deployed to \u201c" + target + "\u201d from here.",
                "The list of projects shows those that were.");
    }
}
