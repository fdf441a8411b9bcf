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
 * @param owners login names of those who look after the block now, whatever the version says
 * @param warnings what who uses it should know: that the version was yanked, or the block deprecated
 */
public record ResolvedBlock(
        BlockManifest manifest,
        String digest,
        ProjectSnapshot definition,
        List<String> owners,
        List<Problem> warnings) {

    public ResolvedBlock {
        owners = List.copyOf(owners);
        warnings = List.copyOf(warnings);
    }

    /** A version that nothing has to be said of. */
    public ResolvedBlock(BlockManifest manifest, String digest, ProjectSnapshot definition) {
        this(manifest, digest, definition, ofVersion(manifest), List.of());
    }

    /** The owner that the version names, where nobody was set for the block. */
    static List<String> ofVersion(BlockManifest manifest) {
        return manifest.owner().isBlank() ? List.of() : List.of(manifest.owner());
    }
}
