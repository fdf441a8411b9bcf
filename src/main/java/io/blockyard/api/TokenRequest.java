package io.blockyard.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A token to be made.
 *
 * @param person whose; oneself when left out
 * @param label what it is for
 * @param expiresAt never when left out
 */
public record TokenRequest(
        @Nullable String person,
        @Nullable String label,
        @Nullable Instant expiresAt) {}
