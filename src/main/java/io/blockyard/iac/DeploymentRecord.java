package io.blockyard.iac;

import io.blockyard.iac.Deployments.DeployedBlock;
import io.blockyard.iac.Journal.Status;
import io.blockyard.iac.Plan.Action;
import io.blockyard.iac.plan.RecordedState;
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

    /** Writes down what the journal says is done; nothing when nothing is. Joins the caller's transaction. */
    void write(Plans.StoredPlan stored, Plan plan, String person) {
        var entries = journal.entries(stored.id());
        if (entries.stream().anyMatch(entry -> entry.status() == Status.DONE || entry.status() == Status.UNDONE)) {
            record(stored, plan, new Standing(plan, stored.id(), resources(plan, entries)), person);
        }
    }

    /**
     * Writes down that everything was taken back: what stands is the plan before, and what this one was to adopt belongs
     * to others as it did. Joins the caller's transaction.
     */
    void takenBack(Plans.StoredPlan stored, Plan plan, String person) {
        var resources = resources(plan, journal.entries(stored.id()));
        plan.problems().stream()
                .filter(problem -> problem.code().equals(Adoption.ADOPTED))
                .forEach(problem -> resources.remove(problem.path()));
        var standing = plans.lastApplied(stored.target(), plan.target().projectKey(), stored.id())
                .map(before -> new Standing(before, UUID.fromString(before.planId()), resources))
                .orElseGet(() -> new Standing(plan, stored.id(), resources));
        record(stored, plan, standing, person);
    }

    /** What is deployed, and the plan that says so. */
    private record Standing(Plan plan, UUID id, Map<String, ObjectNode> resources) {}

    private static Map<String, ObjectNode> resources(Plan plan, List<Journal.Entry> entries) {
        var resources = new TreeMap<String, ObjectNode>();
        plan.changes().forEach(change -> {
            if (change.action() != Action.CREATE && change.before() instanceof ObjectNode known) {
                resources.put(change.address(), known);
            }
        });
        var operations = plan.operations();
        for (var entry : entries) {
            if (entry.status() == Status.DONE) {
                var change = operations.get(entry.number() - 1);
                if (change.after() instanceof ObjectNode after) {
                    resources.put(change.address(), after);
                } else {
                    resources.remove(change.address());
                }
            }
        }
        return resources;
    }

    private void record(Plans.StoredPlan stored, Plan plan, Standing standing, String person) {
        var key = plan.target().projectKey();
        if (standing.resources().isEmpty()) {
            deployments.forget(stored.target(), key);
            return;
        }
        var before = deployments.state(stored.target(), key).orElse(RecordedState.EMPTY);
        var lineage = before.lineage().isEmpty() ? UUID.randomUUID().toString() : before.lineage();
        deployments.record(
                stored.target(),
                key,
                projectName(standing.plan()),
                new RecordedState(lineage, before.serial() + 1, standing.resources()),
                blocks(standing.plan()),
                standing.id(),
                person);
    }

    private static List<DeployedBlock> blocks(Plan plan) {
        return plan.blockOperations().stream()
                .map(operation -> new DeployedBlock(
                        operation.instance(),
                        operation.type(),
                        operation.reference(),
                        operation.version(),
                        operation.zone(),
                        operation.within()))
                .toList();
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
