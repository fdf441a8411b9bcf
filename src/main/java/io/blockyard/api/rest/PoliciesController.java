package io.blockyard.api.rest;

import io.blockyard.access.Actor;
import io.blockyard.api.Listing;
import io.blockyard.api.PolicyRequest;
import io.blockyard.iac.Policies;
import io.blockyard.iac.Policy;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Rules that plans have to keep. */
@RestController
@RequestMapping("/api/v1/policies")
@Tag(name = "Policies", description = "Rules that plans have to keep, as CEL over the plan")
class PoliciesController {

    private final Policies policies;

    PoliciesController(Policies policies) {
        this.policies = policies;
    }

    @GetMapping
    @Operation(summary = "All policies")
    Listing<Policy> all(Actor actor) {
        return new Listing<>(policies.all(actor));
    }

    @GetMapping("/starters")
    @Operation(summary = "Policies to begin with", description = "None of them holds before it is set.")
    Listing<Policy> starters(Actor actor) {
        return new Listing<>(policies.starters(actor));
    }

    @PutMapping("/{name}")
    @Operation(summary = "Add or change a policy", description = "Open plans become stale.")
    Policy set(Actor actor, @PathVariable String name, @RequestBody PolicyRequest request) {
        return policies.set(
                actor,
                new Policy(
                        name,
                        Given.orEmpty(request.target()),
                        severity(Given.text(request.severity(), "severity")),
                        Given.text(request.expression(), "expression"),
                        Given.text(request.message(), "message")));
    }

    private static Policy.Severity severity(String wire) {
        for (var severity : Policy.Severity.values()) {
            if (severity.wire().equals(wire)) {
                return severity;
            }
        }
        throw Given.invalid("severity", "“" + wire + "” is no severity.", "Say advisory, soft or hard.");
    }

    @DeleteMapping("/{name}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Remove a policy", description = "Open plans become stale.")
    void remove(Actor actor, @PathVariable String name) {
        policies.remove(actor, name);
    }
}
