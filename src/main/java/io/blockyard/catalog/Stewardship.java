package io.blockyard.catalog;

import io.blockyard.block.BlockVersion;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What people decided of a block, beside its versions.
 *
 * @param owners login names of those who look after it
 * @param deprecation null while it may be used
 * @param draft the version that waits for promotion: the source has changed since the newest published one; null when
 *     nothing waits
 * @param draftDigest of that version's bundle, 64 hexadecimal digits, by which it is told from the next draft; null when
 *     nothing waits
 * @param decidedAt when people last changed any of this, or a version's standing; null for never
 */
public record Stewardship(
        List<String> owners,
        @Nullable Deprecation deprecation,
        @Nullable BlockVersion draft,
        @Nullable String draftDigest,
        @Nullable Instant decidedAt) {

    /** Of a block that nobody has decided anything of. */
    public static final Stewardship NONE = new Stewardship(List.of(), null, null, null, null);

    public Stewardship {
        owners = List.copyOf(owners);
    }
}
