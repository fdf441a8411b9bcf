package io.blockyard.discovery;

import io.blockyard.access.Actor;
import io.blockyard.access.Role;
import io.blockyard.task.TaskHandler;
import io.blockyard.task.TaskProgress;
import io.blockyard.task.TaskRun;
import java.util.Set;

/**
 * The task of every crawl. It may run again after a crash: the report is written with everything else, so one that is
 * there says that all is done.
 */
final class CrawlTask implements TaskHandler {

    static final String KIND = "crawl";

    private final CrawlTable table;
    private final ProjectCrawl crawl;
    private final PreviewAcceptance acceptance;
    private final CrawlUndo undo;

    CrawlTask(CrawlTable table, ProjectCrawl crawl, PreviewAcceptance acceptance, CrawlUndo undo) {
        this.table = table;
        this.crawl = crawl;
        this.acceptance = acceptance;
        this.undo = undo;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void run(TaskRun task, TaskProgress progress) {
        if (table.find(task.id()).filter(row -> row.report() != null).isPresent()) {
            return;
        }
        var actor = new Actor(task.requestedBy(), Set.of(Role.ADMIN), "task");
        switch (CrawlOrder.ofJson(task.payload())) {
            case CrawlOrder.Read read -> crawl.run(task.id(), actor, read, progress);
            case CrawlOrder.Accept accept -> acceptance.run(task.id(), actor, accept, progress);
            case CrawlOrder.Undo back -> undo.run(task.id(), actor, back, progress);
        }
    }
}
