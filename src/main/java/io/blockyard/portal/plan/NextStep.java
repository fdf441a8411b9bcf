package io.blockyard.portal.plan;

import static io.blockyard.portal.part.Words.t;

import io.blockyard.access.Right;
import io.blockyard.iac.Plan;
import io.blockyard.iac.PlanState;
import io.blockyard.iac.Plans.Approvals;
import io.blockyard.iac.Plans.StoredPlan;
import io.blockyard.iac.Policy.Severity;
import io.blockyard.portal.SignedIn;
import io.blockyard.portal.part.Words;
import java.util.Optional;

/** What happens next with a plan, and who can do it, in a sentence for the person who looks. */
final class NextStep {

    private NextStep() {}

    /** @param heldByOther whether somebody else holds the project */
    static String of(StoredPlan stored, Approvals approvals, boolean heldByOther, SignedIn signedIn) {
        var state = stored.state();
        if (state.mayBecome(PlanState.APPROVED)) {
            return signedIn.may(Right.APPROVE) ? toBeApproved(stored, approvals) : t("plan.next.wait-for-approver");
        }
        if (state == PlanState.APPROVED || state.isStopped()) {
            if (!signedIn.may(Right.COMPOSE)) {
                return t("plan.next.wait-for-composer");
            }
            if (heldByOther) {
                return t("plan.next.held");
            }
        }
        return Words.named("plan.next", state.name());
    }

    private static String toBeApproved(StoredPlan stored, Approvals approvals) {
        var refusal = approvals.refusal();
        if (refusal.isPresent()) {
            return refusal.get().code().equals("plan.own")
                    ? t("plan.next.own", stored.target())
                    : t("plan.next.approved-twice", approvals.needed() - approvals.given());
        }
        return Optional.ofNullable(stored.plan())
                .flatMap(plan -> policyInTheWay(stored, plan))
                .map(severity -> t("plan.next.policy-" + severity.wire()))
                .orElseGet(() -> t("plan.next.awaiting_approval"));
    }

    /** What kind of policy keeps the plan from being approved: one that nobody can override before one that somebody can. */
    static Optional<Severity> policyInTheWay(StoredPlan stored, Plan plan) {
        if (!plan.broken(Severity.HARD).isEmpty()) {
            return Optional.of(Severity.HARD);
        }
        return plan.broken(Severity.SOFT).stream().allMatch(result -> PolicyList.isOverridden(stored, result))
                ? Optional.empty()
                : Optional.of(Severity.SOFT);
    }
}
