package io.blockyard.iac;

import io.blockyard.catalog.BlockRegistry;
import io.blockyard.iac.check.Remainder;
import io.blockyard.iac.check.Resolution;
import io.blockyard.iac.check.SemanticCheck;
import io.blockyard.iac.config.Configuration;
import io.blockyard.iac.config.ConfigurationReader;
import io.blockyard.iac.config.Findings;
import io.blockyard.iac.desired.DesiredState;
import io.blockyard.iac.desired.DesiredStates;
import io.blockyard.iac.desired.TargetView;
import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A configuration read and checked, on its way to a plan.
 *
 * @param desired what should exist; empty when anything is wrong
 * @param problems all that can be told at once, whatever of it is wrong
 */
record Draft(
        Optional<Configuration> configuration,
        Resolution resolution,
        Optional<DesiredState> desired,
        List<Problem> problems) {

    /** Reads, checks and takes blocks apart; each step goes on with what the one before has left. */
    static Draft of(
            Map<String, String> files,
            Map<String, String> environment,
            @Nullable BlockRegistry registry,
            TargetView target) {
        var findings = new Findings();
        var configuration = ConfigurationReader.read(files, environment, findings);
        if (configuration.isEmpty()) {
            return new Draft(configuration, Resolution.NOTHING, Optional.empty(), findings.all());
        }
        var resolution = Resolution.of(configuration.get(), registry, findings);
        SemanticCheck.check(configuration.get(), resolution, findings);
        var whole = resolution.takenApart(configuration.get());
        var usable = findings.hasErrors() ? Remainder.of(whole, resolution) : whole;
        var desired = DesiredStates.of(usable, resolution, target, findings);
        return new Draft(
                configuration,
                resolution,
                findings.hasErrors() ? Optional.empty() : Optional.of(desired),
                findings.all());
    }

    /** @throws ProblemException INVALID when the configuration itself is wrong, whatever the target offers */
    void requireValid() {
        if (!isValid()) {
            throw new ProblemException(ProblemException.Kind.INVALID, problems);
        }
    }

    /** Whether the configuration itself is right, whatever the target offers. */
    boolean isValid() {
        return problems.stream()
                .filter(Problem::isError)
                .allMatch(problem -> problem.code().startsWith("plan."));
    }

    /** The key of the project that it is about; empty when that is wrong. */
    Optional<String> projectKey() {
        return isValid() ? configuration.map(read -> read.project().key().value()) : Optional.empty();
    }

    /** Instance, of a solution or of a member too → digest of the version it resolved to. */
    Map<String, String> blockDigests() {
        var digests = new TreeMap<String, String>();
        resolution.byInstance().forEach((instance, block) -> digests.put(instance, block.digest()));
        return digests;
    }
}
