package io.blockyard.iac;

import io.blockyard.access.Actor;
import io.blockyard.access.Audit;
import io.blockyard.access.Right;
import io.blockyard.dataiku.DssClient;
import io.blockyard.iac.Plans.StoredPlan;
import io.blockyard.problem.ProblemException;
import io.blockyard.problem.ProblemException.Kind;
import io.blockyard.task.TaskRun;
import io.blockyard.task.Tasks;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.springframework.transaction.support.TransactionTemplate;

/** What people decide about plans: approved or not, applied, gone on with, taken back. Each step stands in the audit trail. */
public class PlanDecisions {

    private final StoredPlans plans;
    private final PlanTables tables;
    private final DeploymentTables deployments;
    private final TransactionTemplate transaction;
    private final Review review;
    private final Staleness staleness;
    private final Function<String, DssClient> targets;
    private final ProjectLocks locks;
    private final Tasks tasks;
    private final Audit audit;

    PlanDecisions(
            Surroundings surroundings, StoredPlans plans, Review review, ProjectLocks locks, Tasks tasks, Audit audit) {
        this.plans = plans;
        this.tables = surroundings.plans();
        this.deployments = surroundings.deployments();
        this.transaction = surroundings.transaction();
        this.review = review;
        this.staleness = new Staleness(surroundings);
        this.targets = surroundings.targets();
        this.locks = locks;
        this.tasks = tasks;
        this.audit = audit;
    }

    /**
     * Approves exactly what was seen. The plan is APPROVED once as many people have as the target's rule asks.
     *
     * @param digest what the person saw; refused when the plan has another
     * @throws ProblemException FORBIDDEN for one's own plan where the rule says so; CONFLICT for a second approval
     */
    public StoredPlan approve(Actor actor, UUID id, String digest, String comment) {
        return decide(actor, id, digest, stored -> review.approve(actor, stored, digest, comment));
    }

    /** What the review of a plan takes, and whether this person may give it. */
    public Plans.Approvals approvals(Actor actor, UUID id) {
        actor.require(Right.READ);
        return review.approvals(actor, plans.find(id));
    }

    /** @param digest what the person saw; refused when the plan has another */
    public StoredPlan reject(Actor actor, UUID id, String digest, String comment) {
        return decide(actor, id, digest, stored -> review.reject(actor, stored, digest, comment));
    }

    private StoredPlan decide(Actor actor, UUID id, String digest, Consumer<StoredPlan> decision) {
        actor.require(Right.APPROVE);
        var open = plans.find(id);
        transaction.executeWithoutResult(status -> {
            requireDigest(open, digest);
            tables.hold(id);
            decision.accept(plans.find(id));
        });
        return plans.find(id);
    }

    /**
     * Lets a plan be approved although it does not keep a soft policy.
     *
     * @param reason why; it stays with the plan
     * @throws ProblemException CONFLICT when the plan keeps the policy, or when the policy is not soft
     */
    public StoredPlan override(Actor actor, UUID id, String digest, String policy, String reason) {
        return decide(actor, id, digest, stored -> review.override(actor, stored, digest, policy, reason));
    }

    /** Says something about a plan that decides nothing. */
    public StoredPlan comment(Actor actor, UUID id, String comment) {
        actor.require(Right.READ);
        transaction.executeWithoutResult(status -> {
            tables.hold(id);
            review.comment(actor, plans.find(id), comment);
        });
        return plans.find(id);
    }

    /** As {@link #apply(Actor, UUID, String, boolean)}, without a build. */
    public StoredPlan apply(Actor actor, UUID id, String digest) {
        return apply(actor, id, digest, false);
    }

    /**
     * Queues the apply of an approved plan; follow {@link StoredPlan#applyTask()}.
     *
     * @param build whether a build of what the project makes is started at the end
     */
    public StoredPlan apply(Actor actor, UUID id, String digest, boolean build) {
        actor.require(Right.COMPOSE);
        plans.find(id);
        transaction.executeWithoutResult(status -> {
            var stored = plans.find(id);
            var plan = requireDigest(stored, digest);
            review.requireApproved(stored, digest);
            staleness.requireSameInstance(stored, targets.apply(stored.target()));
            locks.requireFree(actor.name(), stored.target(), plan.target().projectKey());
            tables.move(id, PlanState.APPROVED, PlanState.APPLY_QUEUED, stored.state());
            tables.problems(id, List.of());
            tables.build(id, build);
            audit.record(actor, "plan.apply", id.toString(), "digest " + digest + (build ? ", with a build" : ""));
            submitApply(actor, stored, plan);
        });
        return plans.find(id);
    }

