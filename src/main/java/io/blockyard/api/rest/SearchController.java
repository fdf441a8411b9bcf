package io.blockyard.api.rest;

import io.blockyard.access.Actor;
import io.blockyard.api.Listing;
import io.blockyard.api.RememberedSearch;
import io.blockyard.search.BlockSearch;
import io.blockyard.search.SearchProgress;
import io.blockyard.search.SearchRequest;
import io.blockyard.search.SearchResult;
import io.blockyard.search.SearchResult.FacetValue;
import io.blockyard.search.SearchSuggestions;
import io.blockyard.search.Suggestion;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What helps to search: completions, one's former searches, and how far the index is. */
@RestController
@RequestMapping("/api/v1/search")
@Tag(name = "Search", description = "Suggestions, former searches and the state of the index")
class SearchController {

    private final BlockSearch search;
    private final SearchSuggestions suggestions;

    SearchController(BlockSearch search, SearchSuggestions suggestions) {
        this.search = search;
        this.suggestions = suggestions;
    }

    @GetMapping("/suggestions")
    @Operation(
            summary = "What to complete to",
            description = "Blocks, tags, columns and former searches that begin like `q`; for `field:` its values;"
                    + " for nothing, what you and several others searched for.")
    Listing<Suggestion> suggestions(
            Actor actor,
            @RequestParam(defaultValue = "") String q,
            @Parameter(description = "1 to 50") @RequestParam(defaultValue = "10") @Min(1) @Max(50) int limit) {
        return new Listing<>(suggestions.suggest(actor, q, limit));
    }

    @GetMapping("/columns")
    @Operation(summary = "Names of columns that begin so, those of most blocks first")
    Listing<String> columns(
            Actor actor,
            @RequestParam(defaultValue = "") String q,
            @Parameter(description = "1 to 50") @RequestParam(defaultValue = "20") @Min(1) @Max(50) int limit) {
        return new Listing<>(suggestions.columns(actor, q, limit));
    }

    @GetMapping("/facets/{facet}")
    @Operation(
            summary = "Find a value to narrow a search by",
            description = "The values of a facet (domain, level, type, tag, source or status) that have `find` in their"
                    + " name, those that begin with it first, then the commonest, however rare; each with the blocks"
                    + " of the same search that have it, without the facet's own filter. A search itself tells the "
                    + SearchResult.MOST_VALUES + " commonest.")
    Listing<FacetValue> facetValues(
            Actor actor,
            @PathVariable String facet,
            @RequestParam(defaultValue = "") String find,
            @RequestParam(defaultValue = "") String q,
            @ParameterObject SearchFilters filters,
            @Parameter(description = "1 to 1000") @RequestParam(defaultValue = "40") @Min(1) @Max(1_000) int limit) {
        var request = new SearchRequest(q, filters.chosen(), SearchRequest.Sort.RELEVANCE, 0, 0);
        return new Listing<>(search.values(actor, request, facet, find, limit));
    }

    @PostMapping("/history")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Remember a search, to suggest it again")
    void remember(Actor actor, @RequestBody RememberedSearch remembered) {
        suggestions.remember(actor, Given.orEmpty(remembered.text()));
    }

    @DeleteMapping("/history")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Forget everything that you searched for")
    void forget(Actor actor) {
        suggestions.forget(actor);
    }

    @GetMapping("/index")
    @Operation(summary = "How far this node's index is", description = "204 while it cannot be opened.")
    ResponseEntity<SearchProgress> index(Actor actor) {
        return search.progress(actor)
                .map(ResponseEntity::ok)
                .orElseGet(() -> ResponseEntity.noContent().build());
    }
}
