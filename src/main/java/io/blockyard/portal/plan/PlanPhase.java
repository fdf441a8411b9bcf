package io.blockyard.portal.plan;

import com.vaadin.flow.component.badge.Badge;
import io.blockyard.iac.PlanState;
import io.blockyard.portal.part.Parts;
import io.blockyard.portal.part.Words;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The states of a plan taken together as a reviewer thinks of them: what a filter offers, and the colour. */
enum PlanPhase {
    WAITING("wait"),
    APPROVED("good"),
    BUSY("busy"),
    APPLIED("good"),
    FAILED("bad"),
    CLOSED("type");

    private final String tone;

    PlanPhase(String tone) {
        this.tone = tone;
    }

    static PlanPhase of(PlanState state) {
        return switch (state) {
            case PLANNED, AWAITING_APPROVAL -> WAITING;
            case APPROVED -> APPROVED;
            case DRAFT, PLANNING, APPLY_QUEUED, APPLYING, RESUMING, ROLLING_BACK -> BUSY;
            case APPLIED -> APPLIED;
            case PLAN_FAILED, PARTIALLY_APPLIED, APPLY_FAILED, ROLLBACK_FAILED, STALE -> FAILED;
            case NO_CHANGES, REJECTED, DISCARDED, EXPIRED, CANCELLED, ROLLED_BACK -> CLOSED;
        };
    }

    static Optional<PlanPhase> chosen(List<String> names) {
        return Arrays.stream(values())
                .filter(phase -> names.contains(phase.wire()))
                .findFirst();
    }

    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Badge badge(PlanState state) {
        var badge = Parts.badge(Words.named("plan.state", state.name()), of(state).tone);
        badge.getElement().setAttribute("data-state", state.name());
        return Parts.named(badge, "plan-state");
    }
}
