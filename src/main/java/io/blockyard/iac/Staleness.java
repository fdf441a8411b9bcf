package io.blockyard.iac;

import io.blockyard.block.BlockReference;
import io.blockyard.dataiku.DssClient;
import io.blockyard.iac.apply.TargetProject;
import io.blockyard.iac.config.Configuration;
import io.blockyard.iac.config.ConfigurationReader;
import io.blockyard.iac.config.Findings;
import io.blockyard.iac.plan.PlanDigest;
import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Whether what a plan was made from is still so. What was approved was approved for these inputs; anything else needs a
 * new plan.
 */
final class Staleness {

    /** The code of every finding. */
    static final String CODE = "apply.stale";

    private static final String REMEDY = "Plan again: the new plan shows what moved, and is to be approved anew.";

    private final Surroundings surroundings;

    Staleness(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /**
     * A finding for each input that moved; empty when the plan still holds. Where the target's name leads to another
     * instance, nothing else is asked: what that one holds says nothing.
     */
    List<Problem> of(Plans.StoredPlan stored, Plan plan, DssClient client) {
        var other = otherInstance(stored, client);
        if (other.isPresent()) {
            return List.of(other.get());
        }
        var inputs = surroundings.plans().inputs(stored.id()).orElseThrow();
        var moved = new ArrayList<Problem>();
        if (!inputs.planner().equals(PlanDigest.PLANNER_VERSION)) {
            moved.add(finding("The planner is another one since the plan was made (" + inputs.planner() + ", now "
                    + PlanDigest.PLANNER_VERSION + ")."));
        }
        environment(stored, inputs, moved);
        blocks(plan, moved);
        policies(stored).ifPresent(moved::add);
        if (!snapshotNow(stored, plan, client).equals(inputs.snapshot())) {
            moved.add(finding("The target has moved since the plan was made: the project "
                    + plan.target().projectKey() + " on \u201c" + stored.target() + "\u201d is not as it was."));
        }
        return List.copyOf(moved);
    }

    /** Told where the rules that plans for the target have to keep are others than when the plan was made. */
    Optional<Problem> policies(Plans.StoredPlan stored) {
        var planned = surroundings.plans().inputs(stored.id()).orElseThrow().policies();
        return surroundings.policies().digest(stored.target()).equals(planned)
                ? Optional.empty()
                : Optional.of(finding(
                        "The policies for \u201c" + stored.target() + "\u201d have changed since the plan was made."));
    }

    /** @throws ProblemException CONFLICT where the plan was approved under other policies than hold now */
    void requireSamePolicies(Plans.StoredPlan stored) {
        policies(stored).ifPresent(changed -> {
            throw new ProblemException(ProblemException.Kind.CONFLICT, changed);
        });
    }

    /** Told where the name of the target leads to another instance than the plan was made for. */
    Optional<Problem> otherInstance(Plans.StoredPlan stored, DssClient client) {
        var planned = surroundings.plans().inputs(stored.id()).orElseThrow().address();
        return planned.isEmpty() || client.isKnownAs(planned)
                ? Optional.empty()
                : Optional.of(Problem.error(
                        CODE,
                        "The name \u201c" + stored.target()
                                + "\u201d leads to another instance than when the plan was made.",
                        "Let the name lead to that instance again, or make a new plan."));
    }

    /** @throws ProblemException CONFLICT where the name of the target leads to another instance by now */
    void requireSameInstance(Plans.StoredPlan stored, DssClient client) {
        otherInstance(stored, client).ifPresent(other -> {
            throw new ProblemException(ProblemException.Kind.CONFLICT, other);
        });
    }

    private String snapshotNow(Plans.StoredPlan stored, Plan plan, DssClient client) {
        var key = plan.target().projectKey();
        var recorded = DeployedInstance.standing(surroundings, stored.target(), key, client);
        return PlanTask.snapshot(TargetProject.read(client, key), recorded);
    }

    private void environment(Plans.StoredPlan stored, PlanDigest.Inputs inputs, List<Problem> moved) {
        if (inputs.environment().isEmpty()) {
            return;
        }
        var changed = new TreeSet<String>();
        try {
            var now = used(stored, surroundings.environments().forPlanning(stored.environment()));
            var names = new TreeSet<>(inputs.environment().keySet());
            names.addAll(now.keySet());
            names.stream()
                    .filter(name ->
                            !Objects.equals(now.get(name), inputs.environment().get(name)))
                    .forEach(changed::add);
        } catch (ProblemException gone) {
            moved.add(finding("The environment \u201c" + stored.environment() + "\u201d is gone."));
        }
        if (!changed.isEmpty()) {
            moved.add(finding("The environment \u201c" + stored.environment() + "\u201d has other values for "
                    + String.join(", ", changed) + " than when the plan was made."));
        }
    }

    /** What the configuration reads of the environment now, defaults included; without what is no longer there. */
    private static Map<String, String> used(Plans.StoredPlan stored, Map<String, String> environment) {
        return ConfigurationReader.read(stored.files(), environment, new Findings())
                .map(Configuration::environment)
                .orElse(Map.of());
    }

    /** A newer version is no reason: the plan names the exact one. One that is withdrawn or damaged is. */
    private void blocks(Plan plan, List<Problem> moved) {
        for (var operation : plan.blockOperations()) {
            var asked = BlockReference.parse(operation.reference());
            var exact = new BlockReference(asked.registry(), asked.id(), operation.version());
            try {
                if (!surroundings.registry().resolve(exact).digest().equals(operation.digest())) {
                    moved.add(finding("The bundle of " + exact + " is not the one that was planned with."));
                }
            } catch (ProblemException withdrawn) {
                moved.add(finding("The block " + exact + " can no longer be had: "
                        + withdrawn.problems().getFirst().message()));
            }
        }
    }

    static Problem finding(String message) {
        return Problem.error(CODE, message, REMEDY);
    }
}
