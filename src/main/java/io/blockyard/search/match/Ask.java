package io.blockyard.search.match;

import com.fasterxml.jackson.annotation.JsonValue;
import io.blockyard.block.BlockId;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What somebody says, or would say, when they need a block.
 *
 * @param id empty for one that is generated
 * @param said by whom; empty for one that is generated
 */
public record Ask(
        String id,
        BlockId block,
        String text,
        Origin origin,
        String said,
        @Nullable Instant at) {

    /** Where an ask comes from. */
    public enum Origin {
        /** Made from the block's documentation and contract. */
        GENERATED,
        /** Written by somebody who knows the block. */
        AUTHOR,
        /** The intent of a composition in which a person kept the block, and applied it. */
        LEARNED;

        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
