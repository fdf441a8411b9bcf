package io.blockyard.api;

import org.jspecify.annotations.Nullable;

/**
 * What to crawl: one project of a named source, or, for administrators, of a folder on the server's own disk.
 *
 * @param source a source's name; left out when {@code path} is given
 * @param path absolute path of a project in git layout on the server's disk; left out when {@code source} is given
 * @param project the project key
 * @param preview whether to say only what would change; refused, since it cannot be done yet
 */
public record CrawlRequest(
        @Nullable String source,
        @Nullable String path,
        @Nullable String project,
        @Nullable Boolean preview) {}
