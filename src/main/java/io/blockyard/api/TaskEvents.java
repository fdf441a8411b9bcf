package io.blockyard.api;

import io.blockyard.task.TaskEvent;
import java.util.List;

/**
 * Events of a task after a point in its story, oldest first, and the task as it stood once they were read.
 *
 * @param last sequence of the last event here, to ask on from
 */
public record TaskEvents(TaskView task, List<TaskEvent> events, long last) {}
