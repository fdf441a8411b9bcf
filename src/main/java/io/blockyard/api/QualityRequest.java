package io.blockyard.api;

import org.jspecify.annotations.Nullable;

/**
 * A set of needs to measure with.
 *
 * @param set one JSON object a line: {@code intent}, {@code expect}, and {@code kind}, {@code lang}, {@code style} and
 *     {@code set} as far as known
 */
public record QualityRequest(@Nullable String set) {}
