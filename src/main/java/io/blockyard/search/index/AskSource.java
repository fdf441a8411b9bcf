package io.blockyard.search.index;

import io.blockyard.block.BlockId;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Where the example needs of blocks are kept. A block without any may be absent from the answer. */
@FunctionalInterface
public interface AskSource {

    /** A catalog in which nobody has written any. */
    AskSource NONE = blocks -> Map.of();

    Map<BlockId, List<String>> asks(Collection<BlockId> blocks);
}
