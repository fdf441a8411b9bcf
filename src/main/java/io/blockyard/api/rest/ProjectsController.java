package io.blockyard.api.rest;

import io.blockyard.access.Actor;
import io.blockyard.api.Listing;
import io.blockyard.iac.Deployments;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What was deployed. */
@RestController
@RequestMapping("/api/v1/projects")
@Tag(name = "Projects", description = "The projects that applied plans have made")
class ProjectsController {

    private final Deployments deployments;

    ProjectsController(Deployments deployments) {
        this.deployments = deployments;
    }

    @GetMapping
    @Operation(summary = "All deployed projects with their blocks")
    Listing<Deployments.Deployment> all(Actor actor) {
        return new Listing<>(deployments.all(actor));
    }
}
