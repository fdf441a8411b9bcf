package io.blockyard.api.rest;

import io.blockyard.access.Actor;
import io.blockyard.api.Listing;
import io.blockyard.api.LockRequest;
import io.blockyard.iac.ProjectLocks;
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

/** Projects that somebody holds, so that nobody else applies to them. */
@RestController
@RequestMapping("/api/v1/locks")
@Tag(name = "Locks", description = "Projects that somebody holds for a reason")
class LocksController {

    private final ProjectLocks locks;

    LocksController(ProjectLocks locks) {
        this.locks = locks;
    }

    @GetMapping
    @Operation(summary = "All held projects")
    Listing<ProjectLocks.Lock> all(Actor actor) {
        return new Listing<>(locks.all(actor));
    }

    @PutMapping("/{target}/{project}")
    @Operation(summary = "Hold a project", description = "Nobody else applies to it until it is let go.")
    ProjectLocks.Lock hold(
            Actor actor, @PathVariable String target, @PathVariable String project, @RequestBody LockRequest request) {
        return locks.hold(actor, target, project, Given.text(request.reason(), "reason"));
    }

    @DeleteMapping("/{target}/{project}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Let a project go", description = "One's own; an administrator lets go anybody's.")
    void release(Actor actor, @PathVariable String target, @PathVariable String project) {
        locks.release(actor, target, project);
    }
}
