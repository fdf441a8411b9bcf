package io.blockyard.api;

import io.blockyard.catalog.mirror.Mirror;
import io.blockyard.task.TaskRun;
import org.jspecify.annotations.Nullable;

/**
 * A mirror and how its newest copying went.
 *
 * @param place where it stands: a folder on the server, from which people clone a repository, or a source and a project
 * @param run null before the first
 */
public record MirrorView(
        Mirror mirror, String place, @Nullable TaskView run) {

    public static MirrorView of(Mirror mirror, String place, @Nullable TaskRun run) {
        return new MirrorView(mirror, place, run == null ? null : TaskView.of(run));
    }
}
