package io.blockyard.api.rest;

import io.blockyard.access.Actor;
import io.blockyard.api.AskText;
import io.blockyard.api.Listing;
import io.blockyard.api.MatchQuestion;
import io.blockyard.block.BlockId;
import io.blockyard.search.match.Ask;
import io.blockyard.search.match.Asks;
import io.blockyard.search.match.MatchRequest;
import io.blockyard.search.match.MatchResult;
import io.blockyard.search.match.Matching;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Map;
import java.util.Objects;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** From a need in words to blocks, and what people say when they need a block. */
@RestController
@RequestMapping("/api/v1")
@Tag(name = "Matching", description = "From a need in words to the blocks that serve it")
class MatchController {

    private static final int USUAL = 10;

    private final Matching matching;
    private final Asks asks;

    MatchController(Matching matching, Asks asks) {
        this.matching = matching;
        this.asks = asks;
    }

    @PostMapping("/match")
    @Operation(
            summary = "Find the blocks that serve a need",
            description = "The band says whether the blocks serve it: match, maybe or nothing; `answer` marks those"
                    + " that are proposed, which are all listed whatever the limit. Each says what speaks for it and"
                    + " against it; `understood` says how the need was read, and what of it was not.")
    MatchResult match(Actor actor, @RequestBody MatchQuestion question) {
        return matching.match(
                actor,
                new MatchRequest(
                        Objects.requireNonNullElse(question.intent(), ""),
                        Objects.requireNonNullElse(question.limit(), USUAL),
                        Objects.requireNonNullElse(question.filters(), Map.of())));
    }

    @GetMapping("/blocks/{id}/asks")
    @Operation(
            summary = "What people say when they need a block",
            description = "Written by authors, learned from compositions (each says from which), or generated from its"
                    + " documentation, tags and contract; of these, hidden ones too.")
    Listing<Ask> asks(Actor actor, @PathVariable BlockId id) {
        return new Listing<>(asks.of(actor, id));
    }

    @PostMapping("/blocks/{id}/asks")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Write down what people say when they need a block")
    Ask add(Actor actor, @PathVariable BlockId id, @RequestBody AskText ask) {
        return asks.add(actor, id, Objects.requireNonNullElse(ask.text(), ""));
    }

    @PutMapping("/blocks/{id}/asks/{ask}")
    @Operation(
            summary = "Say an ask in other words",
            description = "A generated one is hidden, and the new words are kept as written by you.")
    Ask edit(Actor actor, @PathVariable BlockId id, @PathVariable String ask, @RequestBody AskText text) {
        return asks.edit(actor, id, ask, Objects.requireNonNullElse(text.text(), ""));
    }

    @DeleteMapping("/blocks/{id}/asks/{ask}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Remove what was written or learned", description = "Generated ones are hidden instead.")
    void remove(Actor actor, @PathVariable BlockId id, @PathVariable String ask) {
        asks.remove(actor, id, ask);
    }

    @PutMapping("/blocks/{id}/asks/{ask}/hidden")
    @Operation(
            summary = "Hide a generated ask that is wrong",
            description = "It stays hidden when a crawl generates the same words again.")
    Ask hide(Actor actor, @PathVariable BlockId id, @PathVariable String ask) {
        return asks.hide(actor, id, ask);
    }

    @DeleteMapping("/blocks/{id}/asks/{ask}/hidden")
    @Operation(summary = "Bring back a generated ask that was hidden")
    Ask show(Actor actor, @PathVariable BlockId id, @PathVariable String ask) {
        return asks.show(actor, id, ask);
    }
}
