package io.blockyard.iac;

import io.blockyard.iac.Plans.FollowUp;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a plan stands: another one once anything about it has changed.
 *
 * @param decisions how many there are, comments included
 * @param heldSince when somebody began to hold its project; null when nobody does
 * @param followUps what followed the last operation, in order
 */
public record PlanStanding(
        PlanState state,
        Instant changedAt,
        int decisions,
        @Nullable Instant heldSince,
        List<FollowUp> followUps) {}
