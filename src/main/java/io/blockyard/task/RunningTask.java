package io.blockyard.task;

import io.blockyard.problem.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** What one running task said so far. Units of work are counted all, but written a few times a second. */
final class RunningTask implements TaskProgress {

    private static final long BETWEEN_WRITES = Duration.ofMillis(250).toNanos();

    private final UUID id;
    private final TaskStore store;
    private final TaskFeed feed;
    private final BooleanSupplier nodeIsStopping;
    private final List<Problem> problems = new ArrayList<>();
    private String stage = "";
    private long done;
    private long total;
    private @Nullable String unwritten;
    private long lastWrite;
    private long lastLook;
    private boolean cancelled;

    RunningTask(UUID id, TaskStore store, TaskFeed feed, BooleanSupplier nodeIsStopping) {
        this.id = id;
        this.store = store;
        this.feed = feed;
        this.nodeIsStopping = nodeIsStopping;
        this.lastWrite = System.nanoTime() - BETWEEN_WRITES;
        this.lastLook = System.nanoTime() - BETWEEN_WRITES;
    }

    @Override
    public synchronized void stage(String name, long newTotal) {
        flush();
        stage = name;
        done = 0;
        total = newTotal;
        write(TaskEvent.STAGE, name);
        leaveWhenStopping();
    }

    @Override
    public synchronized void advance(String what) {
        done++;
        if (done == total || System.nanoTime() - lastWrite >= BETWEEN_WRITES) {
            write(TaskEvent.PROGRESS, what);
        } else {
            unwritten = what;
        }
        leaveWhenStopping();
    }

    @Override
    public synchronized void say(String message) {
        write(TaskEvent.ITEM, message);
        leaveWhenStopping();
    }

    @Override
    public synchronized void warn(Problem problem) {
        problems.add(problem);
        write(TaskEvent.WARNING, problem.sentence());
    }

    @Override
    public synchronized boolean cancelRequested() {
        leaveWhenStopping();
        if (!cancelled && System.nanoTime() - lastLook >= BETWEEN_WRITES) {
            lastLook = System.nanoTime();
            cancelled = store.cancelRequested(id);
        }
        return cancelled;
    }

    /** Writes the last unit of work that was counted but not yet told. */
    synchronized void flush() {
        if (unwritten != null) {
            write(TaskEvent.PROGRESS, unwritten);
        }
    }

    synchronized List<Problem> problems() {
        return List.copyOf(problems);
    }

    private void write(String type, String message) {
        store.tell(id, type, message, stage, done, total);
        unwritten = null;
        lastWrite = System.nanoTime();
        feed.signal();
    }

    private void leaveWhenStopping() {
        if (nodeIsStopping.getAsBoolean()) {
            throw new TaskSuspended();
        }
    }
}
