package io.blockyard.catalog;

import io.blockyard.block.BlockFormats;
import io.blockyard.block.BlockManifest;
import io.blockyard.block.BlockVersion;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A draft as the database holds it, so that one whose place another took can come back.
 *
 * @param manifest JSON
 * @param digest SHA-256 of its bundle, 64 hexadecimal digits
 * @param note what changed
 * @param text what its crawl wrote; null when that is in the article already, as nothing of the block is published
 */
public record WaitingDraft(
        BlockVersion version,
        String manifest,
        String digest,
        String note,
        Instant madeAt,
        String madeBy,
        @Nullable Text text) {

    /**
     * What a crawl wrote of a block, which nobody reads as the block's before the draft is promoted.
     *
     * @param article the whole wiki page
     * @param summary one line that says what the block does
     */
    public record Text(String article, String summary) {}

    /** As it waits beside what is published: with a text of its own, where it has none yet. */
    WaitingDraft withText(String article, String summary) {
        return text == null
                ? new WaitingDraft(version, manifest, digest, note, madeAt, madeBy, new Text(article, summary))
                : this;
    }

    static WaitingDraft of(PreparedVersion prepared, boolean waits, Instant now, String by) {
        var manifest = prepared.manifest().withMetadata(new BlockManifest.Metadata(now.toString(), by));
        return new WaitingDraft(
                manifest.version(),
                BlockFormats.json().writeValueAsString(manifest),
                prepared.digest(),
                prepared.note(),
                now,
                by,
                waits ? new Text(prepared.article(), prepared.summary()) : null);
    }
}
