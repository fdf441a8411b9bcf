package io.blockyard.catalog.mirror;

import io.blockyard.access.Audit;
import io.blockyard.catalog.Articles;
import io.blockyard.catalog.Attachments;
import io.blockyard.catalog.Catalog;
import io.blockyard.catalog.LocalRegistry;
import io.blockyard.catalog.RegistryImport;
import io.blockyard.catalog.RegistryTree;
import io.blockyard.dataiku.Sources;
import io.blockyard.task.TaskHandler;
import io.blockyard.task.Tasks;
import java.nio.file.Path;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionTemplate;

/** The services of mirrors. */
@Configuration(proxyBeanMethods = false)
public class MirrorConfiguration {

    @Bean
    MirrorTable mirrorTable(DataSource dataSource) {
        return new MirrorTable(dataSource);
    }

    @Bean
    MirrorTargets mirrorTargets(
            @Value("${blockyard.data}") Path data,
            Sources sources,
            RegistryTree registry,
            Catalog catalog,
            MirrorTable table) {
        return new MirrorTargets(
                data.toAbsolutePath(), sources, registry, new LocalRegistry(catalog), table, Clock.systemUTC());
    }

    @Bean
    Mirrors mirrors(
            MirrorTable table,
            MirrorTargets targets,
            RegistryImport imports,
            Sources sources,
            Tasks tasks,
            Audit audit,
            TransactionTemplate transaction) {
        return new Mirrors(table, targets, imports, sources, tasks, audit, transaction);
    }

    @Bean
    TaskHandler mirrorTask(
            MirrorTable table,
            MirrorTargets targets,
            Articles articles,
            Attachments attachments,
            TransactionTemplate transaction) {
        return new MirrorTask(table, targets, articles, attachments, transaction, Clock.systemUTC());
    }

    @Bean(initMethod = "start")
    MirrorTrigger mirrorTrigger(Mirrors mirrors) {
        return new MirrorTrigger(mirrors);
    }
}
