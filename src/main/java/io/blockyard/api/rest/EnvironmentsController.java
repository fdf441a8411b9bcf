package io.blockyard.api.rest;

import io.blockyard.access.Actor;
import io.blockyard.api.EnvironmentRequest;
import io.blockyard.api.Listing;
import io.blockyard.api.VariableRequest;
import io.blockyard.iac.Environment;
import io.blockyard.iac.Environments;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
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

/** Named environments and their variables. */
@RestController
@RequestMapping("/api/v1/environments")
@Tag(name = "Environments", description = "What {{ env.NAME }} means in a configuration")
class EnvironmentsController {

    private final Environments environments;

    EnvironmentsController(Environments environments) {
        this.environments = environments;
    }

    @GetMapping
    @Operation(summary = "All environments", description = "Secrets are named, their values are never shown.")
    Listing<Environment> all(Actor actor) {
        return new Listing<>(environments.all(actor));
    }

    @GetMapping("/{name}")
    @Operation(summary = "One environment")
    Environment get(Actor actor, @PathVariable String name) {
        return environments.get(actor, name);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Add an environment")
    Environment add(Actor actor, @RequestBody EnvironmentRequest request) {
        return environments.add(actor, Given.text(request.name(), "name"), Given.orEmpty(request.description()));
    }

    @DeleteMapping("/{name}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Remove an environment with its variables")
    void remove(Actor actor, @PathVariable String name) {
        environments.remove(actor, name);
    }

    @PutMapping("/{name}/variables/{variable}")
    @Operation(summary = "Set a variable", description = "A secret stays one until it is removed.")
    Environment set(
            Actor actor,
            @PathVariable String name,
            @PathVariable String variable,
            @RequestBody VariableRequest request) {
        return environments.set(
                actor, name, variable, Given.value(request.value(), "value"), Boolean.TRUE.equals(request.secret()));
    }

    @DeleteMapping("/{name}/variables/{variable}")
    @Operation(summary = "Remove a variable")
    Environment unset(Actor actor, @PathVariable String name, @PathVariable String variable) {
        return environments.unset(actor, name, variable);
    }
}
