package io.blockyard.iac.desired;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.node.ObjectNode;

/**
 * One thing that should exist, with all that an apply needs to make it.
 *
 * @param zone the name of the zone it belongs to; empty when that is left to DSS
 * @param attributes its settings, its zone among them; keys that are absent are left to DSS
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

    /** The attribute that says where it stands, so that moving it is a change like any other. */
    public static final String ZONE = "zone";

    public Resource {
        attributes = zone.isEmpty() ? attributes : attributes.deepCopy().put(ZONE, zone);
        unknown = List.copyOf(unknown);
        dependsOn = Collections.unmodifiableSet(new TreeSet<>(dependsOn));
    }

    /** Whether the two mean the same thing; several instances may use it, and one of them has it in its zone. */
    boolean isSameAs(Resource other) {
        return other.attributes
                .deepCopy()
                .without(ZONE)
                .equals(attributes.deepCopy().without(ZONE));
    }

    public String address() {
        return type.address(projectKey, name);
    }
}
