package io.blockyard.iac.desired;

import java.util.List;

/** Everything that should exist in one project. */
public record DesiredState(String projectKey, List<Resource> resources, List<Instance> instances) {

    /**
     * A block instance and the addresses of what it consists of.
     *
     * @param reference what the configuration said
     * @param version the exact version
     */
    public record Instance(
            String name, String reference, String version, String digest, String zone, List<String> addresses) {}
}
