package io.blockyard.iac;

import java.util.EnumSet;
import java.util.Set;

/** Where a plan stands, and where it may go from there. */
public enum PlanState {
    DRAFT,
    PLANNING,
    PLANNED,
    NO_CHANGES,
    PLAN_FAILED,
    AWAITING_APPROVAL,
    APPROVED,
    REJECTED,
    DISCARDED,
    EXPIRED,
    STALE,
    APPLY_QUEUED,
    APPLYING,
    APPLIED,
    PARTIALLY_APPLIED,
    APPLY_FAILED,
    CANCELLED,
    RESUMING,
    ROLLING_BACK,
    ROLLED_BACK,
    ROLLBACK_FAILED;

    /** The states that may follow this one; none when it is final. */
    public Set<PlanState> next() {
        return switch (this) {
            case DRAFT -> EnumSet.of(PLANNING);
            case PLANNING -> EnumSet.of(PLANNED, NO_CHANGES, PLAN_FAILED);
            case PLANNED -> EnumSet.of(AWAITING_APPROVAL, STALE, EXPIRED, DISCARDED);
            case AWAITING_APPROVAL -> EnumSet.of(APPROVED, REJECTED, DISCARDED, EXPIRED, STALE);
            case APPROVED -> EnumSet.of(APPLY_QUEUED, STALE, EXPIRED, DISCARDED);
            case APPLY_QUEUED -> EnumSet.of(APPLYING, STALE, CANCELLED);
            case APPLYING -> EnumSet.of(APPLIED, PARTIALLY_APPLIED, APPLY_FAILED, CANCELLED);
            case PARTIALLY_APPLIED, APPLY_FAILED -> EnumSet.of(RESUMING, ROLLING_BACK, STALE);
            case RESUMING -> EnumSet.of(APPLIED, PARTIALLY_APPLIED, APPLY_FAILED, STALE);
            case ROLLING_BACK -> EnumSet.of(ROLLED_BACK, ROLLBACK_FAILED);
            case ROLLBACK_FAILED -> EnumSet.of(ROLLING_BACK, STALE);
            case NO_CHANGES, PLAN_FAILED, REJECTED, DISCARDED, EXPIRED, STALE, APPLIED, CANCELLED, ROLLED_BACK ->
                EnumSet.noneOf(PlanState.class);
        };
    }

    public boolean mayBecome(PlanState other) {
        return next().contains(other);
    }

    /** Whether an apply is queued or runs, so that it can be cancelled. */
    public boolean isUnderWay() {
        return this == APPLY_QUEUED || this == APPLYING || this == RESUMING;
    }

    /** Whether its apply has not begun, so that the plan is what counts, and what it was made from. */
    public boolean isOpen() {
        return this == PLANNED || this == AWAITING_APPROVAL || this == APPROVED || this == APPLY_QUEUED;
    }

    /** Whether its apply or roll-back stopped half-way, and a person says how it goes on. */
    public boolean isStopped() {
        return this == PARTIALLY_APPLIED || this == APPLY_FAILED || this == ROLLBACK_FAILED;
    }

    public boolean isFinal() {
        return next().isEmpty();
    }
}
