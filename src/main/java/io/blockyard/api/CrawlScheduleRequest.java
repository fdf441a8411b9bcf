package io.blockyard.api;

import io.blockyard.discovery.CrawlOptions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When a source is crawled by itself.
 *
 * @param cron minute, hour, day, month and weekday in UTC, or a name such as {@code @daily}
 * @param projects keys; left out or empty for all that the source has then
 * @param preview as in {@link CrawlRequest}
 * @param defaultZone as in {@link CrawlRequest}
 */
public record CrawlScheduleRequest(
        @Nullable String cron,
        @Nullable List<String> projects,
        @Nullable Boolean preview,
        @Nullable Boolean defaultZone) {

    public CrawlOptions options() {
        return CrawlRequest.options(preview, defaultZone);
    }
}
