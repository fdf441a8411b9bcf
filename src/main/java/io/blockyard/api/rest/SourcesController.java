package io.blockyard.api.rest;

import io.blockyard.access.Actor;
import io.blockyard.api.Listing;
import io.blockyard.api.SourceRequest;
import io.blockyard.dataiku.Source;
import io.blockyard.dataiku.Sources;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The DSS instances that are known by name. */
@RestController
@RequestMapping("/api/v1/sources")
@Tag(name = "Sources", description = "The DSS instances that are known by name")
class SourcesController {

    private final Sources sources;

    SourcesController(Sources sources) {
        this.sources = sources;
    }

    @GetMapping
    @Operation(summary = "All sources; their keys are never shown")
    Listing<Source> all(Actor actor) {
        return new Listing<>(sources.all(actor));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Name a DSS instance")
    Source add(Actor actor, @RequestBody SourceRequest request) {
        return sources.add(
                actor,
                Given.text(request.name(), "name"),
                Given.text(request.url(), "url"),
                Given.text(request.apiKey(), "api_key"));
    }

    @PostMapping("/{name}/test")
    @Operation(
            summary = "Ask the instance who we are",
            description = "A connection that fails is a diagnosis, not an error.")
    Sources.Diagnosis test(Actor actor, @PathVariable String name) {
        return sources.test(actor, name);
    }

    @DeleteMapping("/{name}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Forget an instance and its key")
    void remove(Actor actor, @PathVariable String name) {
        sources.remove(actor, name);
    }
}
