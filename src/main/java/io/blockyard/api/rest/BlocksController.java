package io.blockyard.api.rest;

import io.blockyard.access.Actor;
import io.blockyard.api.BlockListing;
import io.blockyard.api.BlockUses;
import io.blockyard.api.FreshnessView;
import io.blockyard.api.Listing;
import io.blockyard.block.BlockId;
import io.blockyard.block.BlockVersion;
import io.blockyard.catalog.Catalog;
import io.blockyard.catalog.Catalog.PublishedVersion;
import io.blockyard.catalog.CatalogBlock;
import io.blockyard.catalog.Solutions;
import io.blockyard.discovery.Crawls;
import io.blockyard.iac.Deployments;
import io.blockyard.search.BlockRelatives;
import io.blockyard.search.BlockRelatives.Neighbours;
import io.blockyard.search.BlockRelatives.Similar;
import io.blockyard.search.BlockSearch;
import io.blockyard.search.SearchRequest;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Finding and reading blocks. */
@RestController
@RequestMapping("/api/v1/blocks")
@Tag(name = "Blocks", description = "The catalog: search, versions and bundles")
class BlocksController {

    private final Catalog catalog;
    private final BlockSearch search;
    private final BlockRelatives relatives;
    private final Solutions solutions;
    private final Deployments deployments;
    private final Crawls crawls;

    BlocksController(
            Catalog catalog,
            BlockSearch search,
            BlockRelatives relatives,
            Solutions solutions,
            Deployments deployments,
            Crawls crawls) {
        this.catalog = catalog;
        this.search = search;
        this.relatives = relatives;
        this.solutions = solutions;
        this.deployments = deployments;
        this.crawls = crawls;
    }

    @GetMapping
    @Operation(
            summary = "Search the catalog",
            description = "Without q every block is found. A filter may be repeated: any of its values. Pages: either"
                    + " `offset`, or `next` of one page as `cursor` of the following. Beyond 10,000 hits one comes"
                    + " with `sort` NAME or NEWEST and `cursor` only.")
    BlockListing search(
            Actor actor,
            @RequestParam(defaultValue = "") String q,
            @ParameterObject SearchFilters filters,
            @RequestParam(defaultValue = "RELEVANCE") SearchRequest.Sort sort,
            @RequestParam(defaultValue = "0") @Min(0) @Max(BlockSearch.DEEPEST) int offset,
            @Parameter(description = "`next` of the page before, with the same search")
                    @RequestParam(required = false)
                    @Nullable
                    String cursor,
            @Parameter(description = "1 to 100") @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit,
            @Parameter(
                            description = "false leaves out where each hit matched, with the passage and its marks,"
                                    + " for whoever shows names alone: quicker")
                    @RequestParam(defaultValue = "true")
                    boolean marks) {
        var result = search.search(actor, new SearchRequest(q, filters.chosen(), sort, offset, limit, cursor, marks));
        return new BlockListing(
                result.hits(),
                result.total(),
                offset,
                limit,
                result.facets(),
                result.next(),
                result.hints(),
                result.catchingUp(),
                result.millis());
    }

    @GetMapping("/{id}/similar")
    @Operation(summary = "Blocks that do about the same, most like it first")
    Listing<Similar> similar(
            Actor actor, @PathVariable BlockId id, @RequestParam(defaultValue = "10") @Min(1) @Max(100) int limit) {
        return new Listing<>(
                relatives.similar(actor, catalog.block(actor, id).manifest().id(), limit));
    }

    @GetMapping("/{id}/uses")
    @Operation(
            summary = "Where a block is used",
            description = "Newest versions of solutions that hold it, and deployed projects with an instance of it.")
    BlockUses uses(Actor actor, @PathVariable BlockId id) {
        var known = catalog.block(actor, id).manifest().id();
        return new BlockUses(solutions.holding(actor, known), deployments.using(actor, known));
    }

    @GetMapping("/{id}/neighbours")
    @Operation(
            summary = "Blocks that fit before or behind a block",
            description = "By contract: blocks that can read what it makes, and blocks that make what it reads.")
    Neighbours neighbours(
            Actor actor, @PathVariable BlockId id, @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit) {
        return relatives.neighbours(actor, catalog.block(actor, id).manifest().id(), limit);
    }

    @GetMapping("/{id}")
    @Operation(summary = "A block with its newest version")
    CatalogBlock block(Actor actor, @PathVariable BlockId id) {
        return catalog.block(actor, id);
    }

    @GetMapping("/{id}/freshness")
    @Operation(summary = "When a block's source was last read, and whether it has changed since")
    FreshnessView freshness(Actor actor, @PathVariable BlockId id) {
        var block = catalog.block(actor, id);
        var gone = block.sourceGone();
        return new FreshnessView(
                block.lastCrawledAt(),
                gone == null ? null : gone.since(),
                crawls.sourceChange(actor, block.manifest().id()).orElse(null));
    }

    @GetMapping("/{id}/versions")
    @Operation(summary = "All versions of a block, newest first")
    Listing<PublishedVersion> versions(Actor actor, @PathVariable BlockId id) {
        return new Listing<>(catalog.versions(actor, id));
    }

    @GetMapping("/{id}/versions/{version}")
    @Operation(summary = "One version of a block", description = "A published version never changes.")
    PublishedVersion version(Actor actor, @PathVariable BlockId id, @PathVariable BlockVersion version) {
        return catalog.version(actor, id, version);
    }

    @GetMapping(path = "/{id}/versions/{version}/bundle", produces = "application/zip")
    @Operation(
            summary = "The bundle of a version, a zip",
            description = "Its SHA-256 is the version's digest and the ETag.")
    ResponseEntity<byte[]> bundle(Actor actor, @PathVariable BlockId id, @PathVariable BlockVersion version) {
        var published = catalog.version(actor, id, version);
        var name = ContentDisposition.attachment()
                .filename(id + "_v" + version + ".zip")
                .build();
        return ResponseEntity.ok()
                .eTag(published.digest())
                .cacheControl(CacheControl.noCache())
                .header(HttpHeaders.CONTENT_DISPOSITION, name.toString())
                .body(catalog.bundle(actor, id, version));
    }
}
