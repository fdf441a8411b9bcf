package io.blockyard.portal.block;

import io.blockyard.block.BlockId;
import io.blockyard.block.BlockVersion;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The tabs of a block's page, in the order in which they stand there. */
enum BlockTab {
    ARTICLE,
    CONTRACT,
    FLOW,
    VERSIONS,
    HISTORY,
    USAGE,
    USES,
    ASKS,
    RELATED;

    /** The first tab for a name that is none. */
    static BlockTab of(String wire) {
        return Arrays.stream(values())
                .filter(tab -> tab.wire().equals(wire))
                .findFirst()
                .orElse(ARTICLE);
    }

    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @param version null for the newest */
    String path(BlockId id, @Nullable BlockVersion version) {
        var path = "blocks/" + id + (this == ARTICLE ? "" : "/" + wire());
        return version == null ? path : path + "?version=" + version;
    }
}
