package io.blockyard.discovery;

import io.blockyard.access.Actor;
import io.blockyard.block.BlockId;
import io.blockyard.catalog.Catalog;
import io.blockyard.discovery.BlockOutcome.Outcome;
import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import io.blockyard.problem.ProblemException.Kind;
import io.blockyard.task.TaskProgress;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Publishes what a preview found, byte for byte, or nothing when a block has moved on since. */
final class PreviewAcceptance {

    private final Catalog catalog;
    private final CrawlTable table;
    private final CrawlWriting writing;

    PreviewAcceptance(Catalog catalog, CrawlTable table, CrawlWriting writing) {
        this.catalog = catalog;
        this.table = table;
        this.writing = writing;
    }

    void run(UUID crawl, Actor actor, CrawlOrder.Accept order, TaskProgress progress) {
        progress.stage("publishing", 0);
        progress.checkCancelled();
        var chosen = table.waiting(order.preview()).stream()
                .filter(proposal -> order.only().isEmpty()
                        || order.only().contains(proposal.outcome().blockId()))
                .toList();
        var moved = chosen.stream()
                .flatMap(proposal -> movedOn(actor, proposal.outcome()).stream())
                .toList();
        if (!moved.isEmpty()) {
            throw new ProblemException(Kind.CONFLICT, moved);
        }
        writing.accept(crawl, actor, order.preview(), chosen);
    }

    private Optional<Problem> movedOn(Actor actor, BlockOutcome outcome) {
        var id = new BlockId(outcome.blockId());
        if (outcome.outcome() == Outcome.NEW) {
            return catalog.exists(id) ? Optional.of(movedOn(outcome, "exists by now")) : Optional.empty();
        }
        var newest = catalog.block(actor, id).manifest().version().toString();
        return newest.equals(outcome.from())
                ? Optional.empty()
                : Optional.of(movedOn(outcome, "is at " + newest + " by now, was at " + outcome.from()));
    }

    private static Problem movedOn(BlockOutcome outcome, String how) {
        return Problem.error(
                        "discovery.preview-stale",
                        "The preview is out of date: " + outcome.blockId() + " " + how + ".",
                        "Preview the project again, or accept the other blocks only.")
                .with(List.of(outcome.blockId()));
    }
}
