package io.blockyard.api;

import io.blockyard.catalog.mirror.Mirror;
import io.blockyard.task.TaskRun;
import org.jspecify.annotations.Nullable;

/**
 * A mirror and how its newest copying went.
 *
 * @param run null before the first
 */
public record MirrorView(Mirror mirror, @Nullable TaskView run) {

    public static MirrorView of(Mirror mirror, @Nullable TaskRun run) {
        return new MirrorView(mirror, run == null ? null : TaskView.of(run));
    }
}
