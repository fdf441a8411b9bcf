package io.blockyard.api.rest;

import io.blockyard.access.Actor;
import io.blockyard.api.Listing;
import io.blockyard.discovery.Credentials;
import io.blockyard.discovery.Credentials.Allowed;
import io.blockyard.discovery.Credentials.Finding;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Credentials that crawls found in projects and left out. */
@RestController
@RequestMapping("/api/v1/credentials")
@Tag(name = "Credentials", description = "Passwords, keys and tokens that people left in projects; never their texts")
class CredentialsController {

    private final Credentials credentials;

    CredentialsController(Credentials credentials) {
        this.credentials = credentials;
    }

    @GetMapping
    @Operation(
            summary = "Where credentials stand in crawled projects",
            description = "As the newest crawl of each project found them. Takes the role ADMIN.")
    Listing<Finding> found(Actor actor) {
        return new Listing<>(credentials.found(actor));
    }

    @GetMapping("/allowed")
    @Operation(summary = "What was said to be no credential, and by whom")
    Listing<Allowed> allowed(Actor actor) {
        return new Listing<>(credentials.allowed(actor));
    }

    @PutMapping("/allowed/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Say that a finding is no credential",
            description = "The next crawl leaves its text where it is, and so brings it into the catalog.")
    void allow(Actor actor, @PathVariable String id) {
        credentials.allow(actor, id);
    }

    @DeleteMapping("/allowed/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Take that back", description = "The next crawl takes the text out again.")
    void disallow(Actor actor, @PathVariable String id) {
        credentials.disallow(actor, id);
    }
}
