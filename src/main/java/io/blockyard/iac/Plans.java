package io.blockyard.iac;

import io.blockyard.access.Actor;
import io.blockyard.access.Audit;
import io.blockyard.access.Right;
import io.blockyard.iac.apply.TargetProject;
import io.blockyard.iac.desired.TargetView;
import io.blockyard.iac.plan.PlanComparison;
import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import io.blockyard.task.Tasks;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/** The making of plans, and what there is to see of them; {@link PlanDecisions} is what becomes of them. */
public class Plans {

    /** How long {@link #create} waits for its plan before it answers that it is being made. */
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private final PlanTables tables;
    private final Surroundings surroundings;
    private final TransactionTemplate transaction;
    private final Tasks tasks;
    private final Audit audit;
    private final Consumer<String> requireTarget;
    private final StoredPlans storedPlans;

    /** @param requireTarget throws NOT_FOUND, saying which names there are, when there is no instance of this name */
    Plans(
            Surroundings surroundings,
            StoredPlans storedPlans,
            Tasks tasks,
            Audit audit,
            Consumer<String> requireTarget) {
        this.tables = surroundings.plans();
        this.surroundings = surroundings;
        this.transaction = surroundings.transaction();
        this.tasks = tasks;
        this.audit = audit;
        this.requireTarget = requireTarget;
        this.storedPlans = storedPlans;
    }

    /**
     * Makes a plan and waits for it a while; the plan that comes back may still be PLANNING. A configuration that is
     * right, but cannot be planned on this target, gives a plan that is PLAN_FAILED, with its problems.
     *
     * @throws ProblemException INVALID with all problems when the configuration is wrong, and NOT_FOUND when there is
     *     no such environment or target; nothing is stored then
     */
    public StoredPlan create(Actor actor, PlanRequest request) {
        return create(actor, request, PATIENCE);
    }

    /** As {@link #create(Actor, PlanRequest)}, waiting no longer than this; {@link StoredPlan#planTask} is to be followed. */
    public StoredPlan create(Actor actor, PlanRequest request, Duration patience) {
        var submitted = submit(actor, request);
        tasks.await(submitted.task(), patience);
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
        requireValid(request, environment);
        var id = UUID.randomUUID();
        var task = Objects.requireNonNull(transaction.execute(status -> {
            tables.insert(id, request, replaces, actor.name());
            tables.move(id, PlanState.DRAFT, PlanState.PLANNING);
            var adopting =
                    request.adopt().isEmpty() ? "" : ", adopting " + String.join(", ", new TreeSet<>(request.adopt()));
            audit.record(actor, "plan.create", id.toString(), "for " + request.target() + adopting);
            var making = tasks.submit(PlanTask.KIND, id.toString(), "", PlanTask.payload(id), actor.name());
            tables.planTask(id, making.id());
            return making;
        }));
        return new Submitted(id, task.id());
    }

    /** What is wrong is told together with what the target lacks, as far as that answers soon. */
    private void requireValid(PlanRequest request, Map<String, String> environment) {
        var draft = Draft.of(request.files(), environment, surroundings.registry(), TargetView.UNKNOWN);
        if (!draft.isValid()) {
            Draft.of(request.files(), environment, surroundings.registry(), seen(request.target()))
                    .requireValid();
        }
    }

    private TargetView seen(String target) {
        try {
            return TargetProject.view(surroundings.targets().apply(target).brief());
        } catch (ProblemException away) {
            return TargetView.UNKNOWN;
        }
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
        return replan(actor, id, adopt, PATIENCE);
    }

    /** As {@link #replan(Actor, UUID, Set)}, waiting no longer than this. */
    public StoredPlan replan(Actor actor, UUID id, Set<String> adopt, Duration patience) {
        var submitted = resubmit(actor, id, adopt);
        tasks.await(submitted.task(), patience);
        return get(actor, submitted.plan());
    }

    /**
     * Makes the plan that the project was deployed by anew: it starts from what is there now, and so holds the way back
     * from whatever was changed outside.
     *
     * @throws ProblemException NOT_FOUND when nothing was deployed there; else as {@link #replan(Actor, UUID)}
     */
    public StoredPlan repair(Actor actor, String target, String projectKey) {
        actor.require(Right.COMPOSE);
        var deployedBy = surroundings
                .deployments()
                .plan(target, projectKey)
                .orElseThrow(() -> DriftCheck.unknown(target, projectKey));
        return replan(actor, deployedBy);
    }

