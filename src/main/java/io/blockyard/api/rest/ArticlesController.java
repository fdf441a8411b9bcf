package io.blockyard.api.rest;

import io.blockyard.access.Actor;
import io.blockyard.api.ArticleRequest;
import io.blockyard.api.ConflictDecision;
import io.blockyard.api.Listing;
import io.blockyard.api.RestoreRequest;
import io.blockyard.block.BlockId;
import io.blockyard.catalog.Article;
import io.blockyard.catalog.Articles;
import io.blockyard.catalog.Articles.Backlink;
import io.blockyard.catalog.Articles.Edit;
import io.blockyard.catalog.Articles.OpenConflict;
import io.blockyard.catalog.Articles.Revision;
import io.blockyard.catalog.Catalog;
import io.blockyard.catalog.DraftArticle;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Reading, writing and restoring articles, and deciding what could not be merged. */
@RestController
@RequestMapping("/api/v1")
@Tag(name = "Articles", description = "The wiki page of each block, with every revision")
class ArticlesController {

    private final Articles articles;
    private final Catalog catalog;

    ArticlesController(Articles articles, Catalog catalog) {
        this.articles = articles;
        this.catalog = catalog;
    }

    @GetMapping(path = "/blocks/{id}/article", produces = MediaType.TEXT_MARKDOWN_VALUE)
    @Operation(
            summary = "The block's wiki article, Markdown with front matter",
            description = "The ETag is its revision, which an edit names.")
    ResponseEntity<String> text(Actor actor, @PathVariable BlockId id) {
        var article = articles.get(actor, id);
        return ResponseEntity.ok().eTag(Long.toString(article.revision())).body(article.markdown());
    }

    @GetMapping(path = "/blocks/{id}/article", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "The block's wiki article with its revision and author")
    Article article(Actor actor, @PathVariable BlockId id) {
        return articles.get(actor, id);
    }

    @GetMapping("/blocks/{id}/article/draft")
    @Operation(
            summary = "The article as it will be once the block's draft is promoted",
            description =
                    "With what people wrote, and the places that will wait for a decision then; 404 without a draft.")
    DraftArticle draft(Actor actor, @PathVariable BlockId id) {
        return catalog.draftArticle(actor, id);
    }

    @PutMapping("/blocks/{id}/article")
    @Operation(
            summary = "Write the article",
            description = "Who began with an older revision has their text merged with what came between; 409 when"
                    + " somebody else changed the same lines.")
    Article write(Actor actor, @PathVariable BlockId id, @RequestBody ArticleRequest request) {
        var edit = new Edit(
                Given.value(request.markdown(), "markdown"),
                Given.value(request.revision(), "revision"),
                Given.orEmpty(request.reason()));
        return articles.write(actor, id, edit);
    }

    @GetMapping("/blocks/{id}/article/revisions")
    @Operation(summary = "Every revision, newest first, without the texts")
    Listing<Revision> history(
            Actor actor, @PathVariable BlockId id, @RequestParam(defaultValue = "100") @Min(1) @Max(1000) int limit) {
        return new Listing<>(articles.history(actor, id, limit));
    }

    @GetMapping(path = "/blocks/{id}/article/revisions/{revision}", produces = MediaType.TEXT_MARKDOWN_VALUE)
    @Operation(summary = "The text of a revision")
    String revision(Actor actor, @PathVariable BlockId id, @PathVariable long revision) {
        return articles.revision(actor, id, revision);
    }

    @GetMapping("/blocks/{id}/article/backlinks")
    @Operation(summary = "Blocks whose articles link to this one")
    Listing<Backlink> backlinks(Actor actor, @PathVariable BlockId id) {
        return new Listing<>(articles.backlinks(actor, id));
    }

    @PostMapping("/blocks/{id}/article/restore")
    @Operation(summary = "Make an earlier text the newest revision")
    Article restore(Actor actor, @PathVariable BlockId id, @RequestBody RestoreRequest request) {
        return articles.restore(actor, id, Given.value(request.revision(), "revision"));
    }

    @GetMapping("/blocks/{id}/article/conflicts")
    @Operation(summary = "Places that were changed here and at the source, or in a copy")
    Listing<OpenConflict> conflicts(Actor actor, @PathVariable BlockId id) {
        return new Listing<>(articles.conflicts(actor, id));
    }

    @PostMapping("/blocks/{id}/article/conflicts")
    @Operation(
            summary = "Decide a conflict",
            description = "By its place; by its number too where several texts wait there.")
    Article resolve(Actor actor, @PathVariable BlockId id, @RequestBody ConflictDecision decision) {
        return articles.resolve(
                actor,
                id,
                new Articles.Decision(
                        Given.value(decision.place(), "place"),
                        decision.number(),
                        Given.orEmpty(decision.text()),
                        Given.value(decision.revision(), "revision")));
    }

    @GetMapping("/conflicts")
    @Operation(summary = "What waits for a decision in the whole catalog, longest waiting first")
    Listing<OpenConflict> allConflicts(Actor actor) {
        return new Listing<>(articles.conflicts(actor));
    }
}
