package io.blockyard.api;

import org.jspecify.annotations.Nullable;

/**
 * A rule that plans have to keep.
 *
 * @param target a source's name; left out for every target
 * @param severity {@code advisory}, {@code soft} or {@code hard}
 * @param expression CEL over {@code plan}, true when the plan keeps the rule
 * @param message what to tell people when it does not
 */
public record PolicyRequest(
        @Nullable String target,
        @Nullable String severity,
        @Nullable String expression,
        @Nullable String message) {}
