package io.blockyard.api.rest;

import io.blockyard.access.Actor;
import io.blockyard.api.CrawlRequest;
import io.blockyard.api.CrawlView;
import io.blockyard.api.Listing;
import io.blockyard.discovery.Crawls;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.nio.file.Path;
import java.util.UUID;
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
            summary = "Start a crawl",
            description = "Of a project of a named source, or of a folder on the server's own disk. It runs in the "
                    + "background; follow /api/v1/tasks/{id} of the same id.")
    @ResponseStatus(HttpStatus.ACCEPTED)
    ResponseEntity<CrawlView> start(Actor actor, @RequestBody CrawlRequest request) {
        var project = Given.text(request.project(), "project");
        if (Boolean.TRUE.equals(request.preview())) {
            throw Given.invalid(
                    "preview", "A crawl cannot be previewed yet.", "Leave “preview” out to crawl for real.");
        }
        var path = request.path();
        if ((path == null) == (request.source() == null)) {
            throw Given.invalid("source", "Either a source or a path is to be given.", "");
        }
        var crawl = path == null
                ? crawls.start(actor, Given.text(request.source(), "source"), project)
                : crawls.startFolder(actor, folder(path), project);
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
