package io.blockyard.iac.desired;

import io.blockyard.block.BlockType;
import java.util.List;

/** Everything that should exist in one project. */
public record DesiredState(String projectKey, List<Resource> resources, List<Instance> instances) {

    /**
     * An instance of a block or solution and the addresses of what it consists of.
     *
     * @param reference what the configuration, or the solution around it, said
     * @param version the exact version
     * @param zone empty for a solution
     * @param within the instance of the solution that it is a member of; empty for none
     */
    public record Instance(
            String name,
            BlockType type,
            String reference,
            String version,
            String digest,
            String zone,
            String within,
            List<String> addresses) {}
}
