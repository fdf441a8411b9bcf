package io.blockyard.iac;

import io.blockyard.access.Actor;
import io.blockyard.access.Audit;
import io.blockyard.catalog.Catalog;
import io.blockyard.dataiku.Sources;
import io.blockyard.task.Secrets;
import io.blockyard.task.Tasks;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.transaction.support.TransactionTemplate;

/** The services of this room. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class IacConfiguration {

    @Bean
    Validator configurationValidator() {
        return new Validator();
    }

    @Bean
    Environments environments(DataSource dataSource, TransactionTemplate transaction, Secrets secrets, Audit audit) {
        return new Environments(dataSource, transaction, secrets, audit, Clock.systemUTC());
    }

    @Bean
    TargetKeeping targetKeeping(DataSource dataSource, TransactionTemplate transaction, Audit audit, Sources sources) {
        return new TargetKeeping(dataSource, transaction, audit, Clock.systemUTC(), sources::instance);
    }

    @Bean
    ReviewRules reviewRules(TargetKeeping keeping) {
        return new ReviewRules(keeping);
    }

    @Bean
    ProjectLocks projectLocks(TargetKeeping keeping) {
        return new ProjectLocks(keeping);
    }

    @Bean
    Policies policies(TargetKeeping keeping) {
        return new Policies(keeping);
    }

    @Bean
    Review review(Surroundings planSurroundings, ReviewRules rules, Audit audit) {
        return new Review(planSurroundings.plans(), rules, audit, Clock.systemUTC());
    }

    @Bean
    StoredPlans storedPlans(Surroundings planSurroundings, Review review) {
        return new StoredPlans(planSurroundings, review);
    }

    @Bean
    Plans plans(Surroundings planSurroundings, StoredPlans storedPlans, Tasks tasks, Audit audit, Sources sources) {
        return new Plans(planSurroundings, storedPlans, tasks, audit, sources::instance);
    }

    @Bean
    PlanDecisions planDecisions(
            Surroundings planSurroundings,
            StoredPlans storedPlans,
            Review review,
            ProjectLocks locks,
            Tasks tasks,
            Audit audit) {
        return new PlanDecisions(planSurroundings, storedPlans, review, locks, tasks, audit);
    }

    @Bean
    Builds builds(Surroundings planSurroundings, StoredPlans storedPlans) {
        return new Builds(planSurroundings, storedPlans, Thread::startVirtualThread);
    }

    @Bean
    PlanExports planExports(Plans plans, Surroundings planSurroundings, Audit audit) {
        return new PlanExports(plans, planSurroundings, audit);
    }

    @Bean
    ConfigurationChecks configurationChecks(Surroundings planSurroundings) {
        return new ConfigurationChecks(planSurroundings);
    }

    @Bean
    Deployments deployments(Surroundings planSurroundings, Audit audit, Catalog catalog) {
        return new Deployments(planSurroundings, audit, reference -> catalog.exact(Actor.system(), reference));
    }

    @Bean
    Surroundings planSurroundings(
            DataSource dataSource,
            TransactionTemplate transaction,
            Catalog catalog,
            Sources sources,
            Environments environments,
            Policies policies,
            Secrets secrets) {
        return new Surroundings(
                dataSource,
                transaction,
                catalog,
                sources::instance,
                environments,
                policies,
                secrets,
                Clock.systemUTC());
    }

    @Bean
    PlanTask planTask(Surroundings planSurroundings) {
        return new PlanTask(planSurroundings);
    }

    @Bean
    ApplyTask applyTask(Surroundings planSurroundings) {
        return new ApplyTask(planSurroundings);
    }

    @Bean
    RollBackTask rollBackTask(Surroundings planSurroundings) {
        return new RollBackTask(planSurroundings);
    }

    @Bean
    DeploymentRules deploymentRules(TargetKeeping keeping) {
        return new DeploymentRules(keeping);
    }

    @Bean
    DriftTask driftTask(Surroundings planSurroundings) {
        return new DriftTask(planSurroundings);
    }

    @Bean
    DriftWatch driftWatch(DeploymentRules rules, Tasks tasks) {
        return new DriftWatch(rules, tasks);
    }
}