    /**
     * Goes on with an apply that stopped half-way.
     *
     * @throws ProblemException CONFLICT while another plan is applied there or taken back, when one was applied since this
     *     one started, when its approvals have lapsed meanwhile, or when other policies hold than when it was made
     */
    public StoredPlan resume(Actor actor, UUID id) {
        actor.require(Right.COMPOSE);
        transaction.executeWithoutResult(status -> {
            var stored = plans.find(id);
            tables.move(id, stored.state(), PlanState.RESUMING);
            tables.problems(id, List.of());
            var plan = Objects.requireNonNull(stored.plan(), "an applied plan has a body");
            staleness.requireSameInstance(stored, targets.apply(stored.target()));
            if (deployments.overtaken(stored.target(), plan.target().projectKey(), id)) {
                throw new ProblemException(Kind.CONFLICT, TargetTask.OVERTAKEN);
            }
            review.requireStillApproved(stored, plan.digest());
            staleness.requireSamePolicies(stored);
            locks.requireOthersQuiet(stored.target(), plan.target().projectKey(), id);
            locks.requireFree(actor.name(), stored.target(), plan.target().projectKey());
            audit.record(actor, "plan.resume", id.toString(), "");
            submitApply(actor, stored, plan);
        });
        return plans.find(id);
    }

    /**
     * Undoes an apply that did not finish: every operation that was started is taken back, the last one first. A
     * project that the plan created is deleted as a whole.
     *
     * @param projectKey the project's key once more, as the confirmation that this is meant
     * @throws ProblemException INVALID when the confirmation is another key; CONFLICT when the plan did not stop
     *     half-way, or when another plan was applied there since, or is under way
     */
    public StoredPlan rollBack(Actor actor, UUID id, String projectKey) {
        actor.require(Right.COMPOSE);
        transaction.executeWithoutResult(status -> {
            var stored = plans.find(id);
            tables.move(id, stored.state(), PlanState.ROLLING_BACK);
            tables.problems(id, List.of());
            var plan = Objects.requireNonNull(stored.plan(), "an applied plan has a body");
            var key = plan.target().projectKey();
            if (!projectKey.equals(key)) {
                throw ProblemException.of(
                        Kind.INVALID,
                        "plan.confirm",
                        "Rolling back is confirmed with the project\u2019s key, " + key + ".",
                        "Give that key if you mean to take back what the plan did there.");
            }
            staleness.requireSameInstance(stored, targets.apply(stored.target()));
            if (deployments.overtaken(stored.target(), key, id)) {
                throw new ProblemException(Kind.CONFLICT, TargetTask.OVERTAKEN);
            }
            locks.requireOthersQuiet(stored.target(), key, id);
            locks.requireFree(actor.name(), stored.target(), key);
            audit.record(actor, "plan.roll-back", id.toString(), "confirmed with " + key);
            submit(actor, stored, plan, RollBackTask.KIND);
        });
        return plans.find(id);
    }

    /**
     * Asks an apply to stop before its next operation, or the making of a plan to stop.
     *
     * @throws ProblemException CONFLICT when neither is under way; a roll-back is not stopped half-way
     */
    public StoredPlan cancel(Actor actor, UUID id) {
        actor.require(Right.COMPOSE);
        var stored = plans.find(id);
        var task = stored.state() == PlanState.PLANNING
                ? stored.planTask()
                : stored.state().isUnderWay() ? stored.applyTask() : null;
        if (task == null) {
            throw PlanTables.forbidden(stored.state(), PlanState.CANCELLED);
        }
        audit.record(actor, "plan.cancel", id.toString(), "");
        tasks.requestCancel(task);
        return plans.find(id);
    }

    /**
     * Asks the making of a plan to stop.
     *
     * @param task the task that makes it
     * @throws ProblemException CONFLICT when it has ended
     */
    public void cancelPlanning(Actor actor, TaskRun task) {
        actor.require(Right.COMPOSE);
        if (task.status().isFinal()) {
            throw ProblemException.of(
                    Kind.CONFLICT,
                    "plan.made",
                    "The making of the plan has ended already.",
                    "Look at the plan; one that is not wanted is rejected.");
        }
        audit.record(actor, "plan.cancel", task.subject(), "");
        tasks.requestCancel(task.id());
    }

    private void submitApply(Actor actor, StoredPlan stored, Plan plan) {
        submit(actor, stored, plan, ApplyTask.KIND);
    }

    private void submit(Actor actor, StoredPlan stored, Plan plan, String kind) {
        var exclusive = "apply:" + stored.target() + "/" + plan.target().projectKey();
        var task = tasks.submit(kind, stored.id().toString(), exclusive, PlanTask.payload(stored.id()), actor.name());
        tables.applyTask(stored.id(), task.id());
    }

    private static Plan requireDigest(StoredPlan stored, String digest) {
        var plan = stored.plan();
        if (plan == null) {
            throw ProblemException.of(
                    Kind.CONFLICT,
                    "plan.no-body",
                    "There is nothing to decide: the plan is " + PlanTables.words(stored.state()) + ".",
                    "Wait until it is made, or look at its problems.");
        }
        if (!plan.digest().equals(digest)) {
            throw ProblemException.of(
                    Kind.CONFLICT,
                    "plan.digest",
                    "This is not the plan that you saw: its digest is " + plan.digest() + ", not " + digest + ".",
                    "Look at the plan again, and give the digest that it shows.");
        }
        return plan;
    }
}
