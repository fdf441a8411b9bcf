package io.blockyard.discovery;

import io.blockyard.access.Actor;
import io.blockyard.problem.Problem;
import io.blockyard.task.TaskRun;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Crawls: reading projects into the catalog as background tasks. */
public class Crawls {

    /** Queues a crawl of one project of a named source. */
    public Crawl start(Actor actor, String source, String projectKey) {
        throw new UnsupportedOperationException();
    }

    /** Queues a crawl of a folder in git layout on the server's own disk. */
    public Crawl startFolder(Actor actor, Path folder, String projectKey) {
        throw new UnsupportedOperationException();
    }

    public Crawl find(Actor actor, UUID id) {
        throw new UnsupportedOperationException();
    }

    /** Newest first. */
    public List<Crawl> recent(Actor actor, int limit) {
        throw new UnsupportedOperationException();
    }

    /**
     * A crawl as it stands.
     *
     * @param id the same as the task's
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
