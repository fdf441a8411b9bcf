package io.blockyard.api.rest;

import io.blockyard.access.Actor;
import io.blockyard.api.InspectionView;
import io.blockyard.api.Listing;
import io.blockyard.api.PublishingRequest;
import io.blockyard.api.SourceRequest;
import io.blockyard.api.SourceView;
import io.blockyard.dataiku.Diagnosis;
import io.blockyard.dataiku.Origin;
import io.blockyard.dataiku.ProjectReader.ProjectSummary;
import io.blockyard.dataiku.Source;
import io.blockyard.dataiku.Sources;
import io.blockyard.discovery.Crawls;
import io.blockyard.discovery.PublishingPolicies;
import io.blockyard.discovery.PublishingPolicies.Policy;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.http.HttpStatus;
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

/** The places that projects are read from. */
@RestController
@RequestMapping("/api/v1/sources")
@Tag(name = "Sources", description = "DSS instances, git repositories, folders and exports that projects are read from")
class SourcesController {

    private final Sources sources;
    private final Crawls crawls;
    private final PublishingPolicies policies;

    SourcesController(Sources sources, Crawls crawls, PublishingPolicies policies) {
        this.sources = sources;
        this.crawls = crawls;
        this.policies = policies;
    }

    @GetMapping
    @Operation(summary = "All sources; their secrets are never shown")
    Listing<SourceView> all(Actor actor) {
        return new Listing<>(sources.all(actor).stream().map(SourceView::of).toList());
    }

    @GetMapping("/{name}")
    @Operation(summary = "One source; its secret is never shown")
    SourceView one(Actor actor, @PathVariable String name) {
        return SourceView.of(sources.find(actor, name));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Name a DSS instance, a git repository or a folder on the server's disk")
    SourceView add(Actor actor, @RequestBody SourceRequest request) {
        return SourceView.of(sources.add(actor, Given.text(request.name(), "name"), origin(request), secret(request)));
    }

    @PutMapping("/{name}")
    @Operation(
            summary = "Change a source",
            description = "Everything is given again, but a secret that is left out stays as it is. It has to be given"
                    + " again when the host becomes another.")
    SourceView change(Actor actor, @PathVariable String name, @RequestBody SourceRequest request) {
        return SourceView.of(sources.change(actor, name, origin(request), secret(request)));
    }

    @PutMapping(path = "/{name}/archive", consumes = "application/zip")
    @Operation(
            summary = "Upload an export or a bundle, under a new name or in the place of an older one",
            description = "Only what defines the projects is kept, no data.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = "application/zip",
                                            schema = @Schema(type = "string", format = "binary"))))
    SourceView upload(
            Actor actor,
            @PathVariable String name,
            @RequestParam(name = "file_name") String fileName,
            HttpServletRequest request)
            throws IOException {
        var known = sources.all(actor).stream().map(Source::name).anyMatch(name::equals);
        try (var zip = request.getInputStream()) {
            return SourceView.of(
                    known
                            ? sources.changeArchive(actor, name, fileName, zip)
                            : sources.addArchive(actor, name, fileName, zip));
        }
    }

    @PostMapping("/{name}/test")
    @Operation(
            summary = "Try a source step by step",
            description = "A connection that fails is a diagnosis, not an error.")
    Diagnosis test(Actor actor, @PathVariable String name) {
        return sources.test(actor, name);
    }

    @GetMapping("/{name}/projects")
    @Operation(summary = "The projects that can be read from a source")
    Listing<ProjectSummary> projects(Actor actor, @PathVariable String name) {
        return new Listing<>(sources.projects(actor, name));
    }

    @GetMapping("/{name}/projects/{key}/inspection")
    @Operation(summary = "What a crawl of a project would make of its zones; nothing is kept")
    InspectionView inspect(Actor actor, @PathVariable String name, @PathVariable String key) {
        return InspectionView.of(crawls.inspect(actor, name, key));
    }

    @GetMapping("/{name}/publishing")
    @Operation(summary = "What becomes of what a crawl of the source finds")
    PublishingRequest publishing(Actor actor, @PathVariable String name) {
        return new PublishingRequest(
                policies.of(actor, sources.find(actor, name).name()).wire());
    }

    @PutMapping("/{name}/publishing")
    @Operation(
            summary = "Publish what crawls of the source find at once, or let it wait as drafts",
            description = "Holds from the next crawl on.")
    PublishingRequest setPublishing(Actor actor, @PathVariable String name, @RequestBody PublishingRequest request) {
        var policy = Policy.ofWire(Given.text(request.policy(), "policy"));
        policies.set(actor, sources.find(actor, name).name(), policy);
        return new PublishingRequest(policy.wire());
    }

    @DeleteMapping("/{name}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Forget a source and its secret")
    void remove(Actor actor, @PathVariable String name) {
        sources.remove(actor, name);
    }

    private static Origin origin(SourceRequest request) {
        var kind = request.kind() == null ? "dss" : request.kind();
        return switch (kind) {
            case "dss" -> Origin.Instance.at(Given.text(request.url(), "url"), Given.orEmpty(request.authority()));
            case "git" ->
                new Origin.GitRepository(
                        Given.text(request.url(), "url"),
                        Given.orEmpty(request.branch()),
                        Given.orEmpty(request.folder()),
                        Given.orEmpty(request.user()),
                        Given.orEmpty(request.authority()));
            case "folder" -> new Origin.Folder(Given.path(Given.text(request.path(), "path"), "path"));
            default ->
                throw Given.invalid(
                        "kind",
                        "“" + kind + "” is no kind of source that can be named so.",
                        "It is dss, git or folder; a zip is put to /api/v1/sources/NAME/archive.");
        };
    }

    private static String secret(SourceRequest request) {
        return Given.orEmpty(request.apiKey() == null ? request.secret() : request.apiKey());
    }
}
