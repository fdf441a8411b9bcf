package io.blockyard.iac;

import java.util.Set;
import java.util.UUID;

/** What a person decides, and where a plan has to stand for it. */
enum Decision {
    APPROVE(Set.of(PlanState.AWAITING_APPROVAL)),
    REJECT(Set.of(PlanState.AWAITING_APPROVAL)),
    DISCARD(Set.of(PlanState.AWAITING_APPROVAL, PlanState.APPROVED)),
    APPLY(Set.of(PlanState.APPROVED)),
    RESUME(Set.of(PlanState.PARTIALLY_APPLIED, PlanState.APPLY_FAILED)),
    ROLL_BACK(Set.of(PlanState.PARTIALLY_APPLIED, PlanState.APPLY_FAILED, PlanState.ROLLBACK_FAILED)),
    CANCEL(Set.of(PlanState.PLANNING, PlanState.APPLY_QUEUED, PlanState.APPLYING, PlanState.RESUMING)),
    CHECK(Set.of(PlanState.AWAITING_APPROVAL, PlanState.APPROVED, PlanState.APPLY_QUEUED));

    private final Set<PlanState> possibleIn;

    Decision(Set<PlanState> possibleIn) {
        this.possibleIn = possibleIn;
    }

    Set<PlanState> possibleIn() {
        return possibleIn;
    }

    void take(PlansOnSandbox on, UUID id) {
        var plan = on.plans.get(PlansOnSandbox.VIEWER, id).plan();
        var digest = plan == null ? "" : plan.digest();
        switch (this) {
            case APPROVE -> on.decisions.approve(PlansOnSandbox.APPROVER, id, digest, "");
            case REJECT -> on.decisions.reject(PlansOnSandbox.APPROVER, id, digest, "");
            case DISCARD -> on.plans.discard(PlansOnSandbox.COMPOSER, id);
            case APPLY -> on.decisions.apply(PlansOnSandbox.COMPOSER, id, digest);
            case RESUME -> on.decisions.resume(PlansOnSandbox.COMPOSER, id);
            case ROLL_BACK -> on.decisions.rollBack(PlansOnSandbox.COMPOSER, id, SharedProject.KEY);
            case CANCEL -> on.decisions.cancel(PlansOnSandbox.COMPOSER, id);
            case CHECK -> on.plans.check(PlansOnSandbox.VIEWER, id);
        }
    }
}
