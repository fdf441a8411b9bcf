package io.blockyard.catalog;

import io.blockyard.access.Audit;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.unit.DataSize;

/** The catalog's services. */
@Configuration(proxyBeanMethods = false)
public class CatalogConfiguration {

    @Bean
    BundleStore bundleStore(@Value("${blockyard.data}") Path data) {
        return new BundleStore(data.toAbsolutePath().resolve("bundles"));
    }

    @Bean
    Catalog catalog(DataSource dataSource, BundleStore bundles) {
        return new Catalog(dataSource, bundles);
    }

    @Bean
    RegistryTree registryTree(Catalog catalog) {
        return new RegistryTree(catalog);
    }

    @Bean
    Publisher publisher(
            DataSource dataSource,
            TransactionTemplate transaction,
            BundleStore bundles,
            ApplicationEventPublisher events) {
        return new Publisher(dataSource, transaction, bundles, events, Clock.systemUTC());
    }

    @Bean
    Solutions solutions(DataSource dataSource, Catalog catalog, Publisher publisher, Audit audit) {
        return new Solutions(dataSource, catalog, publisher, audit);
    }

    @Bean
    Unpublisher unpublisher(
            DataSource dataSource,
            TransactionTemplate transaction,
            BundleStore bundles,
            ApplicationEventPublisher events) {
        return new Unpublisher(dataSource, transaction, bundles, events, Clock.systemUTC());
    }

    @Bean
    Articles articles(
            DataSource dataSource, TransactionTemplate transaction, Audit audit, ApplicationEventPublisher events) {
        return new Articles(dataSource, transaction, audit, events, Clock.systemUTC());
    }

    @Bean
    AttachmentRules attachmentRules(
            @Value("${blockyard.attachments.largest}") DataSize largest,
            @Value("${blockyard.attachments.types}") Set<String> types) {
        return new AttachmentRules(largest.toBytes(), types);
    }

    @Bean
    Attachments attachments(
            DataSource dataSource,
            TransactionTemplate transaction,
            BundleStore bundles,
            AttachmentRules rules,
            Audit audit,
            ApplicationEventPublisher events) {
        return new Attachments(dataSource, transaction, bundles, rules, audit, events, Clock.systemUTC());
    }

    @Bean
    Lifecycles lifecycles(
            DataSource dataSource,
            Catalog catalog,
            BundleStore bundles,
            TransactionTemplate transaction,
            Audit audit,
            ApplicationEventPublisher events) {
        return new Lifecycles(dataSource, catalog, bundles, transaction, audit, events, Clock.systemUTC());
    }

    @Bean
    RegistryImport registryImport(
            DataSource dataSource,
            BundleStore bundles,
            Attachments attachments,
            TransactionTemplate transaction,
            Audit audit,
            ApplicationEventPublisher events) {
        return new RegistryImport(dataSource, bundles, attachments, transaction, audit, events, Clock.systemUTC());
    }

    @Bean
    ChangeFeed changeFeed(DataSource dataSource, ApplicationEventPublisher events) {
        return new ChangeFeed(dataSource, events, Clock.systemUTC());
    }

    @Bean
    ArticleRenderer articleRenderer() {
        return new ArticleRenderer();
    }
}
