package io.blockyard.iac;

import io.blockyard.iac.DeploymentTables.Deployed;
import io.blockyard.iac.Deployments.DeployedBlock;
import io.blockyard.iac.Journal.Status;
import io.blockyard.iac.Plan.Action;
import io.blockyard.iac.plan.RecordedState;
import io.blockyard.problem.Problem;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What an apply has left on its target, as far as it got: the state that the next plan starts from. */
final class DeploymentRecord {

    private final PlanTables plans;
    private final DeploymentTables deployments;
    private final Journal journal;
    private final Clock clock;

    DeploymentRecord(Surroundings surroundings) {
        this.plans = surroundings.plans();
        this.deployments = surroundings.deployments();
        this.journal = surroundings.journal();
        this.clock = surroundings.clock();
    }

    /** Keeps what is recorded now, which a plan that is about to begin changes. Joins the caller's transaction. */
    void begin(Plans.StoredPlan stored, Plan plan) {
        deployments
                .deployed(stored.target(), plan.target().projectKey())
                .ifPresent(before -> plans.deployedBefore(stored.id(), before));
    }

    /**
     * Writes down what the journal says is done, and leaves the rest as it was recorded before; nothing when nothing is,
     * or when another plan was recorded since this one's first operation. Joins the caller's transaction.
     *
     * @param to what the plan becomes
     */
    void write(Plans.StoredPlan stored, Plan plan, PlanState to, String person) {
        var entries = journal.entries(stored.id());
        boolean some =
                entries.stream().anyMatch(entry -> entry.status() == Status.DONE || entry.status() == Status.UNDONE);
        if (some && !deployments.overtaken(stored.target(), plan.target().projectKey(), stored.id())) {
            record(stored, plan, to == PlanState.APPLIED ? whole(plan, person) : partly(stored, plan, entries, person));
        }
    }

    /**
     * Writes down again what was recorded before the plan began, with who deployed that and when; nothing where the plan
     * has written nothing down. Joins the caller's transaction.
     */
    void takenBack(Plans.StoredPlan stored, Plan plan, String person) {
        boolean another = deployments
                .plan(stored.target(), plan.target().projectKey())
                .filter(recorded -> !recorded.equals(stored.id()))
                .isPresent();
        if (!another) {
            record(stored, plan, before(stored, plan, person));
        }
    }

    private Deployed before(Plans.StoredPlan stored, Plan plan, String person) {
        return plans.deployedBefore(stored.id(), person).orElseGet(() -> found(stored, plan, person));
    }

    /**
     * What the plan found when it was made, without what it was to adopt: nothing for one that began on nothing, and as
     * near as can be for one that an older version began, which kept no record.
     */
    private Deployed found(Plans.StoredPlan stored, Plan plan, String person) {
        var adopted = adopted(plan);
        var resources = new TreeMap<String, ObjectNode>();
        plan.changes().forEach(change -> {
            if (change.before() instanceof ObjectNode there && !adopted.contains(change.address())) {
                resources.put(change.address(), there);
            }
        });
        var last = resources.isEmpty()
                ? Optional.<Plan>empty()
                : deployments
                        .appliedBefore(stored.target(), plan.target().projectKey(), stored.id())
                        .flatMap(plans::find)
                        .map(Plans.StoredPlan::plan);
        return new Deployed(
                new RecordedState(plan.target().lineage(), 0, resources),
                projectName(plan, Plan.ResourceChange::before),
                last.map(DeploymentRecord::blocks).orElse(List.of()),
                last.map(applied -> UUID.fromString(applied.planId())).orElse(stored.id()),
                person,
                clock.instant());
    }

    private Deployed whole(Plan plan, String person) {
        var resources = new TreeMap<String, ObjectNode>();
        plan.changes().forEach(change -> {
            if (change.action() == Action.NO_OP && change.before() instanceof ObjectNode there) {
                resources.put(change.address(), there);
            } else if (change.after() instanceof ObjectNode made) {
                resources.put(change.address(), made);
            }
        });
        return new Deployed(
                new RecordedState("", 0, resources),
                projectName(plan, Plan.ResourceChange::after),
                blocks(plan),
                UUID.fromString(plan.planId()),
                person,
                clock.instant());
    }

    private Deployed partly(Plans.StoredPlan stored, Plan plan, List<Journal.Entry> entries, String person) {
        var before = goneOnFrom(stored, plan, person);
        var resources = new TreeMap<>(before.state().resources());
        var adopted = adopted(plan);
        plan.changes().forEach(change -> {
            // What is as it should be counts as ours once the apply has begun.
            if (change.action() == Action.NO_OP
                    && adopted.contains(change.address())
                    && change.before() instanceof ObjectNode there) {
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
                : projectName(plan, Plan.ResourceChange::after);
        return new Deployed(
                new RecordedState("", 0, resources),
                name,
                blocks(plan, before.blocks(), open),
                stored.id(),
                person,
                clock.instant());
    }

    /** What was recorded before, unless that is the history of the project on another instance. */
    private Deployed goneOnFrom(Plans.StoredPlan stored, Plan plan, String person) {
        var before = before(stored, plan, person);
        return before.state().lineage().equals(plan.target().lineage())
                ? before
                : new Deployed(RecordedState.EMPTY, "", List.of(), stored.id(), person, clock.instant());
    }

    /** The addresses of what belonged to others when the plan was made. */
    private static Set<String> adopted(Plan plan) {
        return plan.problems().stream()
                .filter(problem -> problem.code().equals(Adoption.ADOPTED))
                .map(Problem::path)
                .collect(Collectors.toSet());
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

    private static List<DeployedBlock> blocks(Plan plan) {
        return plan.blockOperations().stream().map(DeploymentRecord::deployed).toList();
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

    private void record(Plans.StoredPlan stored, Plan plan, Deployed standing) {
        var key = plan.target().projectKey();
        if (standing.state().resources().isEmpty()) {
            deployments.forget(stored.target(), key);
            return;
        }
        var last = deployments.standing(stored.target(), key);
        var state = new RecordedState(
                lineage(stored, plan, standing, last),
                last.serial() + 1,
                standing.state().resources());
        deployments.record(
                stored.target(),
                key,
                new Deployed(
                        state, standing.name(), standing.blocks(), standing.plan(), standing.person(), standing.at()));
    }

    /** A history goes on, unless the plan was made where the one that is recorded says nothing: on another instance. */
    private String lineage(Plans.StoredPlan stored, Plan plan, Deployed standing, RecordedState last) {
        var own = standing.state().lineage();
        boolean goesOn = last.lineage().equals(plan.target().lineage())
                || deployments
                        .plan(stored.target(), plan.target().projectKey())
                        .filter(stored.id()::equals)
                        .isPresent();
        var known = own.isEmpty() && goesOn ? last.lineage() : own;
        return known.isEmpty() ? UUID.randomUUID().toString() : known;
    }

    /** @param side the project before or after the plan; its key where that side has no name for it */
    private static String projectName(Plan plan, Function<Plan.ResourceChange, @Nullable JsonNode> side) {
        var key = plan.target().projectKey();
        return plan.changes().stream()
                .filter(change -> change.type().equals("project"))
                .flatMap(change -> Optional.ofNullable(side.apply(change)).stream())
                .map(project -> project.path("name").asString(key))
                .findFirst()
                .orElse(key);
    }
}
