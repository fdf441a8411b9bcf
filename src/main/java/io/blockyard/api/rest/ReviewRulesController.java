package io.blockyard.api.rest;

import io.blockyard.access.Actor;
import io.blockyard.api.Listing;
import io.blockyard.api.ReviewRuleRequest;
import io.blockyard.iac.ReviewRule;
import io.blockyard.iac.ReviewRules;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Objects;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** How plans are reviewed, by target. */
@RestController
@RequestMapping("/api/v1/review-rules")
@Tag(name = "Review rules", description = "Who approves plans for a target, and for how long that holds")
class ReviewRulesController {

    private final ReviewRules rules;

    ReviewRulesController(ReviewRules rules) {
        this.rules = rules;
    }

    @GetMapping
    @Operation(summary = "The rules that were set", description = "Every other target has the usual one.")
    Listing<ReviewRule> all(Actor actor) {
        return new Listing<>(rules.all(actor));
    }

    @GetMapping("/{target}")
    @Operation(summary = "The rule that holds for a target")
    ReviewRule get(Actor actor, @PathVariable String target) {
        return rules.get(actor, target);
    }

    @PutMapping("/{target}")
    @Operation(summary = "Set the rule of a target", description = "What is left out stays as it is.")
    ReviewRule set(Actor actor, @PathVariable String target, @RequestBody ReviewRuleRequest request) {
        var now = rules.get(actor, target);
        return rules.set(
                actor,
                new ReviewRule(
                        target,
                        Objects.requireNonNullElse(request.approvals(), now.approvals()),
                        Objects.requireNonNullElse(request.othersOnly(), now.othersOnly()),
                        Objects.requireNonNullElse(request.planHours(), now.planHours()),
                        Objects.requireNonNullElse(request.approvalHours(), now.approvalHours())));
    }
}
