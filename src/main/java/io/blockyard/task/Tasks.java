package io.blockyard.task;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** The background tasks of all nodes. */
public interface Tasks {

    /**
     * Queues a task; it starts as soon as a node has room. Joins the caller's transaction.
     *
     * @param exclusive tasks with the same non-empty key never run at the same time (such as {@code crawl:SOURCE/KEY})
     */
    TaskRun submit(String kind, String subject, String exclusive, String payload, String requestedBy);

    Optional<TaskRun> find(UUID id);

    /** Newest first. An empty kind means all. */
    List<TaskRun> recent(String kind, int limit);

    /** Events after {@code afterSequence}, oldest first. */
    List<TaskEvent> events(UUID id, long afterSequence, int limit);

    void requestCancel(UUID id);

    /** Calls back on every event of the task, wherever it runs, until closed. Callbacks come on a thread of the room. */
    Subscription follow(UUID id, Consumer<TaskEvent> listener);

    /** Waits until the task is final or the time is over, and returns it as it then stands. */
    TaskRun await(UUID id, Duration atMost);

    /** Ends a {@link #follow}. */
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
