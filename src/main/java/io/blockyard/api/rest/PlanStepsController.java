package io.blockyard.api.rest;

import io.blockyard.access.Actor;
import io.blockyard.api.CommentRequest;
import io.blockyard.api.Listing;
import io.blockyard.api.OverrideRequest;
import io.blockyard.api.ReplanRequest;
import io.blockyard.api.RollBackRequest;
import io.blockyard.iac.Builds;
import io.blockyard.iac.Plan;
import io.blockyard.iac.PlanDecisions;
import io.blockyard.iac.Plans;
import io.blockyard.iac.Plans.StoredPlan;
import io.blockyard.problem.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What becomes of a plan besides being approved and applied. */
@RestController
@RequestMapping("/api/v1/plans/{id}")
@Tag(name = "Plans", description = "Plan, review, apply")
class PlanStepsController {

    private final Plans plans;
    private final PlanDecisions decisions;
    private final Builds builds;

    PlanStepsController(Plans plans, PlanDecisions decisions, Builds builds) {
        this.plans = plans;
        this.decisions = decisions;
        this.builds = builds;
    }

    @PostMapping("/comments")
    @Operation(summary = "Say something about a plan", description = "It decides nothing.")
    StoredPlan comment(Actor actor, @PathVariable UUID id, @RequestBody CommentRequest request) {
        return decisions.comment(actor, id, Given.text(request.comment(), "comment"));
    }

    @PostMapping("/overrides")
    @Operation(summary = "Let a plan be approved although it breaks a soft policy")
    StoredPlan override(Actor actor, @PathVariable UUID id, @RequestBody OverrideRequest request) {
        return decisions.override(
                actor,
                id,
                Given.text(request.digest(), "digest"),
                Given.text(request.policy(), "policy"),
                Given.text(request.reason(), "reason"));
    }

    @PostMapping("/check")
    @Operation(
            summary = "Look whether anything that an open plan was made from has moved",
            description = "Tells each input that moved; the plan is then stale.")
    Listing<Problem> check(Actor actor, @PathVariable UUID id) {
        return new Listing<>(plans.check(actor, id));
    }

    @PostMapping("/replan")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Make the same plan anew",
            description = "An open plan is discarded for it. What others made is taken over where it is named.")
    ResponseEntity<StoredPlan> replan(
            Actor actor, @PathVariable UUID id, @RequestBody(required = false) @Nullable ReplanRequest request) {
        var adopt = request == null ? null : request.adopt();
        var plan = plans.replan(actor, id, adopt == null ? Set.of() : adopt);
        return ResponseEntity.created(URI.create("/api/v1/plans/" + plan.id())).body(plan);
    }

    @GetMapping("/moved")
    @Operation(summary = "What this plan does otherwise than the plan that it replaces")
    Listing<Plan.Moved> moved(Actor actor, @PathVariable UUID id) {
        return new Listing<>(plans.moved(actor, id));
    }

    @GetMapping("/build")
    @Operation(
            summary = "How the build of an applied plan stands",
            description = "DSS is asked while it is under way; how it ended is kept with the plan.")
    Plans.FollowUp build(Actor actor, @PathVariable UUID id) {
        return builds.look(actor, id);
    }

    @PostMapping("/cancel")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Stop an apply before its next operation, or the making of a plan")
    ResponseEntity<StoredPlan> cancel(Actor actor, @PathVariable UUID id) {
        return ResponseEntity.accepted().body(decisions.cancel(actor, id));
    }

    @PostMapping("/roll-back")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            summary = "Take an unfinished apply back",
            description = "In the background; a project that the plan created is deleted as a whole.")
    ResponseEntity<StoredPlan> rollBack(Actor actor, @PathVariable UUID id, @RequestBody RollBackRequest request) {
        return ResponseEntity.accepted()
                .body(decisions.rollBack(actor, id, Given.text(request.projectKey(), "project_key")));
    }
}
