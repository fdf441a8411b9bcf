package io.blockyard.discovery;

import io.blockyard.access.Actor;
import io.blockyard.access.Audit;
import io.blockyard.access.Right;
import io.blockyard.block.BlockId;
import io.blockyard.catalog.Catalog;
import io.blockyard.dataiku.ProjectFolder;
import io.blockyard.dataiku.ProjectReader;
import io.blockyard.dataiku.ProjectReader.ProjectSummary;
import io.blockyard.dataiku.Sources;
import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import io.blockyard.task.TaskRun;
import io.blockyard.task.Tasks;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/** Crawls: reading projects into the catalog as background tasks. */
public class Crawls {

    /** The kind of a crawl's task, which has the crawl's id. */
    public static final String TASK_KIND = CrawlTask.KIND;

    private static final String PROJECT_NOT_FOUND = "dss.project-not-found";

    private final Tasks tasks;
    private final Sources sources;
    private final Catalog catalog;
    private final CrawlTable table;
    private final Audit audit;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Crawls(
            Tasks tasks,
            Sources sources,
            Catalog catalog,
            CrawlTable table,
            Audit audit,
            TransactionTemplate transaction,
            Clock clock) {
        this.tasks = tasks;
        this.sources = sources;
        this.catalog = catalog;
        this.table = table;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Queues a crawl as {@link #start(Actor, String, String, CrawlOptions)} with the usual options. */
    public Crawl start(Actor actor, String source, String projectKey) {
        return start(actor, source, projectKey, CrawlOptions.USUAL);
    }

    /**
     * Queues a crawl of one project of a named source. One that was crawled from there and has vanished since may be
     * asked for: its blocks are marked then.
     *
     * @throws ProblemException NOT_FOUND when there is no such source or project, with those that look alike; REMOTE
     *     or SETTINGS when the source does not answer or refuses us
     */
    public Crawl start(Actor actor, String source, String projectKey, CrawlOptions options) {
        actor.require(Right.ADMINISTER);
        require(actor, source, sources.open(source), projectKey);
        return queue(actor, new CrawlOrder.Read(source, null, projectKey, options));
    }

    /**
     * Queues a crawl of each of these projects of a named source.
     *
     * @param projectKeys empty for all that the source has, and those that it had when they were crawled, so that what
     *     became of them is noticed
     * @throws ProblemException as {@link #start}; then nothing is queued
     */
    public List<Crawl> startAll(Actor actor, String source, List<String> projectKeys, CrawlOptions options) {
        return startAll(actor, source, projectKeys, options, missing -> {
            throw missing;
        });
    }

    /** @param missing hears of each chosen project that there is not; the others are crawled unless it throws */
    List<Crawl> startAll(
            Actor actor,
            String source,
            List<String> projectKeys,
            CrawlOptions options,
            Consumer<ProblemException> missing) {
        actor.require(Right.ADMINISTER);
        var reader = sources.open(source);
        var keys = new LinkedHashSet<String>();
        for (var key : projectKeys) {
            try {
                require(actor, source, reader, key);
                keys.add(key);
            } catch (ProblemException refused) {
                if (!isMissing(refused)) {
                    throw refused;
                }
                missing.accept(refused);
            }
        }
        if (projectKeys.isEmpty()) {
            reader.projects().stream().map(ProjectSummary::key).forEach(keys::add);
            table.projectsOf(source).stream()
                    .filter(key ->
                            catalog.sourceBlocks(actor, key).values().stream().anyMatch(block -> !block.gone()))
                    .forEach(keys::add);
        }
        return keys.stream()
                .map(key -> queue(actor, new CrawlOrder.Read(source, null, key, options)))
                .toList();
    }

    /** There must be such a project, or have been when it was crawled: what became of it is found out by the crawl. */
    private void require(Actor actor, String source, ProjectReader reader, String projectKey) {
        try {
            reader.require(projectKey);
        } catch (ProblemException refused) {
            if (!isMissing(refused)
                    || !table.projectsOf(source).contains(projectKey)
                    || catalog.sourceBlocks(actor, projectKey).isEmpty()) {
                throw refused;
            }
        }
    }

    /** Whether it says that a project is not there. */
    static boolean isMissing(ProblemException problem) {
        return problem.problems().getFirst().code().equals(PROJECT_NOT_FOUND);
    }

    /** Queues a crawl of a folder with the usual options. */
    public Crawl startFolder(Actor actor, Path folder, String projectKey) {
        return startFolder(actor, folder, projectKey, CrawlOptions.USUAL);
    }

    /**
     * Queues a crawl of a folder in git layout on the server's own disk.
     *
     * @throws ProblemException NOT_FOUND or INVALID when the folder holds no project
     */
    public Crawl startFolder(Actor actor, Path folder, String projectKey, CrawlOptions options) {
        actor.require(Right.ADMINISTER);
        var absolute = folder.toAbsolutePath().normalize();
        ProjectFolder.at(absolute, projectKey);
        return queue(actor, new CrawlOrder.Read(absolute.toString(), absolute.toString(), projectKey, options));
    }

    /**
     * Queues the publishing of what a preview found.
     *
     * @param only ids of blocks; empty for all that still wait
     * @throws ProblemException NOT_FOUND when there is no such crawl; CONFLICT when it is no preview, has not ended well
     *     or has nothing that waits; INVALID for a block that does not wait there
     */
    public Crawl accept(Actor actor, UUID preview, List<String> only) {
        actor.require(Right.ADMINISTER);
        var found = find(actor, preview);
        var waiting = waiting(actor, preview);
        if (waiting.isEmpty()) {
            throw ProblemException.of(
                    ProblemException.Kind.CONFLICT,
                    "discovery.nothing-to-accept",
                    found.kind() != CrawlKind.PREVIEW
                            ? "The crawl " + preview + " was no preview."
                            : "Nothing waits in the preview " + preview + ".",
                    "Preview the project: what would change then waits to be accepted.");
        }
        for (var block : only) {
            if (!waiting.contains(block)) {
                throw ProblemException.of(
                        ProblemException.Kind.INVALID,
                        "discovery.not-waiting",
                        "The block \u201c" + block + "\u201d does not wait in this preview.",
                        "There wait " + String.join(", ", waiting) + ".");
            }
        }
        return queue(actor, new CrawlOrder.Accept(found.source(), found.projectKey(), preview, List.copyOf(only)));
    }

    /**
     * Queues the undoing of a crawl: what it published is withdrawn, articles are as before but for what people wrote
     * since, sources that it found gone or back are as they were.
     *
     * @throws ProblemException NOT_FOUND when there is no such crawl; CONFLICT when it changed nothing, or is undone
     */
    public Crawl undo(Actor actor, UUID crawl) {
        actor.require(Right.ADMINISTER);
        var found = find(actor, crawl);
        if (found.undoable() == 0) {
            throw ProblemException.of(
                    ProblemException.Kind.CONFLICT,
                    "discovery.nothing-to-undo",
                    "There is nothing to undo: the crawl " + crawl
                            + " changed nothing, has not ended well or is undone.",
                    "The list of crawls says what each of them changed.");
        }
        return queue(actor, new CrawlOrder.Undo(found.source(), found.projectKey(), crawl));
    }

    /** The blocks that wait in a preview for being accepted. @throws ProblemException NOT_FOUND */
    public List<String> waiting(Actor actor, UUID preview) {
        find(actor, preview);
        return table.waiting(preview).stream()
                .map(proposal -> proposal.outcome().blockId())
                .toList();
    }

    /** What waits to be accepted of a block, because its source has changed since it was published. */
    public Optional<SourceChange> sourceChange(Actor actor, BlockId block) {
        actor.require(Right.READ);
        return table.waitingFor(block.value());
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

    /** Where credentials were found is told to administrators alone. @throws ProblemException NOT_FOUND */
    public Crawl find(Actor actor, UUID id) {
        actor.require(Right.READ);
        return table.find(id)
                .flatMap(row -> tasks.find(id).map(row::with))
                .map(crawl -> crawl.toldTo(actor))
                .orElseThrow(() -> noCrawl(id));
    }

    /** Newest first, each as {@link #find} tells it. */
    public List<Crawl> recent(Actor actor, int limit) {
        actor.require(Right.READ);
        return table.recent(limit).stream()
                .flatMap(row -> tasks.find(row.id()).map(row::with).stream())
                .map(crawl -> crawl.toldTo(actor))
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
            audit.record(actor, audited(order.kind()), order.projectKey(), order.source());
            return queued;
        });
        return new Crawl(
                Objects.requireNonNull(task).id(),
                order.source(),
                order.projectKey(),
                order.kind(),
                order.of(),
                0,
                0,
                task,
                null);
    }

    private static String audited(CrawlKind kind) {
        return switch (kind) {
            case CRAWL -> "crawl.start";
            case PREVIEW -> "crawl.preview";
            case ACCEPTANCE -> "crawl.accept";
            case UNDO -> "crawl.undo";
        };
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
     * @param of the preview that was accepted or the crawl that was undone
     * @param waiting how many blocks of a preview nobody has accepted yet
     * @param undoable how many blocks it changed, 0 once it is undone
     * @param report null until it has ended well
     */
    public record Crawl(
            UUID id,
            String source,
            String projectKey,
            CrawlKind kind,
            @Nullable UUID of,
            int waiting,
            int undoable,
            TaskRun task,
            @Nullable Report report) {

        Crawl toldTo(Actor actor) {
            return report == null || actor.may(Right.ADMINISTER)
                    ? this
                    : new Crawl(id, source, projectKey, kind, of, waiting, undoable, task, report.withoutCredentials());
        }
    }

    /** What a crawl found and did, or in a preview would do. */
    public record Report(List<BlockOutcome> blocks, List<SkippedZone> skipped, List<Problem> problems) {

        private Report withoutCredentials() {
            return new Report(
                    blocks,
                    skipped,
                    problems.stream()
                            .filter(problem -> !Credentials.tells(problem))
                            .toList());
        }
    }

    /** A zone that is no block, and why. */
    public record SkippedZone(String zone, String reason) {}
}
