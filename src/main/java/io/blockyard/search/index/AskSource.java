package io.blockyard.search.index;

import io.blockyard.block.BlockId;
import io.blockyard.search.language.Words;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Where the example needs of blocks are kept. A block without any may be absent from the answer. */
@FunctionalInterface
public interface AskSource {

    /** A catalog in which nobody has written any. */
    AskSource NONE = blocks -> Map.of();

    /** The longest key. */
    int LONGEST = 500;

    Map<BlockId, Known> asks(Collection<BlockId> blocks);

    /**
     * The asks of one block.
     *
     * @param kept what was written or learned, oldest first
     * @param hidden keys of generated ones that somebody found wrong
     */
    record Known(List<String> kept, Set<String> hidden) {

        static final Known NOTHING = new Known(List.of(), Set.of());

        public Known {
            kept = List.copyOf(kept);
            hidden = Set.copyOf(hidden);
        }
    }

    /** How asks are compared: folded, and cut, since folding can make a text longer. */
    static String key(String text) {
        var folded = Words.fold(text);
        return folded.length() > LONGEST ? folded.substring(0, LONGEST) : folded;
    }
}
