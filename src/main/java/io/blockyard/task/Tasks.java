package io.blockyard.task;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.jdbc.DefaultJdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.JdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The background tasks of all nodes: here they are asked for, watched and cancelled. A {@link TaskWorker}
 * runs them; without one on this node they wait for another node's.
 */
public final class Tasks implements AutoCloseable {

    /** The name under which db-scheduler knows our executions; the instance is the run's id. */
    static final String SCHEDULED_NAME = "task-run";

    private final TaskStore store;
    private final SchedulerClient scheduler;
    private final TaskFeed feed;
    private final List<Runnable> localWorkers = new CopyOnWriteArrayList<>();

    public Tasks(DataSource dataSource) {
        this.store = new TaskStore(dataSource);
        this.scheduler = SchedulerClient.Builder.create(new TransactionAwareDataSourceProxy(dataSource))
                .jdbcCustomization(customization(dataSource))
                .build();
        this.feed = new TaskFeed(store);
    }

    /**
     * Queues a task; it starts as soon as a node has room. Joins the caller's transaction.
     *
     * @param exclusive tasks with the same non-empty key never run at the same time (such as
     *     {@code crawl:SOURCE/KEY}); they run in the order in which they were asked for
     */
    public TaskRun submit(String kind, String subject, String exclusive, String payload, String requestedBy) {
        var run = new TaskRun(
                UUID.randomUUID(),
                kind,
                subject,
                payload,
                requestedBy,
                TaskStatus.QUEUED,
                "",
                0,
                0,
                false,
                List.of(),
                Instant.now().truncatedTo(ChronoUnit.MICROS),
                null,
                null);
        store.inTransaction(() -> {
            store.insert(run, exclusive);
            scheduler.scheduleIfNotExists(
                    new TaskInstance<>(SCHEDULED_NAME, run.id().toString()), run.createdAt());
        });
        afterCommit(this::wakeWorkers);
        return run;
    }

    public Optional<TaskRun> find(UUID id) {
        return store.find(id);
    }

    /** Newest first. An empty kind means all. */
    public List<TaskRun> recent(String kind, int limit) {
        return store.recent(kind, limit);
    }

    /** Events after {@code afterSequence}, oldest first. */
    public List<TaskEvent> events(UUID id, long afterSequence, int limit) {
        return store.events(id, afterSequence, limit);
    }

    /**
     * Asks a task to stop. One that has not started is cancelled at once; one that runs hears it at its next
     * look; for one that is over nothing happens.
     *
     * @throws ProblemException of kind NOT_FOUND when there is no such task
     */
    public void requestCancel(UUID id) {
        require(id);
        if (store.cancelQueued(id)) {
            wakeExecution(id);
        }
        feed.signal();
        wakeWorkers();
    }

    /**
     * Calls back on every event of the task, from its first, wherever it runs, until closed or the task is
     * over. Callbacks come one at a time, in order, on a thread of the room.
     */
    public Subscription follow(UUID id, Consumer<TaskEvent> listener) {
        return feed.follow(id, listener);
    }

    /** Waits until the task is final or the time is over, and returns it as it then stands. */
    public TaskRun await(UUID id, Duration atMost) {
        var deadline = System.nanoTime() + atMost.toNanos();
        while (true) {
            var signal = feed.signalCount();
            var run = require(id);
            var left = deadline - System.nanoTime();
            if (run.status().isFinal() || left <= 0 || !feed.awaitSignal(signal, Duration.ofNanos(left))) {
                return run;
            }
        }
    }

    /** Ends everything that was following; tasks that run go on. */
    @Override
    public void close() {
        feed.close();
    }

    /** How db-scheduler talks to this database; all times in UTC. */
    static JdbcCustomization customization(DataSource dataSource) {
        try (var connection = dataSource.getConnection()) {
            return connection.getMetaData().getDatabaseProductName().equals("PostgreSQL")
                    ? new PostgreSqlJdbcCustomization(false, true)
                    : new DefaultJdbcCustomization(true);
        } catch (SQLException failure) {
            throw new ProblemException(
                    ProblemException.Kind.SETTINGS,
                    Problem.error(
                            "data.no-database",
                            "The database cannot be opened: " + failure.getMessage() + ".",
                            "Check its address, user and password."),
                    failure);
        }
    }

    TaskStore store() {
        return store;
    }

    TaskFeed feed() {
        return feed;
    }

    void addWorker(Runnable wake) {
        localWorkers.add(wake);
    }

    void removeWorker(Runnable wake) {
        localWorkers.remove(wake);
    }

    /** Lets the next task that waits for this key start now instead of at its next try. */
    void wakeNext(String exclusive) {
        store.oldestQueued(exclusive).ifPresent(this::wakeExecution);
    }

    private TaskRun require(UUID id) {
        return store.find(id)
                .orElseThrow(() -> ProblemException.of(
                        ProblemException.Kind.NOT_FOUND, "task.not-found", "There is no task “" + id + "”.", ""));
    }

    /** Has a worker look at it now; one that was cancelled is told to its handler and leaves. */
    private void wakeExecution(UUID id) {
        try {
            scheduler.reschedule(executionOf(id), Instant.now());
        } catch (RuntimeException busy) {
            // A node is just looking at it; it sees the new status or tries again by itself.
        }
    }

    private static TaskInstanceId executionOf(UUID id) {
        return TaskInstanceId.of(SCHEDULED_NAME, id.toString());
    }

    private void wakeWorkers() {
        localWorkers.forEach(Runnable::run);
    }

    private static void afterCommit(Runnable action) {
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    action.run();
                }
            });
        } else {
            action.run();
        }
    }

    /** Ends a {@link #follow}. */
    public interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
