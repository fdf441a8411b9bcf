package io.blockyard.catalog;

import io.blockyard.block.BlockManifest;
import io.blockyard.dataiku.ProjectSnapshot;

/**
 * One version of a block, ready to be published.
 *
 * @param manifest without metadata, which publishing adds
 * @param zoneId the source zone's id, by which the block is known again when the zone is renamed
 * @param definition the zone's part of the source project
 * @param summary one line that says what the block does
 * @param article the whole wiki page
 * @param note why this version exists, one sentence
 */
public record Publication(
        BlockManifest manifest,
        String zoneId,
        ProjectSnapshot definition,
        String summary,
        String article,
        String note) {}
