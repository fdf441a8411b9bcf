package io.blockyard.discovery;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When a source is crawled without anybody asking, and how.
 *
 * @param cron minute, hour, day, month and weekday in UTC, or a name such as {@code @daily}
 * @param projects keys; empty for all that the source has then
 * @param next when it comes due; null when it never does, or the times cannot be read any more
 */
public record CrawlSchedule(
        String source,
        String cron,
        List<String> projects,
        CrawlOptions options,
        @Nullable Instant next) {

    public CrawlSchedule {
        projects = List.copyOf(projects);
    }
}
