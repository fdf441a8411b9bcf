package io.blockyard.api.rest;

import io.blockyard.access.Actor;
import io.blockyard.catalog.RegistryTree;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The catalog as a tree of files. */
@RestController
@RequestMapping("/api/v1/registry")
@Tag(name = "Registry", description = "The catalog as a tree of files: wiki, library and bundles")
class RegistryController {

    private final RegistryTree registry;

    RegistryController(RegistryTree registry) {
        this.registry = registry;
    }

    @GetMapping(produces = "application/zip")
    @Operation(summary = "The whole tree as a zip", description = "An unchanged catalog gives the same bytes.")
    ResponseEntity<byte[]> zip(Actor actor) {
        var name = ContentDisposition.attachment().filename("registry.zip").build();
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_DISPOSITION, name.toString())
                .body(registry.zip(actor));
    }
}
