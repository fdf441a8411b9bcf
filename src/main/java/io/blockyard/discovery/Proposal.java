package io.blockyard.discovery;

import io.blockyard.block.BlockFormats;
import io.blockyard.block.BlockManifest;
import io.blockyard.catalog.PreparedVersion;
import io.blockyard.catalog.Standing;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a preview found for one block, kept until somebody accepts it.
 *
 * @param version what would be published; null when the block's source is gone or back and nothing else
 * @param fingerprint of the zone that the version was made of; null without a version
 */
record Proposal(
        BlockOutcome outcome,
        @Nullable PreparedVersion version,
        @Nullable String fingerprint) {

    String toJson() {
        return JsonMapper.shared().writeValueAsString(Kept.of(this));
    }

    static Proposal ofJson(String json) {
        return JsonMapper.shared().readValue(json, Kept.class).proposal();
    }

    /** As it is stored: the manifest in its own format. */
    private record Kept(
            BlockOutcome outcome,
            @Nullable String manifest,
            String zoneId,
            String digest,
            String summary,
            String article,
            String note,
            Standing standing,
            @Nullable String fingerprint) {

        static Kept of(Proposal proposal) {
            var version = proposal.version();
            if (version == null) {
                return new Kept(proposal.outcome(), null, "", "", "", "", "", Standing.PUBLISHED, null);
            }
            return new Kept(
                    proposal.outcome(),
                    BlockFormats.json().writeValueAsString(version.manifest()),
                    version.zoneId(),
                    version.digest(),
                    version.summary(),
                    version.article(),
                    version.note(),
                    version.standing(),
                    proposal.fingerprint());
        }

        Proposal proposal() {
            return new Proposal(
                    outcome,
                    manifest == null
                            ? null
                            : new PreparedVersion(
                                    BlockFormats.json().readValue(manifest, BlockManifest.class),
                                    zoneId,
                                    digest,
                                    summary,
                                    article,
                                    note,
                                    standing),
                    fingerprint);
        }
    }
}
