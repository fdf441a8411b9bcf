package io.blockyard.iac.desired;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What planning knows of the instance that it plans for.
 *
 * @param known whether the instance was asked; offline nothing is known, and nothing can be missing
 * @param connections name → DSS type
 * @param codeEnvs empty when the instance does not tell
 * @param plugins empty when the instance does not tell
 */
public record TargetView(
        boolean known, Map<String, String> connections, Optional<Set<String>> codeEnvs, Optional<Set<String>> plugins) {

    public static final TargetView UNKNOWN = new TargetView(false, Map.of(), Optional.empty(), Optional.empty());

    /** Empty when there is no such connection, or when the instance does not tell its type. */
    public Optional<String> connectionType(String name) {
        return Optional.ofNullable(connections.get(name)).filter(type -> !type.isEmpty());
    }

    boolean mayHaveCodeEnv(String name) {
        return codeEnvs.map(names -> names.contains(name)).orElse(true);
    }

    boolean mayHavePlugin(String id) {
        return plugins.map(ids -> ids.contains(id)).orElse(true);
    }
}
