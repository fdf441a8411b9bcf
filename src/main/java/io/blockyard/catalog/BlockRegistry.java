package io.blockyard.catalog;

import io.blockyard.block.BlockReference;

/** Where references are resolved: the catalog's database, or a registry tree in a folder. */
public interface BlockRegistry {

    /**
     * The newest version that the reference allows.
     *
     * @throws io.blockyard.problem.ProblemException NOT_FOUND with similar ids, or with the versions that exist
     */
    ResolvedBlock resolve(BlockReference reference);
}
