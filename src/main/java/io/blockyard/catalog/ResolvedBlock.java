package io.blockyard.catalog;

import io.blockyard.block.BlockManifest;
import io.blockyard.dataiku.ProjectSnapshot;
import io.blockyard.problem.Problem;
import java.util.List;

/**
 * A reference resolved to exactly one published version.
 *
 * @param digest SHA-256 of the bundle's bytes, 64 hexadecimal digits
 * @param definition what the bundle holds of the source project: the zone's objects, recipes, library modules
 * @param warnings what who uses it should know: that the version was yanked, or the block deprecated
 */
public record ResolvedBlock(BlockManifest manifest, String digest, ProjectSnapshot definition, List<Problem> warnings) {

    /** A version that nothing has to be said of. */
    public ResolvedBlock(BlockManifest manifest, String digest, ProjectSnapshot definition) {
        this(manifest, digest, definition, List.of());
    }
}
