package io.blockyard.api;

import org.jspecify.annotations.Nullable;

/**
 * Why a version is offered no more.
 *
 * @param reason a sentence, which those read who still use it
 */
public record YankRequest(@Nullable String reason) {}
