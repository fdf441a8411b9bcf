package io.blockyard.api;

import org.jspecify.annotations.Nullable;

/**
 * What a reviewer says of a plan.
 *
 * @param decision {@code approve} or {@code reject}
 * @param digest of the plan that the reviewer saw
 */
public record ApprovalRequest(
        @Nullable String decision,
        @Nullable String digest,
        @Nullable String comment) {}
