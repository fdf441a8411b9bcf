package io.blockyard.iac;

import io.blockyard.iac.Plans.FollowUp;
import java.time.Instant;
import java.util.List;

/**
 * Where a plan stands: another one once anything about it has changed.
 *
 * @param decisions how many there are, comments included
 * @param followUps what followed the last operation, in order
 */
public record PlanStanding(PlanState state, Instant changedAt, int decisions, List<FollowUp> followUps) {}
