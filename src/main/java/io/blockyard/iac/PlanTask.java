package io.blockyard.iac;

import io.blockyard.dataiku.ProjectSnapshot;
import io.blockyard.iac.Deployments.DeployedBlock;
import io.blockyard.iac.Plan.Action;
import io.blockyard.iac.apply.Observed;
import io.blockyard.iac.apply.TargetProject;
import io.blockyard.iac.config.Configuration;
import io.blockyard.iac.config.ConfigurationReader;
import io.blockyard.iac.config.Findings;
import io.blockyard.iac.plan.PlanDigest;
import io.blockyard.iac.plan.Planning;
import io.blockyard.iac.plan.RecordedState;
import io.blockyard.iac.plan.Surprises;
import io.blockyard.iac.policy.PlanFacts;
import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import io.blockyard.problem.ProblemException.Kind;
import io.blockyard.task.TaskHandler;
import io.blockyard.task.TaskProgress;
import io.blockyard.task.TaskRun;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Makes a plan in the background: reads the configuration, the blocks and the target, and stores what would change. */
public final class PlanTask implements TaskHandler {

    public static final String KIND = "plan";

    static final String FOREIGN_PROJECT = "plan.foreign-project";
    static final String FOREIGN_RESOURCE = "plan.foreign-resource";

    private static final Problem CANCELLED = Problem.warning(
            "plan.cancelled", "The plan was cancelled before it was made.", "Ask for it again if you still want it.");

    private final PlanTables plans;
    private final DeploymentTables deployments;
    private final Surroundings surroundings;

    PlanTask(Surroundings surroundings) {
        this.plans = surroundings.plans();
        this.deployments = surroundings.deployments();
        this.surroundings = surroundings;
    }

    static String payload(UUID plan) {
        return JsonMapper.shared().writeValueAsString(plan.toString());
    }

