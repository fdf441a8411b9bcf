package io.blockyard.catalog;

import io.blockyard.block.BlockId;
import io.blockyard.block.BlockManifest;
import io.blockyard.block.BlockManifest.Contains;
import io.blockyard.block.BlockManifest.Dependencies;
import io.blockyard.block.BlockType;
import io.blockyard.block.BlockVersion;
import io.blockyard.dataiku.ProjectFiles;
import java.util.List;
import java.util.Map;

/** Blocks of one Python recipe, as a crawl would publish them. */
final class Cleaning {

    static final BlockId ID = new BlockId("CLEANING");

    private Cleaning() {}

    /** @param code of the recipe, by which versions differ */
    static Publication of(BlockId id, String version, String code, String zoneId) {
        return of(id, version, code, zoneId, "# Cleaning " + version, "note");
    }

    /** @param note why there is this version */
    static Publication of(BlockId id, String version, String code, String zoneId, String article, String note) {
        return of(id, version, code, zoneId, article, note, "Cleaning");
    }

    /** @param name of the zone */
    static Publication of(
            BlockId id, String version, String code, String zoneId, String article, String note, String name) {
        var definition = ProjectFiles.read(
                "PLANT",
                Map.of(
                        "params.json", "{\"name\":\"Plant\"}",
                        "recipes/clean.json", "{\"type\":\"python\"}",
                        "recipes/clean.py", code));
        var manifest = new BlockManifest(
                id,
                BlockVersion.parse(version),
                BlockType.ZONE,
                name,
                true,
                "",
                "",
                "PLANT",
                name,
                BlockManifest.UNCLASSIFIED,
                BlockManifest.UNCLASSIFIED,
                List.of(),
                List.of(),
                List.of(),
                Contains.NOTHING,
                Dependencies.NONE,
                List.of(),
                "",
                null);
        return new Publication(manifest, zoneId, definition, "Cleans", article, note);
    }
}
