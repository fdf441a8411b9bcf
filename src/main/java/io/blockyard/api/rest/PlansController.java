package io.blockyard.api.rest;

import io.blockyard.access.Actor;
import io.blockyard.api.ApplyRequest;
import io.blockyard.api.ApprovalRequest;
import io.blockyard.api.PlanRequest;
import io.blockyard.iac.ConfigurationZip;
import io.blockyard.iac.Plan;
import io.blockyard.iac.PlanDecisions;
import io.blockyard.iac.PlanMarkdown;
import io.blockyard.iac.PlanPage;
import io.blockyard.iac.PlanQuery;
import io.blockyard.iac.PlanState;
import io.blockyard.iac.PlanText;
import io.blockyard.iac.Plans;
import io.blockyard.iac.Plans.StoredPlan;
import io.blockyard.problem.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Plans from their making to their end. */
@RestController
@RequestMapping("/api/v1/plans")
@Tag(name = "Plans", description = "Plan, review, apply")
class PlansController {

    private static final String DEFAULT_ENVIRONMENT = "dev";
    private static final String ADOPT =
            "Addresses of what others made on the target, which the plan may take over; may be given more than once.";

    private final Plans plans;
    private final PlanDecisions decisions;

    PlansController(Plans plans, PlanDecisions decisions) {
        this.plans = plans;
        this.decisions = decisions;
    }

    @PostMapping(consumes = "application/json")
    @Operation(summary = "Plan a configuration", description = "Nothing is changed on the target.")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<StoredPlan> create(Actor actor, @RequestBody PlanRequest request) {
        var configuration = request.configuration();
        var files = request.files();
        if ((configuration == null) == (files == null)) {
            throw Given.invalid("configuration", "Either a configuration or files are to be given.", "");
        }
        return create(
                actor,
                configuration == null ? Given.value(files, "files") : Map.of("project.yml", configuration),
                request.environment(),
                request.target(),
                orNone(request.adopt()));
    }

    @PostMapping(consumes = {"application/yaml", "application/x-yaml", "text/yaml", "text/plain"})
    @Operation(summary = "Plan a configuration that is one YAML text")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<StoredPlan> createOfYaml(
            Actor actor,
            @RequestBody String configuration,
            @RequestParam(required = false) @Nullable String environment,
            @RequestParam(required = false) @Nullable String target,
            @Parameter(description = ADOPT) @RequestParam(required = false) @Nullable Set<String> adopt) {
        return create(actor, Map.of("project.yml", configuration), environment, target, orNone(adopt));
    }

    @PostMapping(consumes = "application/zip")
    @Operation(summary = "Plan a configuration that is a folder, as a zip")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<StoredPlan> createOfZip(
            Actor actor,
            @RequestBody byte[] zip,
            @RequestParam(required = false) @Nullable String environment,
            @RequestParam(required = false) @Nullable String target,
            @Parameter(description = ADOPT) @RequestParam(required = false) @Nullable Set<String> adopt) {
        return create(actor, ConfigurationZip.read(zip), environment, target, orNone(adopt));
    }

    private static Set<String> orNone(@Nullable Set<String> adopt) {
        return Objects.requireNonNullElse(adopt, Set.of());
    }

    private ResponseEntity<StoredPlan> create(
            Actor actor,
            Map<String, String> files,
            @Nullable String environment,
            @Nullable String target,
            Set<String> adopt) {
        var plan = plans.create(
                actor,
                new Plans.PlanRequest(
                        files,
                        environment == null || environment.isBlank() ? DEFAULT_ENVIRONMENT : environment,
                        Given.text(target, "target"),
                        adopt));
        return ResponseEntity.created(URI.create("/api/v1/plans/" + plan.id())).body(plan);
    }

