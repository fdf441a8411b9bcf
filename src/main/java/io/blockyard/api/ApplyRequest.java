package io.blockyard.api;

import org.jspecify.annotations.Nullable;

/**
 * An approved plan to be applied.
 *
 * @param digest of the plan that shall be applied, as it was approved
 * @param build whether a build of what the project makes is started at the end; absent for no
 */
public record ApplyRequest(
        @Nullable String digest, @Nullable Boolean build) {}
