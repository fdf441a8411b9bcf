package io.blockyard.api;

import org.jspecify.annotations.Nullable;

/** Something to be said about a plan. */
public record CommentRequest(@Nullable String comment) {}
