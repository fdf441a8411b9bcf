package io.blockyard.api;

import org.jspecify.annotations.Nullable;

/**
 * What a person decides of a place that they and the source both changed.
 *
 * @param place as the list of conflicts names it
 * @param text what stands there from now on; empty takes the place away
 * @param revision of the article that the person looked at
 */
public record ConflictDecision(
        @Nullable String place,
        @Nullable String text,
        @Nullable Long revision) {}
