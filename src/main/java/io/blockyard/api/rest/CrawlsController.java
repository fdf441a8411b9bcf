package io.blockyard.api.rest;

import io.blockyard.access.Actor;
import io.blockyard.api.AcceptanceRequest;
import io.blockyard.api.CrawlBatchRequest;
import io.blockyard.api.CrawlRequest;
import io.blockyard.api.CrawlView;
import io.blockyard.api.Listing;
import io.blockyard.discovery.Crawls;
import io.blockyard.discovery.Crawls.Crawl;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
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

/** Reading projects into the catalog. */
@RestController
@RequestMapping("/api/v1/crawls")
@Tag(name = "Crawls", description = "Reading DSS projects into the catalog")
class CrawlsController {

    private final Crawls crawls;

    CrawlsController(Crawls crawls) {
        this.crawls = crawls;
    }

    @PostMapping
    @Operation(
            summary = "Start a crawl or a preview of one",
            description = "Of a project of a named source, or of a folder on the server's own disk. It runs in the "
                    + "background; follow /api/v1/tasks/{id} of the same id.")
    @ResponseStatus(HttpStatus.ACCEPTED)
    ResponseEntity<CrawlView> start(Actor actor, @RequestBody CrawlRequest request) {
        var project = Given.text(request.project(), "project");
        var path = request.path();
        if ((path == null) == (request.source() == null)) {
            throw Given.invalid("source", "Either a source or a path is to be given.", "");
        }
        return queued(
                path == null
                        ? crawls.start(actor, Given.text(request.source(), "source"), project, request.options())
                        : crawls.startFolder(actor, folder(path), project, request.options()));
    }

    @PostMapping("/batch")
    @Operation(
            summary = "Start a crawl of each of several projects of a source, or of all that it has",
            description = "When one of them does not exist, none is started.")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Listing<CrawlView> startAll(Actor actor, @RequestBody CrawlBatchRequest request) {
        var source = Given.text(request.source(), "source");
        var projects = request.projects() == null ? List.<String>of() : request.projects();
        return new Listing<>(crawls.startAll(actor, source, projects, request.options()).stream()
                .map(CrawlView::of)
                .toList());
    }

    @PostMapping("/{id}/acceptance")
    @Operation(
            summary = "Publish what a preview found, all of it or some blocks",
            description = "Exactly what the preview showed is published; when a block has moved on since, nothing is. "
                    + "It is a crawl of its own that can be undone.")
    @ResponseStatus(HttpStatus.ACCEPTED)
    ResponseEntity<CrawlView> accept(
            Actor actor, @PathVariable UUID id, @RequestBody(required = false) @Nullable AcceptanceRequest request) {
        var only = request == null || request.only() == null ? List.<String>of() : request.only();
        return queued(crawls.accept(actor, id, only));
    }

    @PostMapping("/{id}/undo")
    @Operation(
            summary = "Take back what a crawl published",
            description = "Its versions are yanked, and articles are as before; what people wrote since stays. When a "
                    + "block has moved on since, nothing is undone.")
    @ResponseStatus(HttpStatus.ACCEPTED)
    ResponseEntity<CrawlView> undo(Actor actor, @PathVariable UUID id) {
        return queued(crawls.undo(actor, id));
    }

    private static ResponseEntity<CrawlView> queued(Crawl crawl) {
        return ResponseEntity.accepted()
                .location(URI.create("/api/v1/crawls/" + crawl.id()))
                .body(CrawlView.of(crawl));
    }

    @GetMapping
    @Operation(summary = "The last crawls, newest first")
    Listing<CrawlView> recent(Actor actor, @RequestParam(defaultValue = "20") @Min(1) @Max(500) int limit) {
        return new Listing<>(
                crawls.recent(actor, limit).stream().map(CrawlView::of).toList());
    }

    @GetMapping("/{id}")
    @Operation(summary = "A crawl as it stands, with its report once it has ended well")
    CrawlView crawl(Actor actor, @PathVariable UUID id) {
        return CrawlView.of(crawls.find(actor, id));
    }

    private static Path folder(String text) {
        var path = Given.path(text, "path");
        if (!path.isAbsolute()) {
            throw Given.invalid(
                    "path", "“" + text + "” is relative.", "Give the folder's absolute path on the server's disk.");
        }
        return path;
    }
}
