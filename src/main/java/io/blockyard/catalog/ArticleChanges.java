package io.blockyard.catalog;

import io.blockyard.access.Actor;
import io.blockyard.access.Audit;
import io.blockyard.block.BlockId;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The one way to a new revision of an article by a person: under its lock, audited, and told to whoever follows. */
final class ArticleChanges {

    private static final int LONGEST_REASON = 1_000;

    private final CatalogTables blocks;
    private final ArticleTables tables;
    private final TransactionTemplate transaction;
    private final CatalogEvents events;
    private final Audit audit;
    private final Clock clock;

    ArticleChanges(
            JdbcClient jdbc,
            TransactionTemplate transaction,
            Audit audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.blocks = new CatalogTables(jdbc);
        this.tables = new ArticleTables(jdbc);
        this.transaction = transaction;
        this.events = new CatalogEvents(events);
        this.audit = audit;
        this.clock = clock;
    }

    /** What a change makes of an article's text. */
    interface TextChange {
        String of(ArticleTables.Stored current);
    }

    /** A change of an article's text, of its attachments, or of both. */
    interface Change {

        /**
         * @param next the revision that the article is going to have
         * @return its text then; empty when nothing changed at all
         */
        Optional<String> of(ArticleTables.Stored current, long next);
    }

    /** One revision more, unless the text stays as it is. */
    Article text(Actor actor, BlockId id, String reason, TextChange change) {
        return any(actor, id, reason, (current, next) -> {
            var text = change.of(current);
            return text.equals(current.article().markdown()) ? Optional.empty() : Optional.of(text);
        });
    }

    /** One revision more, unless nothing changes. */
    Article any(Actor actor, BlockId asked, String reason, Change change) {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return transaction.execute(status -> {
            blocks.alone();
            var current = blocks.known(asked)
                    .flatMap(tables::locked)
                    .orElseThrow(() -> BlockNames.noBlock(asked, blocks.ids()));
            var id = current.article().block();
            long next = current.article().revision() + 1;
            var text = change.of(current, next);
            if (text.isEmpty()) {
                return current.article();
            }
            var article = new Article(id, text.get(), next, actor.name(), now);
            var why = reason.replace('\0', ' ').strip();
            tables.write(article, current.generated(), why.substring(0, Math.min(LONGEST_REASON, why.length())));
            audit.record(actor, "article.write", id.value(), "revision " + article.revision());
            var sequence = blocks.nextSequence();
            blocks.changed(id, sequence, now);
            events.afterCommit(new CatalogChanged(sequence));
            return article;
        });
    }
}
