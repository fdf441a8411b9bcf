package io.blockyard.iac;

import io.blockyard.access.Actor;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What was deployed: the projects that applied plans have made. */
public class Deployments {

    public List<Deployment> all(Actor actor) {
        throw new UnsupportedOperationException();
    }

    /** A deployed project. */
    public record Deployment(
            String projectKey,
            String name,
            String target,
            UUID planId,
            String deployedBy,
            Instant deployedAt,
            List<DeployedBlock> blocks) {}

    /** A block instance in it. */
    public record DeployedBlock(String instance, String reference, String version, String zone) {}
}
