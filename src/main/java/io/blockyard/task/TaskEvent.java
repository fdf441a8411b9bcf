package io.blockyard.task;

import java.time.Instant;
import java.util.UUID;

/**
 * Something a task said. Stored, so that a person who comes later, or on another node, reads the same story.
 *
 * @param sequence grows within a task, from 1
 * @param type {@code stage}, {@code progress}, {@code item}, {@code warning}, {@code status}
 * @param message for people; of a {@code status} event the name of the {@link TaskStatus}
 */
public record TaskEvent(UUID taskId, long sequence, Instant at, String type, String message, long done, long total) {

    static final String STAGE = "stage";
    static final String PROGRESS = "progress";
    static final String ITEM = "item";
    static final String WARNING = "warning";
    static final String STATUS = "status";

    /** Whether no event can follow this one. */
    public boolean endsTask() {
        return type.equals(STATUS) && TaskStatus.valueOf(message).isFinal();
    }
}
