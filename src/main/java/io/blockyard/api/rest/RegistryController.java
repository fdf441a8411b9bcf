package io.blockyard.api.rest;

import io.blockyard.access.Actor;
import io.blockyard.access.Right;
import io.blockyard.catalog.RegistryTree;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
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
    ResponseEntity<Resource> zip(Actor actor) throws IOException {
        var name = ContentDisposition.attachment().filename("registry.zip").build();
        var file = written(actor);
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_DISPOSITION, name.toString())
                .contentLength(Files.size(file))
                .body(new InputStreamResource(
                        Files.newInputStream(file, StandardOpenOption.DELETE_ON_CLOSE), "the registry"));
    }

    /** A file first, so that nobody gets the beginning of a tree that cannot be read to its end. */
    private Path written(Actor actor) throws IOException {
        actor.require(Right.READ);
        var file = Files.createTempFile("blockyard-registry-", ".zip");
        try (var target = new BufferedOutputStream(Files.newOutputStream(file))) {
            registry.zip(actor, target);
        } catch (IOException | RuntimeException failure) {
            Files.deleteIfExists(file);
            throw failure;
        }
        return file;
    }
}
