package io.blockyard.task;

import java.time.Instant;
import java.util.UUID;

/**
 * Something a task said. Stored, so that a person who comes later, or on another node, reads the same story.
 *
 * @param sequence grows within a task, from 1
 * @param type {@code stage}, {@code progress}, {@code item}, {@code warning}, {@code status}
 */
public record TaskEvent(UUID taskId, long sequence, Instant at, String type, String message, long done, long total) {}
