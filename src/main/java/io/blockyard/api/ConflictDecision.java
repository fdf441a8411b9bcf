package io.blockyard.api;

import org.jspecify.annotations.Nullable;

/**
 * What a person decides of a place that was changed here and elsewhere.
 *
 * @param place as the list of conflicts names it
 * @param number of the conflict, as the list names it; only needed where several wait at the place
 * @param text what stands there from now on; empty takes the place away
 * @param revision of the article that the person looked at
 */
public record ConflictDecision(
        @Nullable String place,
        @Nullable Long number,
        @Nullable String text,
        @Nullable Long revision) {}
