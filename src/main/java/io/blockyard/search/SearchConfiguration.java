package io.blockyard.search;

import io.blockyard.catalog.ArticleRenderer;
import io.blockyard.catalog.Catalog;
import io.blockyard.catalog.CatalogChanged;
import io.blockyard.search.index.AskSource;
import io.blockyard.search.index.BlockFeed;
import io.blockyard.search.index.BlockVectors;
import io.blockyard.search.index.CatalogFeed;
import io.blockyard.search.index.IndexFollower;
import io.blockyard.search.index.VectorTable;
import io.blockyard.search.language.Embedder;
import java.nio.file.Path;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The beans of this room. The index lies in {@code index/} of the data folder and is closed when the context is. */
@Configuration(proxyBeanMethods = false)
class SearchConfiguration {

    @Bean
    BlockFeed blockFeed(Catalog catalog, ArticleRenderer renderer, ObjectProvider<AskSource> asks) {
        return new CatalogFeed(catalog, renderer, asks.getIfAvailable(() -> AskSource.NONE));
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    @DependsOnDatabaseInitialization
    IndexFollower indexFollower(
            DataSource dataSource,
            BlockFeed feed,
            ObjectProvider<Embedder> embedder,
            @Value("${blockyard.data}") Path dataFolder) {
        var model = embedder.getIfAvailable();
        return new IndexFollower(
                feed,
                dataFolder.toAbsolutePath().resolve("index"),
                model == null ? null : new BlockVectors(model, new VectorTable(dataSource, Clock.systemUTC())));
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

    @Bean
    PastSearches pastSearches(DataSource dataSource) {
        return new PastSearches(dataSource, Clock.systemUTC());
    }

    @Bean
    SearchSuggestions searchSuggestions(IndexFollower follower, PastSearches past) {
        return new SearchSuggestions(follower, past);
    }

    @Bean
    BlockRelatives blockRelatives(IndexFollower follower) {
        return new BlockRelatives(follower);
    }
}
