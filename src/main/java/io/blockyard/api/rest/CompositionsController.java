package io.blockyard.api.rest;

import io.blockyard.access.Actor;
import io.blockyard.api.Listing;
import io.blockyard.catalog.Catalog.PublishedVersion;
import io.blockyard.compose.Composition;
import io.blockyard.compose.CompositionEdit;
import io.blockyard.compose.CompositionRequest;
import io.blockyard.compose.Compositions;
import io.blockyard.compose.DraftListing;
import io.blockyard.compose.SolutionChoice;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Drafts: blocks, their wiring and the configuration that comes out. */
@RestController
@RequestMapping("/api/v1/compositions")
@Tag(name = "Compositions", description = "Blocks wired into a configuration")
class CompositionsController {

    private final Compositions compositions;

    CompositionsController(Compositions compositions) {
        this.compositions = compositions;
    }

    @PostMapping
    @Operation(summary = "Compose blocks", description = "Answers the draft with proposed wiring and the YAML.")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<Composition> create(Actor actor, @RequestBody CompositionRequest request) {
        var composition = compositions.create(actor, request);
        return ResponseEntity.created(URI.create("/api/v1/compositions/" + composition.id()))
                .body(composition);
    }

    @GetMapping
    @Operation(summary = "One's own drafts, newest first")
    Listing<DraftListing> recent(Actor actor, @RequestParam(defaultValue = "20") @Min(1) @Max(500) int limit) {
        return new Listing<>(compositions.recent(actor, limit));
    }

    @GetMapping("/{id}")
    @Operation(summary = "A draft")
    Composition composition(Actor actor, @PathVariable UUID id) {
        return compositions.get(actor, id);
    }

    @PutMapping(path = "/{id}", consumes = "application/json")
    @Operation(
            summary = "Change a draft",
            description = "What is left out stays; wiring that nobody touched is proposed anew.")
    Composition update(Actor actor, @PathVariable UUID id, @RequestBody CompositionEdit edit) {
        return compositions.update(actor, id, edit);
    }

    @PutMapping(
            path = "/{id}/yaml",
            consumes = {"application/yaml", "application/x-yaml", "text/yaml", "text/plain"})
    @Operation(summary = "Keep YAML that was edited by hand")
    Composition updateYaml(Actor actor, @PathVariable UUID id, @RequestBody String yaml) {
        return compositions.updateYaml(actor, id, yaml);
    }

    @PostMapping("/{id}/accepted")
    @Operation(
            summary = "Say that a composition serves its intent",
            description = "Matching learns from it, when the intent was for one block.")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void accepted(Actor actor, @PathVariable UUID id) {
        compositions.accepted(actor, id);
    }

    @PostMapping("/{id}/solution")
    @Operation(
            summary = "Publish a composition as a solution",
            description = "Its blocks become members, its wires mappings, what it reads from outside inputs.")
    @ResponseStatus(HttpStatus.CREATED)
    PublishedVersion saveAsSolution(Actor actor, @PathVariable UUID id, @RequestBody SolutionChoice choice) {
        return compositions.saveAsSolution(actor, id, choice);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Throw a draft away")
    void delete(Actor actor, @PathVariable UUID id) {
        compositions.delete(actor, id);
    }
}
