package io.blockyard.iac;

import io.blockyard.access.Actor;
import io.blockyard.access.Right;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What was deployed: the projects that applied plans have made. */
public class Deployments {

    private final DeploymentTables tables;

    public Deployments(DataSource dataSource) {
        this.tables = new DeploymentTables(JdbcClient.create(dataSource), Clock.systemUTC());
    }

    /** Newest first. */
    public List<Deployment> all(Actor actor) {
        actor.require(Right.READ);
        return tables.all();
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
