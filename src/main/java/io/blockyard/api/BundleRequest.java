package io.blockyard.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * A bundle of a DSS project that is to be made.
 *
 * @param id such as {@code v1.2.0}
 */
public record BundleRequest(
        @Nullable String id,
        @JsonProperty("release_notes") @Nullable String releaseNotes) {}
