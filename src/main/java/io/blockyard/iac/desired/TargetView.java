package io.blockyard.iac.desired;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What planning knows of the instance that it plans for.
 *
 * @param known whether the instance was asked; offline nothing is known, and nothing can be missing
 * @param connections name → DSS type
 */
public record TargetView(boolean known, Map<String, String> connections, Set<String> codeEnvs, Set<String> plugins) {

    public static final TargetView UNKNOWN = new TargetView(false, Map.of(), Set.of(), Set.of());

    public Optional<String> connectionType(String name) {
        return Optional.ofNullable(connections.get(name));
    }
}
