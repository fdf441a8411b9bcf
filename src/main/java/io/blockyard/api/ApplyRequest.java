package io.blockyard.api;

import org.jspecify.annotations.Nullable;

/** @param digest of the plan that shall be applied, as it was approved */
public record ApplyRequest(@Nullable String digest) {}
