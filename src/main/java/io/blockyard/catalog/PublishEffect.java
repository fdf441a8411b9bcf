package io.blockyard.catalog;

import io.blockyard.block.BlockId;
import io.blockyard.block.BlockVersion;
import io.blockyard.catalog.Articles.OpenConflict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What publishing one version changed beside adding it: all that it takes to undo it.
 *
 * @param version what was published
 * @param before the newest version until then, whatever its standing; null for a new block
 * @param summaryBefore the block's line until then
 * @param revision the article's revision afterwards
 * @param revisionBefore 0 for a new block
 * @param generatedBefore the base of merges until then
 * @param conflictsBefore what waited for a person until then
 */
public record PublishEffect(
        BlockId block,
        BlockVersion version,
        @Nullable BlockVersion before,
        String summaryBefore,
        long revision,
        long revisionBefore,
        String generatedBefore,
        List<OpenConflict> conflictsBefore) {}
