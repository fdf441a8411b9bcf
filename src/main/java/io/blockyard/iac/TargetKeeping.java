package io.blockyard.iac;

import io.blockyard.access.Audit;
import java.time.Clock;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What everything works with that people set for a target, and that stands in the audit trail.
 *
 * @param requireTarget throws NOT_FOUND, saying which names there are, when there is no instance of this name
 */
record TargetKeeping(
        DataSource dataSource,
        TransactionTemplate transaction,
        Audit audit,
        Clock clock,
        Consumer<String> requireTarget) {

    JdbcClient jdbc() {
        return JdbcClient.create(dataSource);
    }
}
