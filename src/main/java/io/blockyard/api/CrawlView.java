package io.blockyard.api;

import io.blockyard.discovery.Crawls;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A crawl as it stands.
 *
 * @param id the same as its task's
 * @param report absent until it has ended well
 */
public record CrawlView(UUID id, String source, String project, TaskView task, Crawls.@Nullable Report report) {

    public static CrawlView of(Crawls.Crawl crawl) {
        return new CrawlView(crawl.id(), crawl.source(), crawl.projectKey(), TaskView.of(crawl.task()), crawl.report());
    }
}
