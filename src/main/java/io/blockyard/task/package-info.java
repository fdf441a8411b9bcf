/**
 * Work that outlives a request: persistent background tasks with stages, progress, cancel and events, run
 * once across all nodes; and settings that are encrypted at rest.
 */
@org.jspecify.annotations.NullMarked
package io.blockyard.task;
