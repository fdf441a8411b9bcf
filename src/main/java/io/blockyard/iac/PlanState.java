package io.blockyard.iac;

/** Where a plan stands. See {@code docs/formats.md} for the transitions. */
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
    ROLLBACK_FAILED
}
