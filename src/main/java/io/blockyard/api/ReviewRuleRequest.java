package io.blockyard.api;

import org.jspecify.annotations.Nullable;

/**
 * How plans of a target are reviewed; what is left out stays as it is.
 *
 * @param approvals how many different people approve
 * @param othersOnly whether the author may not be one of them
 * @param planHours how old a plan may become before it is approved
 * @param approvalHours how long an approval holds
 */
public record ReviewRuleRequest(
        @Nullable Integer approvals,
        @Nullable Boolean othersOnly,
        @Nullable Integer planHours,
        @Nullable Integer approvalHours) {}
