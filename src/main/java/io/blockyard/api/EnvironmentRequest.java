package io.blockyard.api;

import org.jspecify.annotations.Nullable;

/**
 * A new named environment.
 *
 * @param description what it is for; may be left out
 */
public record EnvironmentRequest(
        @Nullable String name, @Nullable String description) {}
