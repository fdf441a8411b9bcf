package io.blockyard.search;

import io.blockyard.catalog.ArticleRenderer;
import io.blockyard.catalog.Catalog;
import io.blockyard.catalog.CatalogChanged;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The beans of this room. The index lies in {@code index/} of the data folder and is closed when the context is. */
@Configuration(proxyBeanMethods = false)
class SearchConfiguration {

    @Bean(initMethod = "start", destroyMethod = "close")
    @DependsOnDatabaseInitialization
    IndexFollower indexFollower(
            Catalog catalog, ArticleRenderer renderer, @Value("${blockyard.data}") Path dataFolder) {
        return new IndexFollower(
                new CatalogFeed(catalog, renderer), dataFolder.toAbsolutePath().resolve("index"));
    }

    /** Sent after the publishing transaction is committed, on the publisher's thread. */
    @Bean
    ApplicationListener<PayloadApplicationEvent<CatalogChanged>> indexWake(IndexFollower follower) {
        return ApplicationListener.forPayload(changed -> follower.changed(changed.sequence()));
    }

    @Bean
    BlockSearch blockSearch(IndexFollower follower) {
        return new BlockSearch(follower);
    }
}
