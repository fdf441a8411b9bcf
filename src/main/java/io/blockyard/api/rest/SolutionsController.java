package io.blockyard.api.rest;

import io.blockyard.access.Actor;
import io.blockyard.api.SolutionView;
import io.blockyard.block.BlockId;
import io.blockyard.block.BlockVersion;
import io.blockyard.catalog.Catalog;
import io.blockyard.catalog.Catalog.PublishedVersion;
import io.blockyard.catalog.SolutionText;
import io.blockyard.catalog.Solutions;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Publishing solutions, and what they are made of. */
@RestController
@RequestMapping("/api/v1/solutions")
@Tag(name = "Solutions", description = "Blocks that are made of other blocks")
class SolutionsController {

    private final Solutions solutions;
    private final Catalog catalog;

    SolutionsController(Solutions solutions, Catalog catalog) {
        this.solutions = solutions;
        this.catalog = catalog;
    }

    @PostMapping(consumes = {"application/json", "application/yaml", "application/x-yaml", "text/yaml", "text/plain"})
    @Operation(
            summary = "Publish a solution",
            description = "The body is its manifest (/schemas/block-manifest.json) in YAML or JSON. Without a version,"
                    + " the one that follows from what changed is taken. The same content again is nothing new.")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<PublishedVersion> publish(Actor actor, @RequestBody String manifest) {
        var published = solutions.publish(actor, SolutionText.read(manifest));
        var id = published.manifest().id();
        return ResponseEntity.created(URI.create("/api/v1/solutions/" + id)).body(published);
    }

    @PostMapping(
            path = "/check",
            consumes = {"application/json", "application/yaml", "application/x-yaml", "text/yaml", "text/plain"})
    @Operation(
            summary = "Say what publishing would do",
            description = "Everything that is wrong, the version it would have, and what changed since the newest one.")
    SolutionView.Check check(Actor actor, @RequestBody String manifest) {
        return SolutionView.Check.of(solutions.check(actor, SolutionText.read(manifest)));
    }

    @GetMapping("/{id}")
    @Operation(
            summary = "What a solution is made of",
            description = "Members with the exact versions that their references mean today, at every depth.")
    SolutionView solution(
            Actor actor, @PathVariable BlockId id, @RequestParam(required = false) @Nullable BlockVersion version) {
        var wanted = version == null ? catalog.block(actor, id).manifest().version() : version;
        return SolutionView.of(solutions.assembly(actor, id, wanted));
    }
}
