package io.blockyard.search;

import io.blockyard.access.Audit;
import io.blockyard.catalog.Catalog;
import io.blockyard.catalog.ChangeFeed;
import io.blockyard.search.evaluate.QualityCheck;
import io.blockyard.search.evaluate.QualityTable;
import io.blockyard.search.evaluate.QualityTask;
import io.blockyard.search.index.BlockFeed;
import io.blockyard.search.index.IndexFollower;
import io.blockyard.search.language.Embedder;
import io.blockyard.search.language.LanguagePacks;
import io.blockyard.search.language.MiniLmEmbedder;
import io.blockyard.search.match.AskTable;
import io.blockyard.search.match.Asks;
import io.blockyard.search.match.MatchEngine;
import io.blockyard.search.match.Matching;
import io.blockyard.search.match.OwnWords;
import io.blockyard.search.match.SecondOpinion;
import io.blockyard.search.match.WordVectorTable;
import io.blockyard.task.TaskHandler;
import io.blockyard.task.Tasks;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionTemplate;

/** The beans that match needs to blocks. */
@Configuration(proxyBeanMethods = false)
class MatchConfiguration {

    @Bean
    Embedder embedder() {
        return new MiniLmEmbedder();
    }

    @Bean
    AskTable askTable(DataSource dataSource) {
        return new AskTable(dataSource);
    }

    @Bean
    OwnWords ownWords(DataSource dataSource, TransactionTemplate transaction, Audit audit) {
        return new OwnWords(dataSource, transaction, audit, Clock.systemUTC());
    }

    @Bean
    Asks asks(AskTable table, Catalog catalog, ChangeFeed changes, Audit audit, TransactionTemplate transaction) {
        // the packs by which the index generates them, so that what is hidden here is hidden there
        return new Asks(table, catalog, changes, audit, transaction, LanguagePacks::own, Clock.systemUTC());
    }

    @Bean
    Matching matching(
            IndexFollower follower,
            Embedder embedder,
            OwnWords words,
            DataSource dataSource,
            ObjectProvider<SecondOpinion> opinion) {
        return new Matching(
                follower,
                new MatchEngine(embedder, words, new WordVectorTable(dataSource)),
                opinion.getIfAvailable(() -> SecondOpinion.NONE));
    }

    @Bean
    QualityTable qualityTable(DataSource dataSource) {
        return new QualityTable(dataSource);
    }

    @Bean
    QualityCheck qualityCheck(Tasks tasks, QualityTable table) {
        return new QualityCheck(tasks, table);
    }

    @Bean
    TaskHandler qualityTask(Matching matching, BlockFeed feed, Embedder embedder, QualityTable table) {
        return new QualityTask(matching, feed, embedder, table, Clock.systemUTC());
    }
}
