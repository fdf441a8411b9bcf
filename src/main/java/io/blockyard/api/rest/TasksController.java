package io.blockyard.api.rest;

import io.blockyard.access.Actor;
import io.blockyard.access.Right;
import io.blockyard.api.TaskEvents;
import io.blockyard.api.TaskView;
import io.blockyard.discovery.Crawls;
import io.blockyard.iac.ApplyTask;
import io.blockyard.iac.PlanDecisions;
import io.blockyard.iac.PlanTask;
import io.blockyard.problem.ProblemException;
import io.blockyard.search.evaluate.QualityCheck;
import io.blockyard.task.TaskRun;
import io.blockyard.task.Tasks;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Following and cancelling background work. */
@RestController
@RequestMapping("/api/v1/tasks/{id}")
@Tag(name = "Tasks", description = "Background work: crawls, plans and applies as they run")
class TasksController {

    private final Tasks tasks;
    private final Crawls crawls;
    private final PlanDecisions decisions;
    private final QualityCheck quality;

    TasksController(Tasks tasks, Crawls crawls, PlanDecisions decisions, QualityCheck quality) {
        this.quality = quality;
        this.tasks = tasks;
        this.crawls = crawls;
        this.decisions = decisions;
    }

    @GetMapping
    @Operation(summary = "A task as it stands")
    TaskView task(Actor actor, @PathVariable UUID id) {
        actor.require(Right.READ);
        return TaskView.of(find(id));
    }

    @GetMapping(path = "/events", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "The task's story after an event", description = "Ask again with after = last.")
    TaskEvents events(
            Actor actor,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "0") long after,
            @RequestParam(defaultValue = "500") @Min(1) @Max(1000) int limit) {
        actor.require(Right.READ);
        // The task is read before its events: a final task here means that no event is still to come.
        var task = find(id);
        var events = tasks.events(id, after, limit);
        return new TaskEvents(
                TaskView.of(task),
                events,
                events.isEmpty() ? after : events.getLast().sequence());
    }

    @GetMapping(path = "/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Operation(
            summary = "The task's story as server-sent events",
            description =
                    "Each event's id is its sequence, so a client that comes back with Last-Event-ID misses none. "
                            + "The last event is named “end” and holds the task.")
    SseEmitter follow(
            Actor actor,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "0") long after,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable Long last) {
        actor.require(Right.READ);
        find(id);
        return new TaskStream(tasks, id, last == null ? after : last).open();
    }

    @PostMapping("/cancel")
    @Operation(
            summary = "Ask the task to stop",
            description =
                    "A crawl or a measurement takes the right to administer, a plan or its apply the right to compose.")
    TaskView cancel(Actor actor, @PathVariable UUID id) {
        actor.require(Right.READ);
        var task = find(id);
        switch (task.kind()) {
            case Crawls.TASK_KIND -> crawls.cancel(actor, id);
            case PlanTask.KIND -> decisions.cancelPlanning(actor, task);
            case ApplyTask.KIND -> decisions.cancel(actor, UUID.fromString(task.subject()));
            case QualityCheck.TASK_KIND -> quality.cancel(actor, id);
            default ->
                throw ProblemException.of(
                        ProblemException.Kind.CONFLICT,
                        "task.not-cancellable",
                        "A task of the kind “" + task.kind() + "” cannot be cancelled.",
                        "Wait until it has ended.");
        }
        return TaskView.of(find(id));
    }

    private TaskRun find(UUID id) {
        return tasks.find(id)
                .orElseThrow(() -> ProblemException.of(
                        ProblemException.Kind.NOT_FOUND, "task.unknown", "There is no task “" + id + "”.", ""));
    }
}
