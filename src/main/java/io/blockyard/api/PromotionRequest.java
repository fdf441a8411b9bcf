package io.blockyard.api;

import org.jspecify.annotations.Nullable;

/**
 * Which draft to publish.
 *
 * @param digest of the draft as it was seen, SHA-256 in hexadecimal, all of it or at least its first 12 digits; a draft
 *     that a crawl has replaced since is refused
 * @param version {@code X.Y.Z}, not below the draft's; left out for the draft's own
 */
public record PromotionRequest(
        @Nullable String digest, @Nullable String version) {}
