package io.blockyard.task;

import io.blockyard.problem.Problem;

/**
 * How a running task tells where it is, and hears that it should stop.
 *
 * <p>While the node shuts down, every method but {@link #warn} throws {@link TaskSuspended}: let it through, as one
 * would a crash between two units of work; the task is put back and runs again.
 */
public interface TaskProgress {

    /** Begins a stage of {@code total} units, 0 when unknown. */
    void stage(String name, long total);

    /** One more unit of the stage is done; {@code what} names it. Cheap: only a few a second are written. */
    void advance(String what);

    /** Something worth keeping in the story of the task that is not progress. */
    void say(String message);

    /** A problem that does not end the task; kept among its problems. */
    void warn(Problem problem);

    /** Whether somebody asked to cancel. */
    boolean cancelRequested();

    /** @throws TaskCancelled when somebody asked to cancel */
    default void checkCancelled() {
        if (cancelRequested()) {
            throw new TaskCancelled();
        }
    }

    /** Ends a cancelled task where it stands. */
    final class TaskCancelled extends RuntimeException {
        public TaskCancelled() {
            super("cancelled");
        }
    }

    /** Leaves a task in the middle because its node shuts down; it goes on at the next start or on another node. */
    final class TaskSuspended extends RuntimeException {
        TaskSuspended() {
            super("the node shuts down");
        }
    }
}
