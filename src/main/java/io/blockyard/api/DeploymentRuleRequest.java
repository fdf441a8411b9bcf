package io.blockyard.api;

import org.jspecify.annotations.Nullable;

/**
 * What follows an apply to a target; what is left out stays as it is.
 *
 * @param snapshot whether DSS makes a bundle of the project
 * @param driftCron when to look what was changed outside, in UTC, such as {@code 0 6 * * 1-5}; empty for never
 */
public record DeploymentRuleRequest(
        @Nullable Boolean snapshot, @Nullable String driftCron) {}
