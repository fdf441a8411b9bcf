package io.blockyard.catalog;

import io.blockyard.block.BlockId;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import javax.sql.DataSource;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Says that something which is searched with a block changed, though it is kept in another room. */
public class ChangeFeed {

    private final CatalogTables tables;
    private final CatalogEvents events;
    private final Clock clock;

    public ChangeFeed(DataSource dataSource, ApplicationEventPublisher events, Clock clock) {
        this.tables = new CatalogTables(JdbcClient.create(dataSource));
        this.events = new CatalogEvents(events);
        this.clock = clock;
    }

    /** Gives the block a new place in the change feed. Joins the caller's transaction. */
    public void touch(BlockId block) {
        var sequence = tables.nextSequence();
        tables.changed(block, sequence, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        events.afterCommit(new CatalogChanged(sequence));
    }
}
