package io.blockyard.api;

import org.jspecify.annotations.Nullable;

/**
 * A new text of an article.
 *
 * @param markdown the whole page, front matter included
 * @param revision the revision that the writer began with
 * @param reason why, one line
 */
public record ArticleRequest(
        @Nullable String markdown,
        @Nullable Long revision,
        @Nullable String reason) {}
