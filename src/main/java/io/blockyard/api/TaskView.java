package io.blockyard.api;

import io.blockyard.problem.Problem;
import io.blockyard.task.TaskRun;
import io.blockyard.task.TaskStatus;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A background task as anybody may see it.
 *
 * @param subject what it is about, for people
 * @param done units of the stage that are done
 * @param total units of the stage, 0 when unknown
 */
public record TaskView(
        UUID id,
        String kind,
        String subject,
        String requestedBy,
        TaskStatus status,
        String stage,
        long done,
        long total,
        boolean cancelRequested,
        List<Problem> problems,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt) {

    public static TaskView of(TaskRun task) {
        return new TaskView(
                task.id(),
                task.kind(),
                task.subject(),
                task.requestedBy(),
                task.status(),
                task.stage(),
                task.done(),
                task.total(),
                task.cancelRequested(),
                task.problems(),
                task.createdAt(),
                task.startedAt(),
                task.finishedAt());
    }
}
