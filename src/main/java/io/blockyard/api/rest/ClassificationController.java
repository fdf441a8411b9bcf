package io.blockyard.api.rest;

import io.blockyard.access.Actor;
import io.blockyard.discovery.Classification.RuleFile;
import io.blockyard.discovery.ClassificationRules;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The organisation's rules for levels and domains. */
@RestController
@RequestMapping("/api/v1/classification")
@Tag(
        name = "Classification",
        description = "Rules that say which level and domain a zone has; the first that matches decides")
class ClassificationController {

    private final ClassificationRules rules;

    ClassificationController(ClassificationRules rules) {
        this.rules = rules;
    }

    @GetMapping
    @Operation(summary = "The rules, in the order in which they are tried")
    RuleFile all(Actor actor) {
        return rules.all(actor);
    }

    @PutMapping
    @Operation(
            summary = "Put rules in the place of all that held",
            description =
                    "`of` is tag, zone, project or dataset; `like` a regular expression, found in any case; `is` the"
                            + " level or domain, with $1 for the expression's first group. Holds from the next crawl on.")
    RuleFile set(Actor actor, @RequestBody RuleFile request) {
        return rules.set(actor, request);
    }

    @DeleteMapping
    @Operation(summary = "Let the rules hold again that come with the product")
    RuleFile reset(Actor actor) {
        return rules.reset(actor);
    }
}
