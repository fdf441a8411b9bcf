package io.blockyard.api;

import org.jspecify.annotations.Nullable;

/**
 * Why a block should not be used any more.
 *
 * @param message a sentence
 * @param replacedBy the id of the block to use instead; left out when there is none
 */
public record DeprecationRequest(
        @Nullable String message, @Nullable String replacedBy) {}
