package io.blockyard.search.evaluate;

import io.blockyard.access.Actor;
import io.blockyard.access.Right;
import io.blockyard.problem.ProblemException;
import io.blockyard.search.evaluate.Report.Detail;
import io.blockyard.task.TaskRun;
import io.blockyard.task.Tasks;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Measures this installation's catalog with a set of intents, in the background, and keeps the last results. */
public class QualityCheck {

    /** The kind of the tasks that measure. */
    public static final String TASK_KIND = "search-quality";

    private static final int MOST_INTENTS = 5_000;

    private final Tasks tasks;
    private final QualityTable table;

    public QualityCheck(Tasks tasks, QualityTable table) {
        this.tasks = tasks;
        this.table = table;
    }

    /**
     * What a measurement came to.
     *
     * @param id its task's
     * @param missed intents that were not answered as they should be, the first hundreds
     */
    public record Measured(UUID id, Instant at, Report report, List<Detail> missed) {}

    /** A measurement without what was missed in it. */
    public record Past(UUID id, Instant at, Report report) {}

    /**
     * Asks every intent of a set, one JSON object a line as in {@link EvaluationFiles}; some milliseconds each, in a
     * task that can be followed and cancelled.
     *
     * @throws ProblemException INVALID with the number of each line that cannot be read; nothing is queued then
     */
    public TaskRun start(Actor actor, List<String> lines) {
        actor.require(Right.ADMINISTER);
        int intents = EvaluationFiles.intents("", lines).size();
        if (intents > MOST_INTENTS) {
            throw ProblemException.of(
                    ProblemException.Kind.INVALID,
                    "evaluate.too-many",
                    "The set has " + intents + " intents; " + MOST_INTENTS + " are the most.",
                    "Use \u201cblockyard evaluate\u201d for larger sets.");
        }
        return tasks.submit(TASK_KIND, intents + " intents", TASK_KIND, String.join("\n", lines), actor.name());
    }

    /** The newest measurement that has ended well. */
    public Optional<Measured> newest(Actor actor) {
        actor.require(Right.ADMINISTER);
        return table.newest();
    }

    /** Those that have ended well and are kept, the newest first: how matching became better or worse. */
    public List<Past> history(Actor actor) {
        actor.require(Right.ADMINISTER);
        return table.all();
    }

    /** A task that measures, or that did. */
    public TaskRun task(Actor actor, UUID id) {
        actor.require(Right.ADMINISTER);
        return tasks.find(id)
                .filter(run -> run.kind().equals(TASK_KIND))
                .orElseThrow(() -> ProblemException.of(
                        ProblemException.Kind.NOT_FOUND,
                        "quality.not-found",
                        "There is no measurement " + id + ".",
                        "Start one with a set of intents."));
    }

    /** What a task measured; empty until it has ended well, and when many were made since. */
    public Optional<Measured> measured(Actor actor, UUID id) {
        task(actor, id);
        return table.find(id);
    }

    /** Asks a measurement to stop. */
    public void cancel(Actor actor, UUID id) {
        tasks.requestCancel(task(actor, id).id());
    }
}
