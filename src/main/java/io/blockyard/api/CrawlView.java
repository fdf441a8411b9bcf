package io.blockyard.api;

import io.blockyard.discovery.CrawlKind;
import io.blockyard.discovery.Crawls;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A crawl as it stands.
 *
 * @param id the same as its task's
 * @param kind {@code crawl}, {@code preview}, {@code acceptance} or {@code undo}
 * @param of the preview that was accepted or the crawl that was undone; absent for others
 * @param waiting how many blocks of a preview wait to be accepted
 * @param undoable how many blocks it changed; 0 once it is undone
 * @param report absent until it has ended well
 */
public record CrawlView(
        UUID id,
        String source,
        String project,
        CrawlKind kind,
        @Nullable UUID of,
        int waiting,
        int undoable,
        TaskView task,
        Crawls.@Nullable Report report) {

    public static CrawlView of(Crawls.Crawl crawl) {
        return new CrawlView(
                crawl.id(),
                crawl.source(),
                crawl.projectKey(),
                crawl.kind(),
                crawl.of(),
                crawl.waiting(),
                crawl.undoable(),
                TaskView.of(crawl.task()),
                crawl.report());
    }
}
