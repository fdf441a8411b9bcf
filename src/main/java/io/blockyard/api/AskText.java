package io.blockyard.api;

import org.jspecify.annotations.Nullable;

/**
 * What somebody would say who needs a block.
 *
 * @param text one sentence, English or French
 */
public record AskText(@Nullable String text) {}
