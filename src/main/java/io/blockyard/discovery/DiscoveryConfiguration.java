package io.blockyard.discovery;

import io.blockyard.access.Audit;
import io.blockyard.catalog.Catalog;
import io.blockyard.catalog.Publisher;
import io.blockyard.catalog.Unpublisher;
import io.blockyard.dataiku.Sources;
import io.blockyard.task.Secrets;
import io.blockyard.task.TaskHandler;
import io.blockyard.task.Tasks;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionTemplate;

/** The services of crawling. */
@Configuration(proxyBeanMethods = false)
public class DiscoveryConfiguration {

    @Bean
    Crawls crawls(
            Tasks tasks,
            Sources sources,
            Catalog catalog,
            DataSource dataSource,
            Audit audit,
            TransactionTemplate transaction) {
        return new Crawls(tasks, sources, catalog, new CrawlTable(dataSource), audit, transaction, Clock.systemUTC());
    }

    @Bean
    CrawlSchedules crawlSchedules(
            DataSource dataSource, Sources sources, TransactionTemplate transaction, Audit audit) {
        return new CrawlSchedules(dataSource, sources, transaction, audit, Clock.systemUTC());
    }

    @Bean
    CrawlRound crawlRound(CrawlSchedules schedules, Crawls crawls, Tasks tasks) {
        return new CrawlRound(schedules, crawls, tasks);
    }

    @Bean
    PublishingPolicies publishingPolicies(DataSource dataSource, TransactionTemplate transaction, Audit audit) {
        return new PublishingPolicies(dataSource, transaction, audit);
    }

    @Bean
    ClassificationRules classificationRules(DataSource dataSource, TransactionTemplate transaction, Audit audit) {
        return new ClassificationRules(dataSource, transaction, audit);
    }

    @Bean
    Credentials credentials(DataSource dataSource, TransactionTemplate transaction, Secrets secrets, Audit audit) {
        return new Credentials(dataSource, transaction, secrets, audit, Clock.systemUTC());
    }

    @Bean
    TaskHandler crawlTask(
            Sources sources,
            Catalog catalog,
            Publisher publisher,
            Unpublisher unpublisher,
            Credentials credentials,
            PublishingPolicies policies,
            ClassificationRules rules,
            DataSource dataSource,
            TransactionTemplate transaction) {
        return crawlTask(
                sources,
                catalog,
                publisher,
                unpublisher,
                credentials,
                policies,
                rules,
                dataSource,
                transaction,
                Clock.systemUTC());
    }

    /** The work of a crawl, built by hand. */
    static TaskHandler crawlTask(
            Sources sources,
            Catalog catalog,
            Publisher publisher,
            Unpublisher unpublisher,
            Credentials credentials,
            PublishingPolicies policies,
            ClassificationRules rules,
            DataSource dataSource,
            TransactionTemplate transaction,
            Clock clock) {
        var table = new CrawlTable(dataSource);
        var fingerprints = new FingerprintTable(dataSource);
        var writing = new CrawlWriting(catalog, publisher, table, fingerprints, transaction);
        return new CrawlTask(
                table,
                new ProjectCrawl(
                        new ProjectReading(sources, credentials),
                        catalog,
                        rules,
                        new VersionDecision(catalog, publisher, clock),
                        policies,
                        fingerprints,
                        table,
                        writing),
                new PreviewAcceptance(catalog, table, writing),
                new CrawlUndo(catalog, publisher, unpublisher, table, fingerprints, transaction));
    }
}
