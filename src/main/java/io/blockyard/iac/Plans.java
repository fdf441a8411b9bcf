package io.blockyard.iac;

import io.blockyard.access.Actor;
import io.blockyard.access.Audit;
import io.blockyard.access.Right;
import io.blockyard.iac.desired.TargetView;
import io.blockyard.iac.plan.PlanComparison;
import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import io.blockyard.problem.ProblemException.Kind;
import io.blockyard.task.Tasks;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
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
    private final Review review;
    private final ProjectLocks locks;

    /** @param requireTarget throws NOT_FOUND, saying which names there are, when there is no instance of this name */
    Plans(
            Surroundings surroundings,
            Tasks tasks,
            Audit audit,
            Consumer<String> requireTarget,
            ReviewRules rules,
            ProjectLocks locks) {
        this.tables = surroundings.plans();
        this.deployments = surroundings.deployments();
        this.surroundings = surroundings;
        this.transaction = surroundings.transaction();
        this.tasks = tasks;
        this.audit = audit;
        this.requireTarget = requireTarget;
        this.review = new Review(tables, rules, audit, surroundings.clock());
        this.locks = locks;
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
        return submit(actor, request, null);
    }

    private Submitted submit(Actor actor, PlanRequest request, @Nullable UUID replaces) {
        actor.require(Right.COMPOSE);
        var environment = surroundings.environments().forPlanning(request.environment());
        requireTarget.accept(request.target());
        Draft.of(request.files(), environment, surroundings.registry(), TargetView.UNKNOWN)
                .requireValid();
        var id = UUID.randomUUID();
        var task = Objects.requireNonNull(transaction.execute(status -> {
            tables.insert(id, request, replaces, actor.name());
            tables.move(id, PlanState.DRAFT, PlanState.PLANNING);
            var adopting =
                    request.adopt().isEmpty() ? "" : ", adopting " + String.join(", ", new TreeSet<>(request.adopt()));
            audit.record(actor, "plan.create", id.toString(), "for " + request.target() + adopting);
            return tasks.submit(PlanTask.KIND, id.toString(), "", PlanTask.payload(id), actor.name());
        }));
        return new Submitted(id, task.id());
    }

    /**
     * Makes the same plan anew, against everything as it is now; {@link #moved} then tells what is different.
     *
     * @throws ProblemException as {@link #create}; CONFLICT while the plan is being made or applied
     */
    public StoredPlan replan(Actor actor, UUID id) {
        return replan(actor, id, Set.of());
    }

    /** As {@link #replan(Actor, UUID)}, taking over what others made and is named here, besides what was named before. */
    public StoredPlan replan(Actor actor, UUID id, Set<String> adopt) {
        var submitted = resubmit(actor, id, adopt);
        tasks.await(submitted.task(), PATIENCE);
        return get(actor, submitted.plan());
    }

    /** What a plan failed for, since others made it, and what planning again may take over; empty for any other plan. */
    public Set<String> adoptable(Actor actor, UUID id) {
        actor.require(Right.READ);
        var found = new TreeSet<String>();
        for (var problem : find(id).problems()) {
            if (problem.code().equals(PlanTask.FOREIGN_RESOURCE)) {
                found.add(problem.path());
            } else if (problem.code().equals(PlanTask.FOREIGN_PROJECT)) {
                found.add("project." + tables.projectKey(id));
            }
        }
        return found;
    }

    Submitted resubmit(Actor actor, UUID id, Set<String> adopt) {
        actor.require(Right.COMPOSE);
        var old = find(id);
        if (ApplyTask.isUnderWay(old.state()) || old.state() == PlanState.PLANNING) {
            throw PlanTables.forbidden(old.state(), PlanState.PLANNED);
        }
        var all = new TreeSet<>(old.adopt());
        all.addAll(adopt);
        var submitted = submit(actor, new PlanRequest(old.files(), old.environment(), old.target(), all), id);
        if (old.state().mayBecome(PlanState.DISCARDED)) {
            discard(actor, id);
        }
        return submitted;
    }

    /** What this plan would do otherwise than the plan that it replaces; empty when it replaces none. */
    public List<Plan.Moved> moved(Actor actor, UUID id) {
        actor.require(Right.READ);
        var now = find(id);
        var old = now.replaces() == null ? null : find(now.replaces()).plan();
        return old == null || now.plan() == null ? List.of() : PlanComparison.of(old, now.plan());
    }

    /**
     * Looks whether anything that an open plan was made from has moved; the plan is then STALE.
     *
     * @return a finding for each input that moved; empty when the plan still holds
     * @throws ProblemException CONFLICT when the plan is not open, REMOTE when the target does not answer
     */
    public List<Problem> check(Actor actor, UUID id) {
        actor.require(Right.READ);
        var stored = find(id);
        var plan = stored.plan();
        if (plan == null || !stored.state().mayBecome(PlanState.STALE)) {
            throw PlanTables.forbidden(stored.state(), PlanState.STALE);
        }
        var moved = new Staleness(surroundings)
                .of(stored, plan, surroundings.targets().apply(stored.target()));
        if (!moved.isEmpty()) {
            transaction.executeWithoutResult(status -> {
                tables.problems(id, moved);
                tables.move(id, stored.state(), PlanState.STALE);
                audit.record(
                        actor, "plan.stale", id.toString(), moved.getFirst().message());
            });
        }
        return moved;
    }

    /** @throws ProblemException NOT_FOUND when there is no such plan */
    public StoredPlan get(Actor actor, UUID id) {
        actor.require(Right.READ);
        return find(id);
    }

    /** Newest first, without the plans' bodies' changes being read. */
    public List<PlanSummary> recent(Actor actor, int limit) {
        actor.require(Right.READ);
        tables.waiting().forEach(this::find);
        return tables.recent(limit);
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

    /** @param digest what the person saw; refused when the plan has another */
    public StoredPlan reject(Actor actor, UUID id, String digest, String comment) {
        return decide(actor, id, digest, stored -> review.reject(actor, stored, digest, comment));
    }

    private StoredPlan decide(Actor actor, UUID id, String digest, Consumer<StoredPlan> decision) {
        actor.require(Right.APPROVE);
        var open = find(id);
        transaction.executeWithoutResult(status -> {
            requireDigest(open, digest);
            decision.accept(find(id));
        });
        return find(id);
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
        transaction.executeWithoutResult(status -> review.comment(actor, find(id), comment));
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
        find(id);
        transaction.executeWithoutResult(status -> {
            var stored = find(id);
            var plan = requireDigest(stored, digest);
            review.requireApproved(stored, digest);
            locks.requireFree(actor, stored.target(), plan.target().projectKey());
            tables.move(id, PlanState.APPROVED, PlanState.APPLY_QUEUED, stored.state());
            tables.build(id, build);
            audit.record(actor, "plan.apply", id.toString(), "digest " + digest + (build ? ", with a build" : ""));
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
            locks.requireFree(actor, stored.target(), plan.target().projectKey());
            audit.record(actor, "plan.resume", id.toString(), "");
            submitApply(actor, stored, plan);
        });
        return find(id);
    }

    /**
     * Undoes an apply that did not finish: every operation that was started is taken back, the last one first. A
     * project that the plan created is deleted as a whole.
     *
     * @param projectKey the project's key once more, as the confirmation that this is meant
     * @throws ProblemException INVALID when the confirmation is another key; CONFLICT when the plan did not stop
     *     half-way, or when another plan was applied there since
     */
    public StoredPlan rollBack(Actor actor, UUID id, String projectKey) {
        actor.require(Right.COMPOSE);
        transaction.executeWithoutResult(status -> {
            var stored = find(id);
            tables.move(id, stored.state(), PlanState.ROLLING_BACK);
            var plan = Objects.requireNonNull(stored.plan(), "an applied plan has a body");
            var key = plan.target().projectKey();
            if (!projectKey.equals(key)) {
                throw ProblemException.of(
                        Kind.INVALID,
                        "plan.confirm",
                        "Rolling back is confirmed with the project\u2019s key, " + key + ".",
                        "Give that key if you mean to take back what the plan did there.");
            }
            if (deployments.overtaken(stored.target(), key, id)) {
                throw new ProblemException(Kind.CONFLICT, ApplyTask.OVERTAKEN);
            }
            locks.requireFree(actor, stored.target(), key);
            audit.record(actor, "plan.roll-back", id.toString(), "confirmed with " + key);
            submit(actor, stored, plan, RollBackTask.KIND);
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

    private StoredPlan find(UUID id) {
        var found = read(id);
        boolean expired = Boolean.TRUE.equals(transaction.execute(status -> review.expire(found)));
        return expired ? read(id) : found;
    }

    private StoredPlan read(UUID id) {
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
     * @param adopt addresses of what others made, which the plan may take over; never anything that is not named
     */
    public record PlanRequest(Map<String, String> files, String environment, String target, Set<String> adopt) {

        public PlanRequest {
            adopt = Set.copyOf(adopt);
        }

        /** Adopts nothing. */
        public PlanRequest(Map<String, String> files, String environment, String target) {
            this(files, environment, target, Set.of());
        }
    }

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
     * @param adopt addresses of what others made, which the plan may take over
     * @param plan null while it is being made, or when that failed
     * @param problems why planning or applying failed
     * @param decisions of reviewers, and comments, in order
     * @param operations the journal of the apply, in order; empty before it
     * @param followUps what followed the last operation, in order
     * @param build whether a build of what the project makes was asked for
     * @param replaces the plan that this one was made anew of; null for a first one
     */
    public record StoredPlan(
            UUID id,
            PlanState state,
            Map<String, String> files,
            String environment,
            String target,
            Set<String> adopt,
            @Nullable Plan plan,
            List<Problem> problems,
            List<Decision> decisions,
            @Nullable UUID applyTask,
            List<Operation> operations,
            List<FollowUp> followUps,
            boolean build,
            @Nullable UUID replaces,
            String createdBy,
            Instant createdAt) {}

    /**
     * What somebody said.
     *
     * @param decision {@code approve}, {@code reject}, {@code override} or {@code comment}
     * @param subject the name of the policy that was overridden; else empty
     */
    public record Decision(String person, String decision, String comment, String digest, String subject, Instant at) {}

    /**
     * Something that followed the last operation of an apply, and could not make it fail.
     *
     * @param step {@code schemas}, {@code snapshot} or {@code build}
     * @param status {@code running}, {@code done} or {@code failed}
     */
    public record FollowUp(String step, String status, String message) {}

    /** One operation of an apply; {@code status} is {@code pending}, {@code running}, {@code done} or {@code failed}. */
    public record Operation(int number, String address, String action, String status, String message) {}
}
