package io.blockyard.search.index;

import java.io.IOException;

/**
 * How far the index is.
 *
 * @param building whether it does not hold everything yet: after a first start, a new version or damage
 * @param whole whether what is searched meanwhile is an older index that does hold everything
 * @param indexed blocks in the index that is built
 * @param total blocks there are
 * @param withoutVector blocks that are found by their words alone so far
 */
public record IndexProgress(boolean building, boolean whole, long indexed, long total, long withoutVector) {

    static IndexProgress of(BlockIndex written, BlockIndex searched, long total, boolean hasVectors)
            throws IOException {
        boolean building = !written.isComplete();
        return new IndexProgress(
                building,
                !building || searched.isComplete(),
                written.documents(),
                total,
                hasVectors ? written.countWithoutVector() : 0);
    }
}
