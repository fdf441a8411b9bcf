package io.blockyard.api.rest;

import io.blockyard.access.Actor;
import io.blockyard.api.DeprecationRequest;
import io.blockyard.api.Listing;
import io.blockyard.api.OwnersRequest;
import io.blockyard.api.PromotionRequest;
import io.blockyard.api.YankRequest;
import io.blockyard.block.BlockId;
import io.blockyard.block.BlockVersion;
import io.blockyard.catalog.Catalog;
import io.blockyard.catalog.CatalogBlock;
import io.blockyard.catalog.Deprecation;
import io.blockyard.catalog.Lifecycles;
import io.blockyard.catalog.Promotion;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What people decide of blocks. Every call answers with the block as it is then. */
@RestController
@RequestMapping("/api/v1")
@Tag(
        name = "Lifecycle",
        description =
                "Drafts, deprecation, yanked versions, owners. Takes the role ADMIN, or AUTHOR for one's own blocks")
class LifecycleController {

    private final Lifecycles lifecycles;
    private final Catalog catalog;

    LifecycleController(Lifecycles lifecycles, Catalog catalog) {
        this.lifecycles = lifecycles;
        this.catalog = catalog;
    }

    @GetMapping("/drafts")
    @Operation(summary = "Blocks with a version that waits for promotion")
    Listing<CatalogBlock> drafts(Actor actor) {
        return new Listing<>(catalog.drafts(actor));
    }

    @PostMapping("/blocks/{id}/promotion")
    @Operation(
            summary = "Publish the block's draft",
            description =
                    "From then on that version never changes. A draft that a crawl has replaced since it was seen is refused.")
    CatalogBlock promote(Actor actor, @PathVariable BlockId id, @RequestBody PromotionRequest request) {
        var version = request.version();
        return lifecycles.promote(
                actor,
                id,
                new Promotion(
                        Given.text(request.digest(), "digest"), version == null ? null : BlockVersion.parse(version)));
    }

    @PutMapping("/blocks/{id}/deprecation")
    @Operation(summary = "Say that a block should not be used any more", description = "Who uses it is warned.")
    CatalogBlock deprecate(Actor actor, @PathVariable BlockId id, @RequestBody DeprecationRequest request) {
        return lifecycles.deprecate(
                actor,
                id,
                new Deprecation(Given.text(request.message(), "message"), Given.orEmpty(request.replacedBy())));
    }

    @DeleteMapping("/blocks/{id}/deprecation")
    @Operation(summary = "Take a deprecation back")
    CatalogBlock reinstate(Actor actor, @PathVariable BlockId id) {
        return lifecycles.reinstate(actor, id);
    }

    @PutMapping("/blocks/{id}/versions/{version}/yank")
    @Operation(
            summary = "Offer a version no more",
            description = "What names it exactly still gets it, with a warning.")
    CatalogBlock yank(
            Actor actor,
            @PathVariable BlockId id,
            @PathVariable BlockVersion version,
            @RequestBody YankRequest request) {
        return lifecycles.yank(actor, id, version, Given.text(request.reason(), "reason"));
    }

    @DeleteMapping("/blocks/{id}/versions/{version}/yank")
    @Operation(summary = "Offer a yanked version again")
    CatalogBlock restore(Actor actor, @PathVariable BlockId id, @PathVariable BlockVersion version) {
        return lifecycles.restore(actor, id, version);
    }

    @PutMapping("/blocks/{id}/owners")
    @Operation(
            summary = "Say who looks after a block",
            description = "Login names; an empty list: administrators only.")
    CatalogBlock owners(Actor actor, @PathVariable BlockId id, @RequestBody OwnersRequest request) {
        return lifecycles.setOwners(actor, id, Given.value(request.owners(), "owners"));
    }
}
