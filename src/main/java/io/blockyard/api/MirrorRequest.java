package io.blockyard.api;

import org.jspecify.annotations.Nullable;

/**
 * A place that the registry is copied to.
 *
 * @param kind {@code folder}, {@code git}, {@code dss} or {@code local}
 * @param folder on the server's disk: the folder, or a bare repository; may be left out for git
 * @param source a source's name: the repository to push to, or the instance
 * @param project the project's key on the instance
 */
public record MirrorRequest(
        @Nullable String name,
        @Nullable String kind,
        @Nullable String folder,
        @Nullable String source,
        @Nullable String project) {}