    @GetMapping
    @Operation(
            summary = "Plans, newest first",
            description = "Of one target, project or state, or of several states. `next` of one page is the `cursor` of"
                    + " the following; behind the last plan there is none.")
    PlanPage page(
            Actor actor,
            @RequestParam(defaultValue = "") String target,
            @RequestParam(defaultValue = "") String project,
            @RequestParam(defaultValue = "") Set<PlanState> state,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "20") @Min(1) @Max(PlanQuery.MOST) int limit) {
        return plans.page(actor, new PlanQuery(target, project, state, cursor, limit));
    }

    @GetMapping("/counts")
    @Operation(summary = "How many plans stand where", description = "By state; a state of none is left out.")
    Map<PlanState, Long> counts(
            Actor actor,
            @RequestParam(defaultValue = "") String target,
            @RequestParam(defaultValue = "") String project) {
        return plans.counts(actor, target, project);
    }

    @GetMapping("/{id}/approvals")
    @Operation(
            summary = "How far the review of a plan is",
            description =
                    "How many approvals count and are asked for, and why the one who asks cannot give one, if so.")
    Plans.Approvals approvals(Actor actor, @PathVariable UUID id) {
        return decisions.approvals(actor, id);
    }

    @GetMapping(path = "/{id}", produces = "application/json")
    @Operation(summary = "A plan with its story")
    StoredPlan plan(Actor actor, @PathVariable UUID id) {
        return plans.get(actor, id);
    }

    @GetMapping(path = "/{id}", produces = "text/plain;charset=UTF-8")
    @Operation(summary = "A plan for people to read", description = "The form of the command line, without colours.")
    String text(Actor actor, @PathVariable UUID id) {
        return PlanText.of(made(actor, id), false);
    }

    @GetMapping(path = "/{id}", produces = "text/markdown;charset=UTF-8")
    @Operation(summary = "A plan as a Markdown page")
    String markdown(Actor actor, @PathVariable UUID id) {
        return PlanMarkdown.of(made(actor, id));
    }

    private Plan made(Actor actor, UUID id) {
        var stored = plans.get(actor, id);
        var plan = stored.plan();
        if (plan == null) {
            throw ProblemException.of(
                    ProblemException.Kind.CONFLICT,
                    "api.no-plan",
                    "Plan " + id + " has no changes to show: it is " + stored.state() + ".",
                    "Ask for it as JSON to see why.");
        }
        return plan;
    }

    @PostMapping("/{id}/approval")
    @Operation(summary = "Approve or reject", description = "Bound to the digest of the plan that was seen.")
    StoredPlan decide(Actor actor, @PathVariable UUID id, @RequestBody ApprovalRequest request) {
        var digest = Given.text(request.digest(), "digest");
        var comment = Given.orEmpty(request.comment());
        return switch (Given.text(request.decision(), "decision")) {
            case "approve" -> decisions.approve(actor, id, digest, comment);
            case "reject" -> decisions.reject(actor, id, digest, comment);
            case String other ->
                throw Given.invalid("decision", "“" + other + "” is no decision.", "Say approve or reject.");
        };
    }

    @PostMapping("/{id}/apply")
    @Operation(summary = "Apply an approved plan", description = "In the background; follow the task in apply_task.")
    @ResponseStatus(HttpStatus.ACCEPTED)
    ResponseEntity<StoredPlan> apply(Actor actor, @PathVariable UUID id, @RequestBody ApplyRequest request) {
        boolean build = Boolean.TRUE.equals(request.build());
        return ResponseEntity.accepted()
                .body(decisions.apply(actor, id, Given.text(request.digest(), "digest"), build));
    }

    @PostMapping("/{id}/resume")
    @Operation(summary = "Go on with an apply that stopped half-way")
    @ResponseStatus(HttpStatus.ACCEPTED)
    ResponseEntity<StoredPlan> resume(Actor actor, @PathVariable UUID id) {
        return ResponseEntity.accepted().body(decisions.resume(actor, id));
    }

    @PostMapping("/{id}/discard")
    @Operation(summary = "Give a plan up that nobody will apply")
    StoredPlan discard(Actor actor, @PathVariable UUID id) {
        return plans.discard(actor, id);
    }
}
