package io.blockyard.api;

import org.jspecify.annotations.Nullable;

/** Why others have to wait. */
public record LockRequest(@Nullable String reason) {}
