package io.blockyard.api;

import org.jspecify.annotations.Nullable;

/**
 * Confirms that an unfinished apply is to be taken back.
 *
 * @param projectKey the key of the plan's project, once more
 */
public record RollBackRequest(@Nullable String projectKey) {}
