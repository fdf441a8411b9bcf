package io.blockyard.api;

import org.jspecify.annotations.Nullable;

/**
 * What becomes of what a crawl of a source finds.
 *
 * @param policy {@code publish} or {@code draft}
 */
public record PublishingRequest(@Nullable String policy) {}