    static UUID planOf(TaskRun task) {
        return UUID.fromString(JsonMapper.shared().readValue(task.payload(), String.class));
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void run(TaskRun task, TaskProgress progress) {
        var id = planOf(task);
        var stored = plans.find(id).orElse(null);
        if (stored == null || stored.state() != PlanState.PLANNING) {
            return;
        }
        try {
            plan(stored, progress);
        } catch (ProblemException e) {
            fail(id, e.problems());
            throw e;
        } catch (TaskProgress.TaskSuspended e) {
            throw e;
        } catch (TaskProgress.TaskCancelled e) {
            fail(id, List.of(CANCELLED));
            throw e;
        } catch (RuntimeException e) {
            fail(
                    id,
                    List.of(Problem.error(
                            "plan.unexpected",
                            "Planning failed unexpectedly: " + e.getClass().getSimpleName() + ".",
                            "The log of the server says more.")));
            throw e;
        }
    }

    @Override
    public void cancelledWhileQueued(TaskRun task) {
        var id = planOf(task);
        if (plans.find(id).map(Plans.StoredPlan::state).orElse(PlanState.DISCARDED) == PlanState.PLANNING) {
            fail(id, List.of(CANCELLED));
        }
    }

    private void plan(Plans.StoredPlan stored, TaskProgress progress) {
        progress.stage("Reading the configuration", 0);
        var environment = surroundings.environments().forPlanning(stored.environment());
        var read = ConfigurationReader.read(stored.files(), environment, new Findings());
        read.ifPresent(configuration -> requireSameTarget(configuration, stored.target()));
        progress.checkCancelled();
        progress.stage("Reading the target", 0);
        var client = surroundings.targets().apply(stored.target());
        var draft = Draft.of(stored.files(), environment, surroundings.registry(), TargetProject.view(client));
        draft.projectKey().ifPresent(known -> plans.projectKey(stored.id(), known));
        var configuration = usable(draft);
        var key = configuration.project().key().value();
        var there = TargetProject.read(client, key);
        var problems = new ArrayList<>(draft.problems());
        var elsewhere = DeployedInstance.other(surroundings, stored.target(), key, client);
        elsewhere.ifPresent(other -> problems.add(knownElsewhere(stored, key, other)));
        var known = elsewhere.isPresent() ? RecordedState.EMPTY : recorded(stored, key, there, problems);
        var snapshot = there.exists() ? client.read(key) : null;
        var check = drift(stored, known, snapshot, key);
        problems.addAll(told(check.drift()));
        progress.checkCancelled();
        progress.stage("Comparing", 0);
        var desired = draft.desired().orElseThrow();
        var secrets = surroundings.environments().secretsOf(stored.environment());
        var adoption = Adoption.of(check.now(), desired, there, stored.adopt(), snapshot, secrets);
        problems.addAll(adoption.warnings());
        var recorded =
                snapshot == null ? adoption.known() : Observed.placed(adoption.known(), desired, snapshot, secrets);
        var planning = new Planning(desired, recorded);
        var changes = planning.changes();
        refuseForeign(changes, there, stored.target());
        refuseImpossible(changes);
        problems.addAll(Surprises.of(changes));
        var operations = planning.blockOperations(changes);
        var deployed = elsewhere.isPresent() ? List.<DeployedBlock>of() : deployments.blocks(stored.target(), key);
        problems.addAll(Upgrades.told(deployed, operations, surroundings.registry()));
        var target = new Plan.Target(stored.target(), key, recorded.lineage());
        var summary = Planning.summary(changes);
        var inputs = new PlanDigest.Inputs(
                PlanDigest.PLANNER_VERSION,
                stored.files(),
                configuration.environment(),
                draft.blockDigests(),
                target,
                snapshot(there, recorded),
                surroundings.policies().digest(stored.target()),
                client.identity());
        var facts = PlanFacts.of(
                stored.environment(),
                stored.createdBy(),
                target,
                changes,
                operations,
                draft.resolution().byInstance(),
                summary,
                problems);
        var plan = new Plan(
                "1.0",
                stored.id().toString(),
                PlanDigest.of(inputs, changes, operations),
                surroundings.clock().instant().truncatedTo(ChronoUnit.SECONDS).toString(),
                stored.createdBy(),
                target,
                changes,
                operations,
                List.copyOf(problems),
                surroundings.policies().evaluate(stored.target(), facts),
                check.drift(),
                summary);
        progress.checkCancelled();
        surroundings.transaction().executeWithoutResult(status -> {
            plans.planned(stored.id(), plan, inputs);
            if (PlanText.hasChanges(plan)) {
                plans.move(stored.id(), PlanState.PLANNING, PlanState.PLANNED);
                plans.move(stored.id(), PlanState.PLANNED, PlanState.AWAITING_APPROVAL);
            } else {
                plans.move(stored.id(), PlanState.PLANNING, PlanState.NO_CHANGES);
            }
        });
        progress.say(PlanText.summary(plan));
    }

    /** What the plan's view of the target comes down to: it is stale as soon as this differs. */
    static String snapshot(TargetProject there, RecordedState recorded) {
        return PlanDigest.sha256(PlanDigest.canonical(
                List.of(there.fingerprint(), recorded.lineage(), Long.toString(recorded.serial()))));
    }

    private static Configuration usable(Draft draft) {
        var configuration = draft.configuration();
        if (configuration.isPresent() && draft.desired().isPresent()) {
            return configuration.get();
        }
        draft.requireValid();
        throw new ProblemException(Kind.UNPLANNABLE, draft.problems());
    }

    private static void requireSameTarget(Configuration configuration, String asked) {
        var written = configuration.target().instance();
        if (!written.isEmpty() && !written.equals(asked)) {
            throw new ProblemException(
                    Kind.INVALID,
                    Problem.error(
                                    "plan.other-target",
                                    "The configuration is for the instance \u201c" + written
                                            + "\u201d, but the plan was asked for \u201c" + asked + "\u201d.",
                                    "Change target.instance, or ask for that instance.")
                            .at("target.instance"));
        }
    }

    /**
     * The warning that the record of the project on another instance goes.
     *
     * @throws ProblemException CONFLICT unless the project is adopted by name
     */
    private static Problem knownElsewhere(Plans.StoredPlan stored, String key, Problem other) {
        if (!stored.adopt().contains("project." + key)) {
            throw new ProblemException(Kind.CONFLICT, other);
        }
        return Problem.warning(
                        "plan.other-instance",
                        other.message(),
                        "From this apply on Blockyard knows the project here, and no longer the one there, which stays as"
                                + " it is.")
                .at(other.path());
    }

    /** What we once made there, as far as it is still there: what went meanwhile is to be made again. */
    private RecordedState recorded(Plans.StoredPlan stored, String key, TargetProject there, List<Problem> problems) {
        var target = stored.target();
        var recorded = deployments.state(target, key);
        var history = deployments.standing(target, key);
        if (!there.exists()) {
            if (recorded.isPresent()) {
                problems.add(Problem.warning(
                        "plan.gone",
                        "The project " + key + " was deployed before, but is gone from \u201c" + target + "\u201d.",
                        "It will be made anew."));
            }
            return new RecordedState(history.lineage(), history.serial(), Map.of());
        }
        if (recorded.isEmpty() && stored.adopt().contains("project." + key)) {
            return history;
        }
        return recorded.orElseThrow(() -> new ProblemException(
                Kind.CONFLICT,
                Problem.error(
                                FOREIGN_PROJECT,
                                "There is a project " + key + " on \u201c" + target
                                        + "\u201d that was not deployed from here.",
                                "Choose another project key, or adopt project." + key
                                        + " by name; what others made is never touched unasked.")
                        .at("project.key")));
    }

    /** The recorded state as the target shows it now; what was changed outside is told, and the plan starts from it. */
    private DriftCheck drift(
            Plans.StoredPlan stored, RecordedState recorded, @Nullable ProjectSnapshot snapshot, String key) {
        if (snapshot == null || recorded.resources().isEmpty()) {
            return new DriftCheck(recorded, List.of());
        }
        var environment = deployments
                .plan(stored.target(), key)
                .flatMap(plans::find)
                .map(Plans.StoredPlan::environment)
                .orElse(stored.environment());
        return DriftCheck.of(recorded, snapshot, surroundings.environments().secretsOf(environment));
    }

    private static List<Problem> told(List<Plan.Drift> drift) {
        return drift.stream()
                .map(one -> Problem.warning(
                        one.gone() ? "plan.gone" : "plan.drift",
                        "\u201c" + one.address() + "\u201d was deployed before, but "
                                + (one.gone()
                                        ? "is gone from the target."
                                        : "was changed outside: "
                                                + String.join(
                                                        ", ",
                                                        one.changes().stream()
                                                                .map(Plan.AttributeChange::path)
                                                                .toList())
                                                + "."),
                        one.gone()
                                ? "It will be made again if the configuration still has it."
                                : "The plan brings it to what the configuration says."))
                .toList();
    }

    private static void refuseForeign(List<Plan.ResourceChange> changes, TargetProject there, String target) {
        var clashes = changes.stream()
                .filter(change -> change.action() == Action.CREATE && there.has(change.address()))
                .map(change -> Problem.error(
                                FOREIGN_RESOURCE,
                                "\u201c" + change.address() + "\u201d exists on \u201c" + target
                                        + "\u201d and was not made from here.",
                                "Choose another name, or adopt it by this one; what others made is never touched unasked.")
                        .at(change.address()))
                .toList();
        if (!clashes.isEmpty()) {
            throw new ProblemException(Kind.CONFLICT, clashes);
        }
    }

    private static void refuseImpossible(List<Plan.ResourceChange> changes) {
        var refused = Planning.impossible(changes);
        if (!refused.isEmpty()) {
            throw new ProblemException(Kind.UNPLANNABLE, refused);
        }
    }

    private void fail(UUID id, List<Problem> problems) {
        surroundings.transaction().executeWithoutResult(status -> {
            plans.problems(id, problems);
            plans.move(id, PlanState.PLANNING, PlanState.PLAN_FAILED);
        });
    }
}
