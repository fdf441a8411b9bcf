package io.blockyard.iac;

import io.blockyard.access.Actor;
import io.blockyard.problem.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Plans from their making to their end: stored, reviewed, approved, applied. */
public class Plans {

    /** Makes a plan and waits for it a while; the plan that comes back may still be PLANNING. */
    public StoredPlan create(Actor actor, PlanRequest request) {
        throw new UnsupportedOperationException();
    }

    public StoredPlan get(Actor actor, UUID id) {
        throw new UnsupportedOperationException();
    }

    /** Newest first, without the plans' bodies' changes being read. */
    public List<PlanSummary> recent(Actor actor, int limit) {
        throw new UnsupportedOperationException();
    }

    /** @param digest what the person saw; refused when the plan has another */
    public StoredPlan approve(Actor actor, UUID id, String digest, String comment) {
        throw new UnsupportedOperationException();
    }

    public StoredPlan reject(Actor actor, UUID id, String digest, String comment) {
        throw new UnsupportedOperationException();
    }

    public StoredPlan discard(Actor actor, UUID id) {
        throw new UnsupportedOperationException();
    }

    /** Queues the apply of an approved plan; follow {@link StoredPlan#applyTask()}. */
    public StoredPlan apply(Actor actor, UUID id, String digest) {
        throw new UnsupportedOperationException();
    }

    /** Goes on with an apply that stopped half-way. */
    public StoredPlan resume(Actor actor, UUID id) {
        throw new UnsupportedOperationException();
    }

    /**
     * @param files path → text; a single file is named {@code project.yml}
     * @param environment a named environment, {@code dev} by default
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
