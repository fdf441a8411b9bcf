package io.blockyard.api.rest;

import io.blockyard.access.Actor;
import io.blockyard.api.Listing;
import io.blockyard.block.BlockId;
import io.blockyard.catalog.Attachment;
import io.blockyard.catalog.Attachments;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Files beside an article: what people put there is never run, whoever opens it and however. */
@RestController
@RequestMapping("/api/v1/blocks/{id}/article/attachments")
@Tag(name = "Articles", description = "The wiki page of each block, with every revision")
class AttachmentsController {

    private static final String NOTHING_RUNS = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox";

    private final Attachments attachments;

    AttachmentsController(Attachments attachments) {
        this.attachments = attachments;
    }

    @GetMapping
    @Operation(summary = "What is attached to the article, or was to one of its revisions")
    Listing<Attachment> all(Actor actor, @PathVariable BlockId id, @RequestParam @Nullable Long revision) {
        return new Listing<>(there(actor, id, revision));
    }

    @GetMapping(path = "/{name}", produces = MediaType.ALL_VALUE)
    @Operation(summary = "An attachment's content", description = "With a revision, as it was then.")
    ResponseEntity<byte[]> content(
            Actor actor, @PathVariable BlockId id, @PathVariable String name, @RequestParam @Nullable Long revision) {
        var attachment =
                revision == null ? attachments.get(actor, id, name) : attachments.get(actor, id, name, revision);
        var disposition = attachment.isPicture() ? ContentDisposition.inline() : ContentDisposition.attachment();
        // A revision never changes.
        var caching = revision == null
                ? CacheControl.noCache()
                : CacheControl.maxAge(Duration.ofDays(30)).cachePrivate().immutable();
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(attachment.mediaType()))
                .eTag(attachment.digest())
                .cacheControl(caching)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        disposition
                                .filename(name, StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", NOTHING_RUNS)
                .body(attachments.content(actor, attachment));
    }

    @PutMapping(path = "/{name}", consumes = MediaType.ALL_VALUE)
    @Operation(
            summary = "Attach a file, in the place of another of its name",
            description =
                    "The body is the file itself. The article names it as attachment:NAME; it has a revision more.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = "application/octet-stream",
                                            schema = @Schema(type = "string", format = "binary"))))
    Attachment attach(Actor actor, @PathVariable BlockId id, @PathVariable String name, HttpServletRequest request)
            throws IOException {
        try (var content = request.getInputStream()) {
            return attachments.attach(actor, id, name, content);
        }
    }

    @DeleteMapping("/{name}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Take an attachment away", description = "Earlier revisions of the article keep it.")
    void remove(Actor actor, @PathVariable BlockId id, @PathVariable String name) {
        attachments.remove(actor, id, name);
    }

    private List<Attachment> there(Actor actor, BlockId id, @Nullable Long revision) {
        return revision == null ? attachments.all(actor, id) : attachments.all(actor, id, revision);
    }
}
