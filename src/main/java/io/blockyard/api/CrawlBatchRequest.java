package io.blockyard.api;

import io.blockyard.discovery.CrawlOptions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Several projects of a source to crawl, each on its own.
 *
 * @param source a source's name
 * @param projects their keys; left out or empty for all that the source has
 * @param preview as in {@link CrawlRequest}
 * @param defaultZone as in {@link CrawlRequest}
 */
public record CrawlBatchRequest(
        @Nullable String source,
        @Nullable List<String> projects,
        @Nullable Boolean preview,
        @Nullable Boolean defaultZone) {

    public CrawlOptions options() {
        return CrawlRequest.options(preview, defaultZone);
    }
}
