package io.blockyard.catalog;

import io.blockyard.block.BlockId;
import io.blockyard.block.BlockVersion;
import java.util.List;

/**
 * The wiki page of a block as it will be once its draft is promoted.
 *
 * @param version of the draft
 * @param summary the line that will say what the block does
 * @param markdown the whole page, with what people wrote
 * @param conflicts places that people and the source both changed, which will wait for a decision then
 */
public record DraftArticle(
        BlockId block, BlockVersion version, String summary, String markdown, List<String> conflicts) {

    public DraftArticle {
        conflicts = List.copyOf(conflicts);
    }
}
