package io.blockyard.discovery;

import io.blockyard.access.Actor;
import io.blockyard.block.BlockId;
import io.blockyard.block.BlockManifest;
import io.blockyard.block.BlockReference;
import io.blockyard.catalog.Catalog;
import io.blockyard.catalog.PreparedVersion;
import io.blockyard.catalog.Standing;
import io.blockyard.discovery.BlockOutcome.Outcome;
import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import io.blockyard.problem.ProblemException.Kind;
import io.blockyard.task.TaskProgress;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

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
        var crawledSince = table.crawledSince(order.preview());
        var moved = chosen.stream()
                .flatMap(proposal -> movedOn(actor, proposal, crawledSince).stream())
                .toList();
        if (!moved.isEmpty()) {
            throw new ProblemException(Kind.CONFLICT, moved);
        }
        leftOut(actor, chosen).forEach(progress::warn);
        writing.accept(crawl, actor, order.preview(), chosen);
    }

    /** Versions of other blocks that the chosen ones use, and that would exist only if those were accepted, too. */
    private List<Problem> leftOut(Actor actor, List<Proposal> chosen) {
        var manifests = chosen.stream()
                .flatMap(proposal -> Optional.ofNullable(proposal.version()).stream())
                .map(PreparedVersion::manifest)
                .toList();
        var made = manifests.stream().map(BlockManifest::reference).collect(Collectors.toSet());
        return manifests.stream()
                .flatMap(manifest -> manifest.dependencies().uses().stream()
                        .filter(used -> !made.contains(used) && !stands(actor, used))
                        .map(used -> leftOut(manifest, used)))
                .toList();
    }

    private boolean stands(Actor actor, BlockReference used) {
        return catalog.exists(used.id())
                && catalog.versions(actor, used.id()).stream()
                        .anyMatch(version ->
                                version.manifest().version().toString().equals(used.version()));
    }

    private static Problem leftOut(BlockManifest manifest, BlockReference used) {
        return Problem.warning(
                        "discovery.uses-unpublished",
                        manifest.id() + " " + manifest.version() + " uses " + used.id() + " " + used.version()
                                + ", which is not published yet.",
                        "Accept " + used.id() + " as well.")
                .with(List.of(used.id().value()));
    }

    /** @param crawledSince then the source of a block that stands as it stood is not what the preview saw any more */
    private Optional<Problem> movedOn(Actor actor, Proposal proposal, boolean crawledSince) {
        var outcome = proposal.outcome();
        var id = new BlockId(outcome.blockId());
        if (outcome.outcome() == Outcome.NEW) {
            return catalog.exists(id) ? Optional.of(movedOn(outcome, "exists by now")) : Optional.empty();
        }
        var newest = catalog.block(actor, id).manifest().version().toString();
        if (!newest.equals(outcome.from())) {
            return Optional.of(movedOn(outcome, "is at " + newest + " by now, was at " + outcome.from()));
        }
        var version = proposal.version();
        if (version != null && wasPublished(actor, version.manifest())) {
            return Optional.of(
                    movedOn(outcome, "has had a version " + outcome.version() + " since, which was withdrawn"));
        }
        return crawledSince
                ? Optional.of(movedOn(outcome, "was crawled since, and its source was found otherwise"))
                : Optional.empty();
    }

    /** A number is given once, also when what had it was withdrawn. */
    private boolean wasPublished(Actor actor, BlockManifest manifest) {
        return catalog.versions(actor, manifest.id()).stream()
                .filter(known -> known.standing() != Standing.DRAFT)
                .anyMatch(known -> known.manifest().version().equals(manifest.version()));
    }

    private static Problem movedOn(BlockOutcome outcome, String how) {
        return Problem.error(
                        "discovery.preview-stale",
                        "The preview is out of date: " + outcome.blockId() + " " + how + ".",
                        "Preview the project again, or accept the other blocks only.")
                .with(List.of(outcome.blockId()));
    }
}
