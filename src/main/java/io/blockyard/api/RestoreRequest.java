package io.blockyard.api;

import org.jspecify.annotations.Nullable;

/** @param revision of the article that comes back */
public record RestoreRequest(@Nullable Long revision) {}
