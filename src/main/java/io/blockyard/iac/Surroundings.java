package io.blockyard.iac;

import io.blockyard.access.Audit;
import io.blockyard.catalog.BlockRegistry;
import io.blockyard.dataiku.DssClient;
import io.blockyard.task.Secrets;
import java.time.Clock;
import java.util.Objects;
import java.util.function.Function;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What planning and applying work with.
 *
 * @param secrets seals what an operation found on the target, which may hold secrets
 * @param targets opens the instance of this name, or says which names there are
 */
record Surroundings(
        DataSource dataSource,
        TransactionTemplate transaction,
        BlockRegistry registry,
        Function<String, DssClient> targets,
        Environments environments,
        Policies policies,
        Secrets secrets,
        Clock clock) {

    PlanTables plans() {
        return new PlanTables(jdbc(), clock);
    }

    PlanLists lists() {
        return new PlanLists(jdbc());
    }

    DeploymentTables deployments() {
        return new DeploymentTables(jdbc(), clock);
    }

    Journal journal() {
        return new Journal(jdbc(), secrets, clock);
    }

    FollowUps followUps() {
        return new FollowUps(jdbc());
    }

    ProjectLocks locks() {
        return new ProjectLocks(new TargetKeeping(
                dataSource,
                transaction,
                new Audit(dataSource),
                clock,
                target -> Objects.requireNonNull(targets.apply(target))));
    }

    Outcomes outcomes() {
        return new Outcomes(new Audit(dataSource));
    }

    private JdbcClient jdbc() {
        return JdbcClient.create(dataSource);
    }
}
