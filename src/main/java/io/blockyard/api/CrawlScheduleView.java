package io.blockyard.api;

import io.blockyard.discovery.CrawlSchedule;
import io.blockyard.discovery.ZoneChoice;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When a source is crawled by itself.
 *
 * @param next when it comes due; absent when it never does, or the times cannot be read any more
 */
public record CrawlScheduleView(
        String source,
        String cron,
        List<String> projects,
        boolean preview,
        boolean defaultZone,
        @Nullable Instant next) {

    public static CrawlScheduleView of(CrawlSchedule schedule) {
        return new CrawlScheduleView(
                schedule.source(),
                schedule.cron(),
                schedule.projects(),
                schedule.options().preview(),
                schedule.options().zones() == ZoneChoice.WITH_DEFAULT,
                schedule.next());
    }
}
