package io.blockyard.compose;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a composition is called when it becomes a solution.
 *
 * @param blockId the solution's id; when it exists already, a new version of it is published
 * @param version null for the one that follows from what changed
 * @param blocked whether its blocks' content may not be edited in place; null for false
 */
public record SolutionChoice(
        String blockId,
        @Nullable String name,
        @Nullable String description,
        @Nullable String owner,
        @Nullable String level,
        @Nullable String domain,
        @Nullable List<String> tags,
        @Nullable Boolean blocked,
        @Nullable String version) {

    /** With everything else as it comes. */
    public static SolutionChoice of(String blockId, String name, String description) {
        return new SolutionChoice(blockId, name, description, null, null, null, null, null, null);
    }
}
