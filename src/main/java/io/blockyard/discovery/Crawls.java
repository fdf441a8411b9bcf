package io.blockyard.discovery;

import io.blockyard.access.Actor;
import io.blockyard.access.Audit;
import io.blockyard.access.Right;
import io.blockyard.dataiku.ProjectFolder;
import io.blockyard.dataiku.Sources;
import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import io.blockyard.task.TaskRun;
import io.blockyard.task.Tasks;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/** Crawls: reading projects into the catalog as background tasks. */
public class Crawls {

    /** The kind of a crawl's task, which has the crawl's id. */
    public static final String TASK_KIND = CrawlTask.KIND;

    private final Tasks tasks;
    private final Sources sources;
    private final CrawlTable table;
    private final Audit audit;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Crawls(Tasks tasks, Sources sources, CrawlTable table, Audit audit, TransactionTemplate transaction, Clock clock) {
        this.tasks = tasks;
        this.sources = sources;
        this.table = table;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Queues a crawl of one project of a named source.
     *
     * @throws ProblemException NOT_FOUND when there is no such source or project, with those that look alike; REMOTE
     *     or SETTINGS when the source does not answer or refuses us
     */
    public Crawl start(Actor actor, String source, String projectKey) {
        actor.require(Right.ADMINISTER);
        sources.open(source).require(projectKey);
        return queue(actor, new CrawlOrder(source, null, projectKey));
    }

    /**
     * Queues a crawl of a folder in git layout on the server's own disk.
     *
     * @throws ProblemException NOT_FOUND or INVALID when the folder holds no project
     */
    public Crawl startFolder(Actor actor, Path folder, String projectKey) {
        actor.require(Right.ADMINISTER);
        var absolute = folder.toAbsolutePath().normalize();
        ProjectFolder.at(absolute, projectKey);
        return queue(actor, new CrawlOrder(absolute.toString(), absolute.toString(), projectKey));
    }

    /**
     * A look at a project of a named source: what a crawl would make of its zones. Nothing is kept.
     *
     * @throws ProblemException as {@link #start}
     */
    public Inspection inspect(Actor actor, String source, String projectKey) {
        actor.require(Right.ADMINISTER);
        return Inspection.of(sources.open(source).read(projectKey));
    }

    public Crawl find(Actor actor, UUID id) {
        actor.require(Right.READ);
        return table.find(id).flatMap(row -> tasks.find(id).map(row::with)).orElseThrow(() -> noCrawl(id));
    }

    /** Newest first. */
    public List<Crawl> recent(Actor actor, int limit) {
        actor.require(Right.READ);
        return table.recent(limit).stream()
                .flatMap(row -> tasks.find(row.id()).map(row::with).stream())
                .toList();
    }

    /** Asks a crawl to stop; what it would have published is then not published. */
    public void cancel(Actor actor, UUID id) {
        actor.require(Right.ADMINISTER);
        var crawl = find(actor, id);
        audit.record(actor, "crawl.cancel", crawl.projectKey(), id.toString());
        tasks.requestCancel(id);
    }

    private Crawl queue(Actor actor, CrawlOrder order) {
        var task = transaction.execute(status -> {
            // One project at a time, wherever it is read from: the same key is the same project.
            var queued = tasks.submit(
                    CrawlTask.KIND, order.projectKey(), "crawl:" + order.projectKey(), order.toJson(), actor.name());
            table.insert(queued.id(), order, clock.instant());
            audit.record(actor, "crawl.start", order.projectKey(), order.source());
            return queued;
        });
        return new Crawl(Objects.requireNonNull(task).id(), order.source(), order.projectKey(), task, null);
    }

    private static ProblemException noCrawl(UUID id) {
        return ProblemException.of(
                ProblemException.Kind.NOT_FOUND,
                "discovery.crawl-not-found",
                "There is no crawl " + id + ".",
                "Look at the list of crawls.");
    }

    /**
     * A crawl as it stands.
     *
     * @param id the same as the task's
     * @param source a source's name, or a folder
     * @param report null until it has ended well
     */
    public record Crawl(
            UUID id,
            String source,
            String projectKey,
            TaskRun task,
            @Nullable Report report) {}

    /** What a crawl found and did. */
    public record Report(List<BlockOutcome> blocks, List<SkippedZone> skipped, List<Problem> problems) {}

    /** What became of one block: {@code outcome} is {@code new}, {@code changed} or {@code unchanged}. */
    public record BlockOutcome(String blockId, String version, String zone, String outcome) {}

    /** A zone that is no block, and why. */
    public record SkippedZone(String zone, String reason) {}
}
