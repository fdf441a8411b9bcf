package io.blockyard.catalog;

import io.blockyard.block.BlockId;
import io.blockyard.block.BlockManifest;
import java.util.stream.Stream;

/** Keeps the names of blocks whose zone was renamed, so that they are found under all of them. */
final class FormerNames {

    private final CatalogTables tables;

    FormerNames(CatalogTables tables) {
        this.tables = tables;
    }

    /**
     * Joins the caller's transaction.
     *
     * @param before the newest version that was published
     * @param now the one that is published; a draft's name is nobody's yet
     */
    void renamed(BlockManifest before, BlockManifest now) {
        if (now.name().equals(before.name())) {
            return;
        }
        var id = now.id();
        var known = tables.titles(id);
        Stream.of(before.name(), now.name())
                .filter(title -> !known.contains(title))
                .forEach(title -> {
                    var alias = BlockId.mint(
                            now.sourceProject(),
                            title,
                            taken -> !taken.equals(id) && tables.known(taken).isPresent());
                    tables.insertName(alias, id, title);
                });
    }
}
