package io.blockyard.search;

import io.blockyard.block.BlockId;
import org.jspecify.annotations.Nullable;

/**
 * Something to complete to while one types.
 *
 * @param text what is shown
 * @param query what to search for when it is chosen
 * @param block the block to open when it is chosen; null for everything but a block
 * @param blocks how many blocks have it; 0 where nobody counted
 */
public record Suggestion(
        Kind kind, String text, String query, @Nullable BlockId block, long blocks) {

    /** Why it is suggested. */
    public enum Kind {
        /** A block whose name or id begins so. */
        BLOCK,
        TAG,
        /** A column of some block's contract. */
        COLUMN,
        /** A value of the facet or field that was named, such as {@code domain:retail}. */
        VALUE,
        /** What this person searched for before. */
        RECENT,
        /** What several people searched for. */
        POPULAR
    }

    static Suggestion past(Kind kind, String text) {
        return new Suggestion(kind, text, text, null, 0);
    }
}