    /** What a plan failed for, since others made it, and what planning again may take over; empty for any other plan. */
    public Set<String> adoptable(Actor actor, UUID id) {
        actor.require(Right.READ);
        var found = new TreeSet<String>();
        for (var problem : storedPlans.find(id).problems()) {
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
        var old = storedPlans.find(id);
        if (old.state().isUnderWay() || old.state() == PlanState.PLANNING) {
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

    /**
     * What this plan would do otherwise than the plan that it replaces; empty when it replaces none. What that one has done
     * and is as it left it has not moved.
     */
    public List<Plan.Moved> moved(Actor actor, UUID id) {
        actor.require(Right.READ);
        var now = storedPlans.find(id);
        if (now.replaces() == null || now.plan() == null) {
            return List.of();
        }
        var replaced = storedPlans.find(now.replaces());
        var old = replaced.plan();
        if (old == null) {
            return List.of();
        }
        var moved = PlanComparison.of(old, now.plan());
        return replaced.state() == PlanState.APPLIED
                ? moved.stream().filter(one -> one.now() != Plan.Action.NO_OP).toList()
                : moved;
    }

    /**
     * Looks whether anything that an open plan was made from has moved; the plan is then STALE.
     *
     * @return a finding for each input that moved; empty when the plan still holds
     * @throws ProblemException CONFLICT when the plan is not open, REMOTE when the target does not answer
     */
    public List<Problem> check(Actor actor, UUID id) {
        actor.require(Right.READ);
        var stored = storedPlans.find(id);
        var plan = stored.plan();
        if (plan == null || !stored.state().isOpen()) {
            throw PlanTables.forbidden(stored.state(), PlanState.STALE);
        }
        var client = surroundings.targets().apply(stored.target());
        var moved = new Staleness(surroundings).of(stored, plan, client);
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
        return storedPlans.find(id);
    }

    /**
     * How far a plan's apply or roll-back is, without the plan's body being read.
     *
     * @throws ProblemException NOT_FOUND when there is no such plan
     */
    public Progress progress(Actor actor, UUID id) {
        actor.require(Right.READ);
        return tables.progress(id).orElseThrow(() -> StoredPlans.unknown(id));
    }

    /**
     * What tells one standing of a plan from another, for whoever watches it, without the plan's body being read.
     *
     * @throws ProblemException NOT_FOUND when there is no such plan
     */
    public PlanStanding standing(Actor actor, UUID id) {
        actor.require(Right.READ);
        storedPlans.expireOverdue(id);
        return surroundings.lists().standing(id).orElseThrow(() -> StoredPlans.unknown(id));
    }

    /**
     * The newest plans of one target or project.
     *
     * @param target a source's name; empty for all
     * @param projectKey a project's key; empty for all
     */
    public List<PlanSummary> recent(Actor actor, String target, String projectKey, int limit) {
        return page(actor, new PlanQuery(target, projectKey, Set.of(), null, limit))
                .items();
    }

    /**
     * Plans, newest first, page by page.
     *
     * @throws ProblemException INVALID for a cursor that is none
     */
    public PlanPage page(Actor actor, PlanQuery query) {
        actor.require(Right.READ);
        storedPlans.expireOverdue();
        return surroundings.lists().page(query);
    }

    /** How many plans of one target or project stand where; empty texts mean all. A state of none is left out. */
    public Map<PlanState, Long> counts(Actor actor, String target, String projectKey) {
        actor.require(Right.READ);
        storedPlans.expireOverdue();
        return surroundings.lists().counts(target, projectKey);
    }

    /** Puts a plan aside that nobody means to apply. */
    public StoredPlan discard(Actor actor, UUID id) {
        actor.require(Right.COMPOSE);
        transaction.executeWithoutResult(status -> {
            tables.move(id, storedPlans.find(id).state(), PlanState.DISCARDED);
            audit.record(actor, "plan.discard", id.toString(), "");
        });
        return storedPlans.find(id);
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
     * @param planTask makes the plan; null for one of an older version
     * @param applyTask applies it or takes it back; null before that
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
            @Nullable UUID planTask,
            @Nullable UUID applyTask,
            List<Operation> operations,
            List<FollowUp> followUps,
            boolean build,
            @Nullable UUID replaces,
            String createdBy,
            Instant createdAt) {}

    /**
     * How far an apply or a roll-back is.
     *
     * @param operations the journal, in order; empty before it
     * @param followUps what followed the last operation, in order
     */
    public record Progress(PlanState state, List<Operation> operations, List<FollowUp> followUps) {}

    /**
     * How far the review of a plan is.
     *
     * @param given how many approvals count
     * @param needed how many the target's rule asks for
     * @param refusal why the person who asks cannot give one: it is their own plan, or they have; empty when they can
     */
    public record Approvals(int given, int needed, Optional<Problem> refusal) {}

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
     * @param job the job of DSS that builds; empty for the other steps, and until it is started
     */
    public record FollowUp(String step, String status, String message, String job) {

        /** Whether DSS is at it, so that one can ask how it ends. */
        public boolean underWay() {
            return status.equals(FollowUps.RUNNING) && !job.isEmpty();
        }
    }

    /** One operation of an apply; {@code status} is {@code pending}, {@code running}, {@code done} or {@code failed}. */
    public record Operation(int number, String address, String action, String status, String message) {}
}
