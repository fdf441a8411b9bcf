package io.blockyard.portal.block;

import io.blockyard.access.Actor;
import io.blockyard.block.BlockId;
import io.blockyard.catalog.Attachment;
import io.blockyard.catalog.Catalog;
import io.blockyard.catalog.LinkTargets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Where the links of an article lead within the site. */
final class PageTargets {

    private PageTargets() {}

    /** @param attached to this revision of the article */
    static LinkTargets of(Actor actor, Catalog catalog, BlockId id, long revision, List<Attachment> attached) {
        var byName = attached.stream().collect(Collectors.toMap(Attachment::name, Function.identity()));
        return new LinkTargets(
                target -> catalog.find(actor, target),
                name -> Optional.ofNullable(byName.get(name)).map(found -> found.address(id, revision)));
    }
}
