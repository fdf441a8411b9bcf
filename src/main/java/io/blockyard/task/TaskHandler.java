package io.blockyard.task;

/** The work of one kind of task. A bean of this type is found by its {@link #kind()}. */
public interface TaskHandler {

    String kind();

    /**
     * Does the work. It may be called again for the same task after a crash, so it picks up where the stored
     * state says it was. Returning means success; a {@link io.blockyard.problem.ProblemException} is kept as
     * the task's problems; anything else is an unexpected failure.
     */
    void run(TaskRun task, TaskProgress progress);

    /**
     * Tells that the task was cancelled while it waited, before its first run or after a run that was put back; it
     * will not run any more. Called soon afterwards on some node, in a rare case more than once.
     */
    default void cancelledWhileQueued(TaskRun task) {}
}
