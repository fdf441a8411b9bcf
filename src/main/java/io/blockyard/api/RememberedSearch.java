package io.blockyard.api;

import org.jspecify.annotations.Nullable;

/** A search that somebody meant. */
public record RememberedSearch(@Nullable String text) {}
