package io.blockyard.task;

import io.blockyard.problem.Problem;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One background task as it stands now.
 *
 * @param kind which {@link TaskHandler} runs it, such as {@code crawl}
 * @param subject what it is about, for people: a project key, a plan id
 * @param payload the handler's own JSON text
 * @param stage what it is doing, for people; empty before it starts
 * @param total how many units the stage has, 0 when unknown
 */
public record TaskRun(
        UUID id,
        String kind,
        String subject,
        String payload,
        String requestedBy,
        TaskStatus status,
        String stage,
        long done,
        long total,
        boolean cancelRequested,
        List<Problem> problems,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt) {}
