package io.blockyard.api;

import org.jspecify.annotations.Nullable;

/**
 * What was changed outside is to count as deployed.
 *
 * @param digest of what was seen, as the drift told it; refused when something else is there by now
 */
public record DriftAdoption(@Nullable String digest) {}
