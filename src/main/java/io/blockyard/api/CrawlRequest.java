package io.blockyard.api;

import io.blockyard.discovery.CrawlOptions;
import io.blockyard.discovery.ZoneChoice;
import org.jspecify.annotations.Nullable;

/**
 * What to crawl: one project of a named source, or, for administrators, of a folder on the server's own disk.
 *
 * @param source a source's name; left out when {@code path} is given
 * @param path absolute path of a project in git layout on the server's disk; left out when {@code source} is given
 * @param project the project key
 * @param preview whether to say only what would change; that can be accepted afterwards
 * @param defaultZone whether the default zone becomes a block, too: in a project without zones, the whole flow
 */
public record CrawlRequest(
        @Nullable String source,
        @Nullable String path,
        @Nullable String project,
        @Nullable Boolean preview,
        @Nullable Boolean defaultZone) {

    public CrawlOptions options() {
        return options(preview, defaultZone);
    }

    static CrawlOptions options(@Nullable Boolean preview, @Nullable Boolean defaultZone) {
        return new CrawlOptions(Boolean.TRUE.equals(preview), ZoneChoice.withDefault(Boolean.TRUE.equals(defaultZone)));
    }
}
