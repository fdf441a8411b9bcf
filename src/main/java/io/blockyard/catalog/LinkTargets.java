package io.blockyard.catalog;

import java.util.Optional;
import java.util.function.Function;

/**
 * Where the links of an article lead.
 *
 * @param blocks finds a block by its id or a former one, if there is one
 * @param attachments the address of a file of the article by its name, relative to the site's root
 */
public record LinkTargets(
        Function<String, Optional<CatalogBlock>> blocks, Function<String, Optional<String>> attachments) {

    /** Nowhere. */
    public static final LinkTargets NONE = new LinkTargets(id -> Optional.empty(), name -> Optional.empty());
}
