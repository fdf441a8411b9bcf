package io.blockyard.api.rest;

import io.blockyard.access.Actor;
import io.blockyard.access.Tokens;
import io.blockyard.api.Listing;
import io.blockyard.api.TokenRequest;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Objects;
import java.util.UUID;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** API tokens: one's own, and for administrators everybody's. */
@RestController
@RequestMapping("/api/v1/tokens")
@Tag(name = "Tokens", description = "API tokens: one's own, and for administrators everybody's")
class TokensController {

    private final Tokens tokens;

    TokensController(Tokens tokens) {
        this.tokens = tokens;
    }

    @GetMapping
    @Operation(summary = "Tokens, without their texts")
    Listing<Tokens.Token> list(Actor actor) {
        return new Listing<>(tokens.list(actor));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Make a token",
            description =
                    "Its text is in this answer and never to be had again. It ends with the token that asks for it at "
                            + "the latest.")
    Tokens.IssuedToken create(
            Actor actor,
            @Parameter(hidden = true) @RequestHeader(HttpHeaders.AUTHORIZATION) String authorization,
            @RequestBody TokenRequest request) {
        return tokens.createWith(
                TokenFilter.token(authorization),
                actor,
                Objects.requireNonNullElse(request.person(), actor.name()),
                Given.orEmpty(request.label()),
                request.expiresAt());
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Revoke a token, for ever")
    void revoke(Actor actor, @PathVariable UUID id) {
        tokens.revoke(actor, id);
    }
}
