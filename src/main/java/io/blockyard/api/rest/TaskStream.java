package io.blockyard.api.rest;

import io.blockyard.api.TaskView;
import io.blockyard.task.Tasks;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * One client that follows a task. What it gets comes from the stored story, so it is whole and in order wherever the
 * task runs; the room's call-back only says when to look.
 */
final class TaskStream {

    private static final Duration LONGEST = Duration.ofHours(1);
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);
    private static final int BATCH = 200;

    private final Tasks tasks;
    private final UUID id;
    private final SseEmitter emitter = new SseEmitter(LONGEST.toMillis());
    private final Semaphore news = new Semaphore(1);
    private long after;
    private volatile boolean open = true;

    TaskStream(Tasks tasks, UUID id, long after) {
        this.tasks = tasks;
        this.id = id;
        this.after = after;
    }

    SseEmitter open() {
        emitter.onCompletion(this::close);
        emitter.onTimeout(this::close);
        emitter.onError(failure -> close());
        Thread.ofVirtual().name("follow " + id).start(this::run);
        return emitter;
    }

    private void close() {
        open = false;
        news.release();
    }

    private void run() {
        try (var _ = tasks.follow(id, event -> news.release())) {
            while (open) {
                boolean woken = news.tryAcquire(HEARTBEAT.toMillis(), TimeUnit.MILLISECONDS);
                news.drainPermits();
                if (!woken) {
                    emitter.send(SseEmitter.event().comment("still here"));
                }
                var task = tasks.find(id).orElseThrow();
                sendNews();
                if (task.status().isFinal()) {
                    emitter.send(SseEmitter.event().name("end").data(TaskView.of(task), MediaType.APPLICATION_JSON));
                    emitter.complete();
                    return;
                }
            }
        } catch (IOException | IllegalStateException gone) {
            // The client went away; there is nobody to tell.
            emitter.completeWithError(gone);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            emitter.complete();
        }
    }

    private void sendNews() throws IOException {
        for (var events = tasks.events(id, after, BATCH); !events.isEmpty(); events = tasks.events(id, after, BATCH)) {
            for (var event : events) {
                emitter.send(SseEmitter.event()
                        .id(Long.toString(event.sequence()))
                        .name(event.type())
                        .data(event, MediaType.APPLICATION_JSON));
                after = event.sequence();
            }
        }
    }
}
