package io.blockyard.catalog;

import io.blockyard.block.BlockManifest;

/**
 * A version whose bundle is kept already, so that publishing it takes no more than the database. It can wait: a bundle
 * that no version refers to does no harm.
 *
 * @param manifest without metadata, which publishing adds
 * @param zoneId the source zone's id
 * @param digest SHA-256 of the bundle, 64 hexadecimal digits
 * @param summary one line that says what the block does
 * @param article the whole wiki page
 * @param note why this version exists
 * @param standing whether it will be published or a draft
 */
public record PreparedVersion(
        BlockManifest manifest,
        String zoneId,
        String digest,
        String summary,
        String article,
        String note,
        Standing standing) {}
