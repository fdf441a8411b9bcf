package io.blockyard.api;

import org.jspecify.annotations.Nullable;

/**
 * Lets a plan be approved although it breaks a soft policy.
 *
 * @param digest of the plan that the reviewer saw
 * @param reason why; it stays with the plan
 */
public record OverrideRequest(
        @Nullable String policy,
        @Nullable String digest,
        @Nullable String reason) {}
