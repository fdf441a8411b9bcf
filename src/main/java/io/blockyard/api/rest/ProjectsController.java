package io.blockyard.api.rest;

import io.blockyard.access.Actor;
import io.blockyard.api.DriftAdoption;
import io.blockyard.api.DriftView;
import io.blockyard.api.Listing;
import io.blockyard.iac.Deployments;
import io.blockyard.iac.Plan;
import io.blockyard.iac.Plans;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What was deployed. */
@RestController
@RequestMapping("/api/v1/projects")
@Tag(name = "Projects", description = "The projects that applied plans have made")
class ProjectsController {

    private final Deployments deployments;
    private final Plans plans;

    ProjectsController(Deployments deployments, Plans plans) {
        this.deployments = deployments;
        this.plans = plans;
    }

    @GetMapping
    @Operation(summary = "All deployed projects with their blocks")
    Listing<Deployments.Deployment> all(Actor actor) {
        return new Listing<>(deployments.all(actor));
    }

    @GetMapping("/{target}/{project}")
    @Operation(summary = "A deployed project with its blocks")
    Deployments.Deployment one(Actor actor, @PathVariable String target, @PathVariable String project) {
        return deployments.get(actor, target, project);
    }

    @GetMapping("/{target}/{project}/drift")
    @Operation(
            summary = "What was changed outside since the project was deployed",
            description =
                    "The target is read while one waits. To bring it back, ask for its repair; to record it, adopt it by"
                            + " its digest.")
    DriftView drift(Actor actor, @PathVariable String target, @PathVariable String project) {
        return DriftView.of(deployments.drift(actor, target, project));
    }

    @PostMapping("/{target}/{project}/adopt")
    @Operation(
            summary = "Record what is there now as what was deployed",
            description = "Bound to the digest of the drift that was seen. Tells what was adopted.")
    Listing<Plan.Drift> adopt(
            Actor actor,
            @PathVariable String target,
            @PathVariable String project,
            @RequestBody DriftAdoption request) {
        return new Listing<>(deployments.adopt(actor, target, project, Given.text(request.digest(), "digest")));
    }

    @PostMapping("/{target}/{project}/repair")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Plan the way back to what was deployed",
            description = "The project's last plan is made anew; it is approved and applied like any other.")
    ResponseEntity<Plans.StoredPlan> repair(Actor actor, @PathVariable String target, @PathVariable String project) {
        var plan = plans.repair(actor, target, project);
        return ResponseEntity.created(URI.create("/api/v1/plans/" + plan.id())).body(plan);
    }
}
