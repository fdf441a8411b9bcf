package io.blockyard.iac;

import io.blockyard.access.Audit;
import io.blockyard.catalog.Catalog;
import io.blockyard.dataiku.Sources;
import io.blockyard.task.Tasks;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionTemplate;

/** The services of this room. */
@Configuration(proxyBeanMethods = false)
class IacConfiguration {

    @Bean
    Validator configurationValidator() {
        return new Validator();
    }

    @Bean
    Plans plans(
            DataSource dataSource,
            TransactionTemplate transaction,
            Tasks tasks,
            Audit audit,
            Catalog catalog,
            Sources sources) {
        return new Plans(dataSource, transaction, tasks, audit, catalog, sources::instance, Clock.systemUTC());
    }

    @Bean
    Deployments deployments(DataSource dataSource) {
        return new Deployments(dataSource);
    }

    @Bean
    PlanTask planTask(DataSource dataSource, TransactionTemplate transaction, Catalog catalog, Sources sources) {
        return new PlanTask(dataSource, transaction, catalog, sources::instance, Clock.systemUTC());
    }

    @Bean
    ApplyTask applyTask(DataSource dataSource, TransactionTemplate transaction, Sources sources) {
        return new ApplyTask(dataSource, transaction, sources::instance, Clock.systemUTC());
    }
}
