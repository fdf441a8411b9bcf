package io.blockyard.iac;

import io.blockyard.iac.Deployments.DeployedBlock;
import io.blockyard.iac.Journal.Status;
import io.blockyard.iac.Plan.Action;
import io.blockyard.iac.plan.RecordedState;
import java.util.List;
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
        var key = plan.target().projectKey();
        var operations = plan.operations();
        var before = deployments.state(stored.target(), key).orElse(RecordedState.EMPTY);
        var resources = new TreeMap<String, ObjectNode>();
        plan.changes().forEach(change -> {
            if (change.action() != Action.CREATE && change.before() instanceof ObjectNode known) {
                resources.put(change.address(), known);
            }
        });
        boolean any = false;
        for (var entry : journal.entries(stored.id())) {
            any |= entry.status() == Status.DONE || entry.status() == Status.UNDONE;
            if (entry.status() == Status.DONE) {
                var change = operations.get(entry.number() - 1);
                if (change.after() instanceof ObjectNode after) {
                    resources.put(change.address(), after);
                } else {
                    resources.remove(change.address());
                }
            }
        }
        if (!any) {
            return;
        }
        if (resources.isEmpty()) {
            deployments.forget(stored.target(), key);
            return;
        }
        boolean nothingLeft = journal.entries(stored.id()).stream().noneMatch(entry -> entry.status() == Status.DONE);
        var stands = nothingLeft
                ? plans.lastApplied(stored.target(), key, stored.id()).orElse(plan)
                : plan;
        var lineage = before.lineage().isEmpty() ? UUID.randomUUID().toString() : before.lineage();
        deployments.record(
                stored.target(),
                key,
                projectName(stands),
                new RecordedState(lineage, before.serial() + 1, resources),
                blocks(stands),
                stored.id(),
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
