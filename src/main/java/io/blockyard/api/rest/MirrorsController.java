package io.blockyard.api.rest;

import io.blockyard.access.Actor;
import io.blockyard.api.Listing;
import io.blockyard.api.MirrorRequest;
import io.blockyard.api.MirrorView;
import io.blockyard.api.TaskView;
import io.blockyard.catalog.RegistryImport.Imported;
import io.blockyard.catalog.mirror.Mirror;
import io.blockyard.catalog.mirror.Mirrors;
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

/** Places that the registry is copied to, and that edits of articles come back from. */
@RestController
@RequestMapping("/api/v1/mirrors")
@Tag(name = "Mirrors", description = "The registry in folders, git repositories and DSS projects. Takes the role ADMIN")
class MirrorsController {

    private final Mirrors mirrors;

    MirrorsController(Mirrors mirrors) {
        this.mirrors = mirrors;
    }

    @GetMapping
    @Operation(summary = "All mirrors, each with its newest copying")
    Listing<MirrorView> all(Actor actor) {
        return new Listing<>(
                mirrors.all(actor).stream().map(mirror -> view(actor, mirror)).toList());
    }

    @GetMapping("/{name}")
    @Operation(summary = "One mirror")
    MirrorView one(Actor actor, @PathVariable String name) {
        return view(actor, mirrors.find(actor, name));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Name a place, and copy the registry there",
            description = "It is written again whenever the catalog changes. Secrets are those of the source.")
    MirrorView add(Actor actor, @RequestBody MirrorRequest request) {
        var mirror = mirrors.add(
                actor,
                Given.text(request.name(), "name"),
                Mirror.Kind.ofWire(Given.text(request.kind(), "kind")),
                Given.orEmpty(request.folder()),
                Given.orEmpty(request.source()),
                Given.orEmpty(request.project()));
        return view(actor, mirror);
    }

    @PostMapping("/{name}/runs")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            summary = "Copy now",
            description = "What people changed there comes in first. The task's events tell how it goes.")
    TaskView run(Actor actor, @PathVariable String name) {
        return TaskView.of(mirrors.run(actor, name));
    }

    @PostMapping("/{name}/import")
    @Operation(
            summary = "Add to the catalog what a mirror holds and the catalog lacks",
            description = "All or nothing; what is in the catalog stays as it is.")
    Imported importFrom(Actor actor, @PathVariable String name) {
        return mirrors.importFrom(actor, name);
    }

    @DeleteMapping("/{name}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Forget a mirror; what was written stays where it is")
    void remove(Actor actor, @PathVariable String name) {
        mirrors.remove(actor, name);
    }

    private MirrorView view(Actor actor, Mirror mirror) {
        return MirrorView.of(
                mirror,
                mirrors.place(actor, mirror),
                mirrors.lastRun(actor, mirror.name()).orElse(null));
    }
}
