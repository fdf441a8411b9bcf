package io.blockyard.iac;

import io.blockyard.access.Actor;
import io.blockyard.access.Audit;
import io.blockyard.problem.Problem;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

/** Writes into the audit trail what came of an apply or a roll-back, beside who asked for it. */
record Outcomes(Audit audit) {

    /**
     * Joins the caller's transaction.
     *
     * @param person who asked for what ended
     */
    void record(String person, UUID plan, PlanState ended, List<Problem> problems) {
        var action = switch (ended) {
            case APPLIED -> "plan.applied";
            case PARTIALLY_APPLIED, APPLY_FAILED -> "plan.apply-stopped";
            case CANCELLED -> "plan.apply-cancelled";
            case STALE -> "plan.stale";
            case ROLLED_BACK -> "plan.rolled-back";
            case ROLLBACK_FAILED -> "plan.roll-back-stopped";
            case DRAFT,
                    PLANNING,
                    PLANNED,
                    NO_CHANGES,
                    PLAN_FAILED,
                    AWAITING_APPROVAL,
                    APPROVED,
                    REJECTED,
                    DISCARDED,
                    EXPIRED,
                    APPLY_QUEUED,
                    APPLYING,
                    RESUMING,
                    ROLLING_BACK ->
                throw new IllegalStateException(
                        "nothing has ended in " + ended.name().toLowerCase(Locale.ROOT));
        };
        var why = problems.isEmpty() ? "" : problems.getFirst().message();
        audit.record(new Actor(person, Set.of(), "task"), action, plan.toString(), why);
    }
}
