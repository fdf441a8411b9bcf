package io.blockyard.api.rest;

import io.blockyard.access.Actor;
import io.blockyard.api.BundleRequest;
import io.blockyard.api.Listing;
import io.blockyard.dataiku.DssBundle;
import io.blockyard.dataiku.ProjectBundles;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Bundles that a DSS instance keeps of its projects. */
@RestController
@RequestMapping("/api/v1/sources/{name}/projects/{key}/bundles")
@Tag(name = "Sources", description = "DSS instances, git repositories, folders and exports that projects are read from")
class ProjectBundlesController {

    private final ProjectBundles bundles;

    ProjectBundlesController(ProjectBundles bundles) {
        this.bundles = bundles;
    }

    @GetMapping
    @Operation(summary = "The bundles that were made of a project of a DSS instance")
    Listing<DssBundle> all(Actor actor, @PathVariable String name, @PathVariable String key) {
        return new Listing<>(bundles.all(actor, name, key));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Make a bundle of a project as it is now", description = "DSS keeps it.")
    DssBundle create(
            Actor actor, @PathVariable String name, @PathVariable String key, @RequestBody BundleRequest request) {
        return bundles.create(actor, name, key, Given.text(request.id(), "id"), Given.orEmpty(request.releaseNotes()));
    }

    @GetMapping(path = "/{bundle}/archive", produces = "application/zip")
    @Operation(summary = "A bundle as a zip")
    ResponseEntity<byte[]> zip(
            Actor actor, @PathVariable String name, @PathVariable String key, @PathVariable String bundle) {
        var file = ContentDisposition.attachment()
                .filename(key + "_" + bundle + ".zip")
                .build();
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_DISPOSITION, file.toString())
                .body(bundles.zip(actor, name, key, bundle));
    }
}
