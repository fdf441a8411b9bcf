package io.blockyard.api.rest;

import io.blockyard.access.Actor;
import io.blockyard.iac.PlanExports;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Plans as zips that DSS imports. */
@RestController
@RequestMapping("/api/v1/plans")
@Tag(name = "Plans", description = "Plan, review, apply")
class PlanExportController {

    private final PlanExports exports;

    PlanExportController(PlanExports exports) {
        this.exports = exports;
    }

    @GetMapping(path = "/{id}/export", produces = "application/zip")
    @Operation(
            summary = "The project that a plan would make, as an export zip of DSS",
            description =
                    "For teams whose tools may not write to DSS: import it there by hand. Only for plans that make"
                            + " a new project, and without secrets; nothing is recorded as deployed.")
    ResponseEntity<byte[]> zip(Actor actor, @PathVariable UUID id) {
        var name =
                ContentDisposition.attachment().filename("plan-" + id + ".zip").build();
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_DISPOSITION, name.toString())
                .body(exports.zip(actor, id));
    }
}
