package io.blockyard.api.rest;

import io.blockyard.access.Actor;
import io.blockyard.api.DeploymentRuleRequest;
import io.blockyard.api.Listing;
import io.blockyard.iac.DeploymentRule;
import io.blockyard.iac.DeploymentRules;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Objects;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What follows an apply, by target. */
@RestController
@RequestMapping("/api/v1/deployment-rules")
@Tag(name = "Deployment rules", description = "Whether a snapshot is taken after an apply, and when to look for drift")
class DeploymentRulesController {

    private final DeploymentRules rules;

    DeploymentRulesController(DeploymentRules rules) {
        this.rules = rules;
    }

    @GetMapping
    @Operation(summary = "The rules that were set", description = "Every other target has the usual one.")
    Listing<DeploymentRule> all(Actor actor) {
        return new Listing<>(rules.all(actor));
    }

    @GetMapping("/{target}")
    @Operation(summary = "The rule that holds for a target")
    DeploymentRule get(Actor actor, @PathVariable String target) {
        return rules.get(actor, target);
    }

    @PutMapping("/{target}")
    @Operation(summary = "Set the rule of a target", description = "What is left out stays as it is.")
    DeploymentRule set(Actor actor, @PathVariable String target, @RequestBody DeploymentRuleRequest request) {
        var now = rules.get(actor, target);
        return rules.set(
                actor,
                new DeploymentRule(
                        target,
                        Objects.requireNonNullElse(request.snapshot(), now.snapshot()),
                        Objects.requireNonNullElse(request.driftCron(), now.driftCron())));
    }
}
