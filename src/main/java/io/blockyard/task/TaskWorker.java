package io.blockyard.task;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.CompletionHandler.OnCompleteRemove;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs background tasks on this node, several at a time, from {@link #start} to {@link #close}. Closing lets
 * running tasks leave at their next word or within ten seconds; they are put back, not failed.
 */
public final class TaskWorker implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TaskWorker.class);
    private static final int AT_ONCE = 4;
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final Duration HEARTBEAT = Duration.ofSeconds(5);
    private static final int MISSED_HEARTBEATS = 4;
    private static final Duration LONGEST_STOP = Duration.ofSeconds(10);
    private static final Duration TRY_AGAIN = Duration.ofMillis(500);
    /** How long one can follow what a task did, step by step, after it is over. */
    static final Duration EVENTS_KEPT = Duration.ofDays(30);

    /** Whether other nodes may run tasks of the same database. */
    public enum Cluster {
        /** This is the only node: what another process held when we start belongs to one that died. */
        ALONE,
        /** There may be others: a task is free again once its node has been silent for about 20 seconds. */
        SHARED
    }

    private final Tasks tasks;
    private final DataSource dataSource;
    private final Map<String, TaskHandler> handlers;
    private final Cluster cluster;
    private volatile boolean stopping;
    private @Nullable Scheduler scheduler;
    private @Nullable Runnable wake;

    public TaskWorker(Tasks tasks, DataSource dataSource, List<? extends TaskHandler> handlers, Cluster cluster) {
        this.tasks = tasks;
        this.dataSource = dataSource;
        this.handlers = handlers.stream().collect(Collectors.toUnmodifiableMap(TaskHandler::kind, Function.identity()));
        this.cluster = cluster;
    }

    public synchronized void start() {
        if (scheduler != null) {
            return;
        }
        stopping = false;
        if (cluster == Cluster.ALONE && tasks.store().freeAllExecutions() > 0) {
            LOG.info("Picking up tasks that a previous run of the server left in the middle");
        }
        var started = Scheduler.create(dataSource, execution())
                .threads(AT_ONCE)
                // Tasks compute for long without a pause; a virtual thread that does keeps others from their
                // connections.
                .executorService(Executors.newThreadPerTaskExecutor(
                        Thread.ofPlatform().daemon().name("task-", 0).factory()))
                .pollingInterval(LOOK_EVERY)
                .heartbeatInterval(HEARTBEAT)
                .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                .shutdownMaxWait(LONGEST_STOP)
                .failureLogging(LogLevel.WARN, true)
                .enableImmediateExecution()
                .jdbcCustomization(Tasks.customization(dataSource))
                .startTasks(forgetting())
                .build();
        started.start();
        scheduler = started;
        wake = started::triggerCheckForDueExecutions;
        tasks.addWorker(wake);
    }

    public synchronized boolean isRunning() {
        return scheduler != null;
    }

    @Override
    public synchronized void close() {
        if (scheduler == null || wake == null) {
            return;
        }
        stopping = true;
        tasks.removeWorker(wake);
        scheduler.stop();
        scheduler = null;
    }

    private CustomTask<Void> execution() {
        return com.github.kagkarlsson.scheduler.task.helper.Tasks.custom(Tasks.SCHEDULED_NAME, Void.class)
                .onFailure(new FailureHandler.OnFailureRetryLater<>(HEARTBEAT))
                .execute((instance, context) -> run(UUID.fromString(instance.getId())));
    }

    /** Once a day, on one of the nodes. */
    private RecurringTask<Void> forgetting() {
        return com.github.kagkarlsson.scheduler.task.helper.Tasks.recurring(
                        "task-events-forgotten", FixedDelay.of(Duration.ofDays(1)))
                .execute((instance, context) ->
                        tasks.store().forgetEvents(Instant.now().minus(EVENTS_KEPT)));
    }

    private CompletionHandler<Void> run(UUID id) {
        if (stopping) {
            return tryAgain();
        }
        if (tasks.store().find(id).filter(run -> !run.status().isFinal()).isEmpty()) {
            return leave(id);
        }
        if (!tasks.store().claim(id)) {
            return tryAgain();
        }
        if (!tasks.store().begin(id)) {
            return leave(id);
        }
        tasks.feed().signal();
        return work(tasks.store().find(id).orElseThrow());
    }

    /** Lets go of a task that is over; if somebody cancelled it while it waited, its handler still has to hear it. */
    private CompletionHandler<Void> leave(UUID id) {
        tasks.store()
                .find(id)
                .filter(run -> run.status() == TaskStatus.CANCELLED)
                .ifPresent(run -> {
                    var handler = handlers.get(run.kind());
                    if (handler != null) {
                        handler.cancelledWhileQueued(run);
                    }
                });
        return new OnCompleteRemove<>();
    }

    private CompletionHandler<Void> work(TaskRun run) {
        var progress = new RunningTask(run.id(), tasks.store(), tasks.feed(), () -> stopping);
        try {
            handlerOf(run).run(run, progress);
            progress.flush();
            return finish(run, TaskStatus.SUCCEEDED, progress.problems());
        } catch (TaskProgress.TaskSuspended suspended) {
            return putBack(run);
        } catch (TaskProgress.TaskCancelled cancelled) {
            return finish(run, TaskStatus.CANCELLED, progress.problems());
        } catch (ProblemException problem) {
            return stopping ? putBack(run) : fail(run, progress, problem.problems());
        } catch (RuntimeException | Error unexpected) {
            if (stopping) {
                return putBack(run);
            }
            LOG.error("Task {} ({} {}) failed unexpectedly", run.id(), run.kind(), run.subject(), unexpected);
            return fail(run, progress, List.of(unexpectedFailure(run)));
        }
    }

    private TaskHandler handlerOf(TaskRun run) {
        var handler = handlers.get(run.kind());
        if (handler == null) {
            throw ProblemException.of(
                    ProblemException.Kind.SETTINGS,
                    "task.unknown-kind",
                    "This server does not know how to run a task of kind “" + run.kind() + "”.",
                    "Run every node of the installation in the same version.");
        }
        return handler;
    }

    private CompletionHandler<Void> fail(TaskRun run, RunningTask progress, List<Problem> causes) {
        progress.flush();
        var all = new ArrayList<>(causes);
        all.addAll(progress.problems());
        return finish(run, TaskStatus.FAILED, all);
    }

    private CompletionHandler<Void> finish(TaskRun run, TaskStatus end, List<Problem> problems) {
        tasks.store().finish(run.id(), end, problems);
        tasks.feed().signal();
        var key = tasks.store().exclusiveKey(run.id());
        if (!key.isEmpty()) {
            tasks.wakeNext(key);
        }
        return new OnCompleteRemove<>();
    }

    private CompletionHandler<Void> putBack(TaskRun run) {
        // The interrupt that ends a slow shutdown must not keep the note from being written.
        Thread.interrupted();
        tasks.store().requeue(run.id());
        tasks.feed().signal();
        return tryAgain();
    }

    private static CompletionHandler<Void> tryAgain() {
        return (complete, operations) ->
                operations.reschedule(complete, Instant.now().plus(TRY_AGAIN));
    }

    private static Problem unexpectedFailure(TaskRun run) {
        return Problem.error(
                "task.unexpected",
                "Something went wrong that Blockyard did not expect.",
                "The server's log says more, under task " + run.id() + ".");
    }
}
