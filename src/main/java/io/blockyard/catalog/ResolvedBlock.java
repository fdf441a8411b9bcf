package io.blockyard.catalog;

import io.blockyard.block.BlockManifest;
import io.blockyard.dataiku.ProjectSnapshot;

/**
 * A reference resolved to exactly one published version.
 *
 * @param digest SHA-256 of the bundle's bytes, 64 hexadecimal digits
 * @param definition what the bundle holds of the source project: the zone's objects, recipes, library modules
 */
public record ResolvedBlock(BlockManifest manifest, String digest, ProjectSnapshot definition) {}
