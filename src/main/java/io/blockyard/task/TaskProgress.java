package io.blockyard.task;

import io.blockyard.problem.Problem;

/** How a running task tells where it is, and hears that it should stop. */
public interface TaskProgress {

    /** Begins a stage of {@code total} units, 0 when unknown. */
    void stage(String name, long total);

    /** One more unit of the stage is done; {@code what} names it. */
    void advance(String what);

    /** Something worth keeping in the story of the task that is not progress. */
    void say(String message);

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
}
