package io.blockyard.iac.desired;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.node.ObjectNode;

/**
 * One thing that should exist, with all that an apply needs to make it.
 *
 * @param zone the name of the zone it belongs to; empty for the default zone
 * @param attributes its settings; keys that are absent are left to DSS
 * @param unknown attributes that only the target will tell
 * @param dependsOn addresses that have to exist before it
 * @param reason why it should exist, for people
 */
public record Resource(
        ResourceType type,
        String projectKey,
        String name,
        String zone,
        ObjectNode attributes,
        List<String> unknown,
        Set<String> dependsOn,
        String reason) {

    public Resource {
        unknown = List.copyOf(unknown);
        dependsOn = Collections.unmodifiableSet(new TreeSet<>(dependsOn));
    }

    public String address() {
        return type.address(projectKey, name);
    }
}
