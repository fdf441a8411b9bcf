package io.blockyard.api.rest;

import io.blockyard.access.Actor;
import io.blockyard.api.CheckRequest;
import io.blockyard.iac.ConfigurationChecks;
import io.blockyard.iac.ConfigurationChecks.Checked;
import io.blockyard.iac.ConfigurationZip;
import io.blockyard.iac.Environments;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Checking configurations without planning them. */
@RestController
@RequestMapping("/api/v1/configurations/check")
@Tag(name = "Configurations", description = "Everything that is wrong with a configuration, in one answer")
class ConfigurationsController {

    private final ConfigurationChecks checks;

    ConfigurationsController(ConfigurationChecks checks) {
        this.checks = checks;
    }

    @PostMapping(consumes = "application/json")
    @Operation(
            summary = "Check a configuration",
            description = "All problems with code, place, sentence and remedy; nothing is stored. With a target its"
                    + " connections, code environments and plugins are looked at too.")
    Checked check(Actor actor, @RequestBody CheckRequest request) {
        var configuration = request.configuration();
        var files = request.files();
        if ((configuration == null) == (files == null)) {
            throw Given.invalid("configuration", "Either a configuration or files are to be given.", "");
        }
        return check(
                actor,
                configuration == null ? Given.value(files, "files") : Map.of("project.yml", configuration),
                request.environment(),
                request.target(),
                Boolean.TRUE.equals(request.strict()));
    }

    @PostMapping(consumes = {"application/yaml", "application/x-yaml", "text/yaml", "text/plain"})
    @Operation(summary = "Check a configuration that is one YAML text")
    Checked checkYaml(
            Actor actor,
            @RequestBody String configuration,
            @RequestParam(required = false) @Nullable String environment,
            @RequestParam(required = false) @Nullable String target,
            @RequestParam(defaultValue = "false") boolean strict) {
        return check(actor, Map.of("project.yml", configuration), environment, target, strict);
    }

    @PostMapping(consumes = "application/zip")
    @Operation(summary = "Check a configuration that is a folder, as a zip")
    Checked checkZip(
            Actor actor,
            @RequestBody byte[] zip,
            @RequestParam(required = false) @Nullable String environment,
            @RequestParam(required = false) @Nullable String target,
            @RequestParam(defaultValue = "false") boolean strict) {
        return check(actor, ConfigurationZip.read(zip), environment, target, strict);
    }

    private Checked check(
            Actor actor,
            Map<String, String> files,
            @Nullable String environment,
            @Nullable String target,
            boolean strict) {
        var named = environment == null || environment.isBlank() ? Environments.DEFAULT : environment;
        return checks.check(
                actor, new ConfigurationChecks.Request(files, named, target == null ? "" : target.strip(), strict));
    }
}
