package io.blockyard.portal.plan;

import com.vaadin.flow.component.badge.Badge;
import io.blockyard.iac.PlanState;
import io.blockyard.portal.part.Parts;
import io.blockyard.portal.part.Words;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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

    /** All states that one thinks of as this phase. */
    Set<PlanState> states() {
        return EnumSet.copyOf(Arrays.stream(PlanState.values())
                .filter(state -> of(state) == this)
                .toList());
    }

    /** How many plans are in it, of so many in each state. */
    long of(Map<PlanState, Long> counts) {
        return states().stream()
                .mapToLong(state -> counts.getOrDefault(state, 0L))
                .sum();
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
