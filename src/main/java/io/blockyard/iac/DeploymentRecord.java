package io.blockyard.iac;

import io.blockyard.iac.DeploymentTables.Deployed;
import io.blockyard.iac.Deployments.DeployedBlock;
import io.blockyard.iac.Journal.Status;
import io.blockyard.iac.Plan.Action;
import io.blockyard.iac.plan.RecordedState;
import io.blockyard.problem.Problem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/** What an apply has left on its target, as far as it got: the state that the next plan starts from. */
final class DeploymentRecord {

    private final PlanTables plans;
    private final DeploymentTables deployments;
    private final Journal journal;

    DeploymentRecord(Surroundings surroundings) {
        this.plans = surroundings.plans();
        this.deployments = surroundings.deployments();
        this.journal = surroundings.journal();
    }

    /** Keeps what is recorded now, which a plan that is about to begin changes. Joins the caller's transaction. */
    void begin(Plans.StoredPlan stored, Plan plan) {
        deployments
                .deployed(stored.target(), plan.target().projectKey())
                .ifPresent(before -> plans.deployedBefore(stored.id(), before));
    }

    /**
     * Writes down what the journal says is done, and leaves the rest as it was recorded before; nothing when nothing is.
     * Joins the caller's transaction.
     *
     * @param to what the plan becomes
     */
    void write(Plans.StoredPlan stored, Plan plan, PlanState to, String person) {
        var entries = journal.entries(stored.id());
        if (entries.stream().noneMatch(entry -> entry.status() == Status.DONE || entry.status() == Status.UNDONE)) {
            return;
        }
        record(stored, plan, to == PlanState.APPLIED ? whole(plan) : partly(stored, plan, entries), person);
    }

    /** Writes down again what was recorded before the plan began. Joins the caller's transaction. */
    void takenBack(Plans.StoredPlan stored, Plan plan, String person) {
        record(stored, plan, before(stored), person);
    }

    private Deployed before(Plans.StoredPlan stored) {
        return plans.deployedBefore(stored.id())
                .orElseGet(() -> new Deployed(RecordedState.EMPTY, "", List.of(), stored.id()));
    }

    private static Deployed whole(Plan plan) {
        var resources = new TreeMap<String, ObjectNode>();
        plan.changes().forEach(change -> {
            if (change.action() == Action.NO_OP && change.before() instanceof ObjectNode there) {
                resources.put(change.address(), there);
            } else if (change.after() instanceof ObjectNode made) {
                resources.put(change.address(), made);
            }
        });
        var blocks =
                plan.blockOperations().stream().map(DeploymentRecord::deployed).toList();
        return new Deployed(
                new RecordedState("", 0, resources), projectName(plan), blocks, UUID.fromString(plan.planId()));
    }

    private Deployed partly(Plans.StoredPlan stored, Plan plan, List<Journal.Entry> entries) {
        var before = before(stored);
        var resources = new TreeMap<>(before.state().resources());
        adopted(plan).forEach(change -> {
            if (change.before() instanceof ObjectNode there) {
                resources.put(change.address(), there);
            }
        });
        var open = new HashMap<String, Action>();
        for (var entry : entries) {
            var change = plan.operations().get(entry.number() - 1);
            if (entry.status() != Status.DONE) {
                open.put(change.address(), change.action());
            } else if (change.after() instanceof ObjectNode made) {
                resources.put(change.address(), made);
            } else {
                resources.remove(change.address());
            }
        }
        var name = open.containsKey("project." + plan.target().projectKey())
                        && !before.name().isEmpty()
                ? before.name()
                : projectName(plan);
        return new Deployed(
                new RecordedState("", 0, resources), name, blocks(plan, before.blocks(), open), stored.id());
    }

    /** What belonged to others, is as it should be, and counts as ours once the apply has begun. */
    private static List<Plan.ResourceChange> adopted(Plan plan) {
        var addresses = plan.problems().stream()
                .filter(problem -> problem.code().equals(Adoption.ADOPTED))
                .map(Problem::path)
                .toList();
        return plan.changes().stream()
                .filter(change -> change.action() == Action.NO_OP && addresses.contains(change.address()))
                .toList();
    }

    /**
     * An instance is what the plan makes of it once all of it is made, and gone once all that goes is gone.
     *
     * @param open what is not done, by address
     */
    private static List<DeployedBlock> blocks(Plan plan, List<DeployedBlock> before, Map<String, Action> open) {
        var known = new TreeMap<String, DeployedBlock>();
        if (open.containsValue(Action.DELETE)) {
            before.forEach(block -> known.put(block.instance(), block));
        }
        for (var operation : plan.blockOperations()) {
            var instance = operation.instance();
            known.remove(instance);
            if (operation.resources().stream().noneMatch(open::containsKey)) {
                known.put(instance, deployed(operation));
            } else {
                before.stream()
                        .filter(block -> block.instance().equals(instance))
                        .forEach(block -> known.put(instance, block));
            }
        }
        return List.copyOf(known.values());
    }

    private static DeployedBlock deployed(Plan.BlockOperation operation) {
        return new DeployedBlock(
                operation.instance(),
                operation.type(),
                operation.reference(),
                operation.version(),
                operation.zone(),
                operation.within());
    }

    private void record(Plans.StoredPlan stored, Plan plan, Deployed standing, String person) {
        var key = plan.target().projectKey();
        if (standing.state().resources().isEmpty()) {
            deployments.forget(stored.target(), key);
            return;
        }
        var last = deployments.standing(stored.target(), key);
        var lineage = last.lineage().isEmpty() ? UUID.randomUUID().toString() : last.lineage();
        var state =
                new RecordedState(lineage, last.serial() + 1, standing.state().resources());
        deployments.record(
                stored.target(), key, new Deployed(state, standing.name(), standing.blocks(), standing.plan()), person);
    }

    private static String projectName(Plan plan) {
        var key = plan.target().projectKey();
        return plan.changes().stream()
                .filter(change -> change.type().equals("project") && change.after() != null)
                .map(change ->
                        Objects.requireNonNull(change.after()).path("name").asString(key))
                .findFirst()
                .orElse(key);
    }
}
