package io.blockyard.api;

import org.jspecify.annotations.Nullable;

/**
 * An organisation's own words of one language.
 *
 * @param lines a line each: term, tab, meanings between bars, the best first; empty for none
 */
public record OwnWordsView(@Nullable String lines) {}
