package io.blockyard.compose;

import io.blockyard.catalog.Catalog;
import io.blockyard.catalog.Solutions;
import io.blockyard.iac.Validator;
import io.blockyard.search.BlockRelatives;
import io.blockyard.search.match.Asks;
import io.blockyard.search.match.Matching;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionTemplate;

/** The beans of this room. */
@Configuration(proxyBeanMethods = false)
class ComposeConfiguration {

    @Bean
    Compositions compositions(
            DataSource dataSource,
            TransactionTemplate transaction,
            Catalog catalog,
            Matching matching,
            BlockRelatives relatives,
            Asks asks,
            Validator validator,
            Solutions solutions) {
        return new Compositions(
                dataSource, transaction, catalog, matching, relatives, asks, validator, solutions, Clock.systemUTC());
    }
}
