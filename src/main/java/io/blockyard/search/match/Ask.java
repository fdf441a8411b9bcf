package io.blockyard.search.match;

import com.fasterxml.jackson.annotation.JsonValue;
import io.blockyard.block.BlockId;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What somebody says, or would say, when they need a block.
 *
 * @param id of one that is generated, made from its words: the same words have the same id
 * @param said by whom; empty for one that is generated
 * @param composition of one that was learned: where; it may be gone since
 * @param changedBy who wrote it anew since
 * @param hidden whether somebody found it wrong; only one that is generated is hidden, others are removed
 */
public record Ask(
        String id,
        BlockId block,
        String text,
        Origin origin,
        String said,
        @Nullable Instant at,
        @Nullable UUID composition,
        @Nullable String changedBy,
        @Nullable Instant changedAt,
        boolean hidden) {

    /** Where an ask comes from. */
    public enum Origin {
        /** Made from the block's documentation and contract. */
        GENERATED,
        /** Written by somebody who knows the block. */
        AUTHOR,
        /** The intent of a composition in which a person kept the block, and made a plan of it. */
        LEARNED;

        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
