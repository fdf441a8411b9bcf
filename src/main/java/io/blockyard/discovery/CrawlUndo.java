package io.blockyard.discovery;

import io.blockyard.access.Actor;
import io.blockyard.block.BlockId;
import io.blockyard.catalog.Catalog;
import io.blockyard.catalog.Publisher;
import io.blockyard.catalog.Unpublisher;
import io.blockyard.discovery.BlockOutcome.Outcome;
import io.blockyard.discovery.Crawls.Report;
import io.blockyard.task.TaskProgress;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes back what a crawl published, all of it or, when a block has moved on since, nothing. */
final class CrawlUndo {

    private final Catalog catalog;
    private final Publisher publisher;
    private final Unpublisher unpublisher;
    private final CrawlTable table;
    private final FingerprintTable fingerprints;
    private final TransactionTemplate transaction;

    CrawlUndo(
            Catalog catalog,
            Publisher publisher,
            Unpublisher unpublisher,
            CrawlTable table,
            FingerprintTable fingerprints,
            TransactionTemplate transaction) {
        this.catalog = catalog;
        this.publisher = publisher;
        this.unpublisher = unpublisher;
        this.table = table;
        this.fingerprints = fingerprints;
        this.transaction = transaction;
    }

    void run(UUID crawl, Actor actor, CrawlOrder.Undo order, TaskProgress progress) {
        progress.stage("undoing", 0);
        progress.checkCancelled();
        var effects = table.effects(order.crawl());
        transaction.executeWithoutResult(status -> {
            unpublisher.undo(
                    actor,
                    effects.stream()
                            .flatMap(effect -> Stream.ofNullable(effect.published()))
                            .toList(),
                    "The crawl that published it was undone by " + actor.name());
            effects.forEach(effect -> sourceAsBefore(actor, effect));
            effects.forEach(effect -> fingerprints.forget(new BlockId(effect.block())));
            table.undone(order.crawl(), crawl);
            table.report(crawl, new Report(outcomes(actor, effects), List.of(), List.of()));
        });
    }

    /** The mark of a source that is gone stands as it stood before the crawl. */
    private void sourceAsBefore(Actor actor, Effect effect) {
        var block = new BlockId(effect.block());
        var before = effect.goneBefore();
        if (before != null) {
            publisher.sourceGone(actor, Map.of(block, before));
        } else if (effect.gone()) {
            publisher.sourceBack(actor, List.of(block));
        }
    }

    private List<BlockOutcome> outcomes(Actor actor, List<Effect> effects) {
        return effects.stream()
                .map(effect -> {
                    var now = BlockOutcome.of(
                            catalog.block(actor, new BlockId(effect.block())).manifest(), Outcome.UNDONE);
                    var published = effect.published();
                    return published == null
                            ? now
                            : now.from(
                                    Objects.requireNonNull(published).version().toString());
                })
                .toList();
    }
}
