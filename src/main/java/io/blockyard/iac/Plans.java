package io.blockyard.iac;

import io.blockyard.access.Actor;
import io.blockyard.access.Audit;
import io.blockyard.access.Right;
import io.blockyard.iac.desired.TargetView;
import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import io.blockyard.problem.ProblemException.Kind;
import io.blockyard.task.Tasks;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/** Plans from their making to their end: stored, reviewed, approved, applied. */
public class Plans {

    /** How long {@link #create} waits for its plan before it answers that it is being made. */
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private final PlanTables tables;
    private final DeploymentTables deployments;
    private final Surroundings surroundings;
    private final TransactionTemplate transaction;
    private final Tasks tasks;
    private final Audit audit;
    private final Consumer<String> requireTarget;

    /** @param requireTarget throws NOT_FOUND, saying which names there are, when there is no instance of this name */
    Plans(Surroundings surroundings, Tasks tasks, Audit audit, Consumer<String> requireTarget) {
        this.tables = surroundings.plans();
        this.deployments = surroundings.deployments();
        this.surroundings = surroundings;
        this.transaction = surroundings.transaction();
        this.tasks = tasks;
        this.audit = audit;
        this.requireTarget = requireTarget;
    }

    /**
     * Makes a plan and waits for it a while; the plan that comes back may still be PLANNING. A configuration that is
     * right, but cannot be planned on this target, gives a plan that is PLAN_FAILED, with its problems.
     *
     * @throws ProblemException INVALID with all problems when the configuration is wrong, and NOT_FOUND when there is
     *     no such environment or target; nothing is stored then
     */
    public StoredPlan create(Actor actor, PlanRequest request) {
        var submitted = submit(actor, request);
        tasks.await(submitted.task(), PATIENCE);
        return get(actor, submitted.plan());
    }

    /** A plan that was asked for, and the task that makes it. */
    record Submitted(UUID plan, UUID task) {}

    Submitted submit(Actor actor, PlanRequest request) {
        actor.require(Right.COMPOSE);
        var environment = surroundings.environments().forPlanning(request.environment());
        requireTarget.accept(request.target());
        Draft.of(request.files(), environment, surroundings.registry(), TargetView.UNKNOWN)
                .requireValid();
        var id = UUID.randomUUID();
        var task = Objects.requireNonNull(transaction.execute(status -> {
            tables.insert(id, request, actor.name());
            tables.move(id, PlanState.DRAFT, PlanState.PLANNING);
            audit.record(actor, "plan.create", id.toString(), "for " + request.target());
            return tasks.submit(PlanTask.KIND, id.toString(), "", PlanTask.payload(id), actor.name());
        }));
        return new Submitted(id, task.id());
    }

    /** @throws ProblemException NOT_FOUND when there is no such plan */
    public StoredPlan get(Actor actor, UUID id) {
        actor.require(Right.READ);
        return find(id);
    }

    /** Newest first, without the plans' bodies' changes being read. */
    public List<PlanSummary> recent(Actor actor, int limit) {
        actor.require(Right.READ);
        return tables.recent(limit);
    }

    /** @param digest what the person saw; refused when the plan has another */
    public StoredPlan approve(Actor actor, UUID id, String digest, String comment) {
        return decide(actor, id, digest, comment, "approve", PlanState.APPROVED);
    }

    public StoredPlan reject(Actor actor, UUID id, String digest, String comment) {
        return decide(actor, id, digest, comment, "reject", PlanState.REJECTED);
    }

    private StoredPlan decide(Actor actor, UUID id, String digest, String comment, String decision, PlanState to) {
        actor.require(Right.APPROVE);
        transaction.executeWithoutResult(status -> {
            requireDigest(find(id), digest);
            tables.move(id, PlanState.AWAITING_APPROVAL, to, find(id).state());
            tables.decide(id, actor.name(), decision, comment, digest);
            audit.record(actor, "plan." + decision, id.toString(), "digest " + digest);
        });
        return find(id);
    }

    /** Puts a plan aside that nobody means to apply. */
    public StoredPlan discard(Actor actor, UUID id) {
        actor.require(Right.COMPOSE);
        transaction.executeWithoutResult(status -> {
            tables.move(id, find(id).state(), PlanState.DISCARDED);
            audit.record(actor, "plan.discard", id.toString(), "");
        });
        return find(id);
    }

