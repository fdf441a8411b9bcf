package io.blockyard.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.blockyard.TestDatabase;
import io.blockyard.catalog.ArticleRenderer;
import io.blockyard.catalog.BundleStore;
import io.blockyard.catalog.Catalog;
import io.blockyard.catalog.CatalogChanged;
import io.blockyard.search.index.IndexFollower;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.event.ContextRefreshedEvent;

/** The room as Spring puts it together: told of changes, and closed with the context. */
class SearchConfigurationTest {

    @TempDir
    Path data;

    @Test
    void the_index_is_told_of_changes_and_closed_with_the_application() {
        var dataSource = TestDatabase.fresh();
        var catalog = new Catalog(dataSource, new BundleStore(data.resolve("bundles")));
        new ApplicationContextRunner()
                .withPropertyValues("blockyard.data=" + data)
                .withBean(DataSource.class, () -> dataSource)
                .withBean(Catalog.class, () -> catalog)
                .withBean(ArticleRenderer.class, ArticleRenderer::new)
                .withUserConfiguration(SearchConfiguration.class)
                .run(context -> {
                    assertThat(context).hasNotFailed().hasSingleBean(BlockSearch.class);
                    var follower = context.getBean(IndexFollower.class);
                    assertThat(follower.announced()).isZero();
                    context.publishEvent(new ContextRefreshedEvent(context));
                    context.publishEvent(new CatalogChanged(3));
                    assertThat(follower.announced()).isEqualTo(3);
                    assertThat(Files.isDirectory(data.resolve("index"))).isTrue();
                });
        // the lock is free again
        try (var next = new IndexFollower(new ListFeed(), data.resolve("index"), null)) {
            next.catchUp();
            assertThat(next.index().sequence()).isZero();
        }
    }
}