    /** Queues the apply of an approved plan; follow {@link StoredPlan#applyTask()}. */
    public StoredPlan apply(Actor actor, UUID id, String digest) {
        actor.require(Right.COMPOSE);
        transaction.executeWithoutResult(status -> {
            var stored = find(id);
            var plan = requireDigest(stored, digest);
            requireApproval(stored, digest);
            tables.move(id, PlanState.APPROVED, PlanState.APPLY_QUEUED, stored.state());
            audit.record(actor, "plan.apply", id.toString(), "digest " + digest);
            submitApply(actor, stored, plan);
        });
        return find(id);
    }

    /**
     * Goes on with an apply that stopped half-way.
     *
     * @throws ProblemException CONFLICT when another plan was applied there since it started
     */
    public StoredPlan resume(Actor actor, UUID id) {
        actor.require(Right.COMPOSE);
        transaction.executeWithoutResult(status -> {
            var stored = find(id);
            tables.move(id, stored.state(), PlanState.RESUMING);
            var plan = Objects.requireNonNull(stored.plan(), "an applied plan has a body");
            if (deployments.overtaken(stored.target(), plan.target().projectKey(), id)) {
                throw new ProblemException(Kind.CONFLICT, ApplyTask.OVERTAKEN);
            }
            audit.record(actor, "plan.resume", id.toString(), "");
            submitApply(actor, stored, plan);
        });
        return find(id);
    }

    /** Asks a running apply to stop before its next operation. */
    public StoredPlan cancel(Actor actor, UUID id) {
        actor.require(Right.COMPOSE);
        var stored = find(id);
        if (stored.applyTask() != null && !stored.state().isFinal()) {
            audit.record(actor, "plan.cancel", id.toString(), "");
            tasks.requestCancel(stored.applyTask());
        }
        return find(id);
    }

    private void submitApply(Actor actor, StoredPlan stored, Plan plan) {
        var exclusive = "apply:" + stored.target() + "/" + plan.target().projectKey();
        var task = tasks.submit(
                ApplyTask.KIND, stored.id().toString(), exclusive, PlanTask.payload(stored.id()), actor.name());
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

    /** The state alone says that somebody approved; the decision says what. */
    private static void requireApproval(StoredPlan stored, String digest) {
        boolean approved = stored.decisions().stream()
                .anyMatch(decision -> decision.decision().equals("approve")
                        && decision.digest().equals(digest));
        if (stored.state() == PlanState.APPROVED && !approved) {
            throw ProblemException.of(
                    Kind.CONFLICT, "plan.not-approved", "Nobody approved this digest.", "Have the plan approved.");
        }
    }

    private StoredPlan find(UUID id) {
        return tables.find(id)
                .orElseThrow(() -> new ProblemException(
                        Kind.NOT_FOUND,
                        Problem.error(
                                "plan.unknown",
                                "There is no plan " + id + ".",
                                "The list of plans shows the ids that exist.")));
    }

    /**
     * @param files path → text; a single file is named {@code project.yml}
     * @param environment a named environment of {@link Environments}
     * @param target a source's name
     */
    public record PlanRequest(Map<String, String> files, String environment, String target) {}

    /** A plan in a list. */
    public record PlanSummary(
            UUID id,
            PlanState state,
            String projectKey,
            String target,
            Plan.Summary summary,
            String createdBy,
            Instant createdAt) {}

    /**
     * A plan with its story.
     *
     * @param plan null while it is being made, or when that failed
     * @param problems why planning or applying failed
     * @param operations the journal of the apply, in order; empty before it
     */
    public record StoredPlan(
            UUID id,
            PlanState state,
            Map<String, String> files,
            String environment,
            String target,
            @Nullable Plan plan,
            List<Problem> problems,
            List<Decision> decisions,
            @Nullable UUID applyTask,
            List<Operation> operations,
            String createdBy,
            Instant createdAt) {}

    /** What a reviewer said; {@code decision} is {@code approve} or {@code reject}. */
    public record Decision(String person, String decision, String comment, String digest, Instant at) {}

    /** One operation of an apply; {@code status} is {@code pending}, {@code running}, {@code done} or {@code failed}. */
    public record Operation(int number, String address, String action, String status, String message) {}
}
