package io.blockyard.discovery;

import io.blockyard.access.Actor;
import io.blockyard.block.BlockId;
import io.blockyard.catalog.Catalog;
import io.blockyard.catalog.PreparedVersion;
import io.blockyard.catalog.Publisher;
import io.blockyard.catalog.SourceBlock;
import io.blockyard.catalog.Standing;
import io.blockyard.discovery.BlockOutcome.Outcome;
import io.blockyard.discovery.Crawls.Report;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes what crawls found: to the catalog, or beside it until somebody accepts it. Each time in one transaction. */
final class CrawlWriting {

    private final Catalog catalog;
    private final Publisher publisher;
    private final CrawlTable table;
    private final FingerprintTable fingerprints;
    private final TransactionTemplate transaction;
    private final Lock turn = new ReentrantLock(true);

    CrawlWriting(
            Catalog catalog,
            Publisher publisher,
            CrawlTable table,
            FingerprintTable fingerprints,
            TransactionTemplate transaction) {
        this.catalog = catalog;
        this.publisher = publisher;
        this.table = table;
        this.fingerprints = fingerprints;
        this.transaction = transaction;
    }

    /**
     * Keeps what was found, bundles included, so that exactly this can be accepted.
     *
     * @param beside what else is written with it
     */
    void propose(UUID crawl, Actor actor, Standing standing, CrawlFindings findings, Runnable beside) {
        var prepared = prepared(actor, standing, findings).stream()
                .collect(Collectors.toMap(version -> version.manifest().id().value(), Function.identity()));
        var report = findings.report();
        alone(() -> {
            report.blocks().stream()
                    .filter(outcome -> outcome.outcome().isChange() && isNews(actor, outcome))
                    .forEach(outcome ->
                            table.propose(crawl, proposal(outcome, prepared.get(outcome.blockId()), findings)));
            var same = findings.comparedAndSame();
            remember(actor, findings, block -> same.contains(block.id().value()));
            beside.run();
            table.report(crawl, report);
        });
    }

    private static Proposal proposal(BlockOutcome outcome, @Nullable PreparedVersion version, CrawlFindings findings) {
        return new Proposal(
                outcome,
                version,
                version == null ? null : findings.fingerprints().get(version.zoneId()));
    }

    /** @param beside what else is written with it */
    void publish(UUID crawl, Actor actor, Standing standing, CrawlFindings findings, Runnable beside) {
        var prepared = prepared(actor, standing, findings);
        var gone = findings.gone().stream()
                .filter(outcome -> isNews(actor, outcome))
                .toList();
        alone(() -> {
            write(crawl, actor, prepared, findings.seen(), gone, findings.back());
            remember(actor, findings, block -> true);
            beside.run();
            table.report(crawl, findings.report());
        });
    }

    /** Who publishes is alone with the catalog; crawls that wait for their turn hold no connection meanwhile. */
    private void alone(Runnable writing) {
        turn.lock();
        try {
            transaction.executeWithoutResult(status -> writing.run());
        } finally {
            turn.unlock();
        }
    }

    /** Zones that look the same next time need not be compared again, those of blocks that hold what their zone holds. */
    private void remember(Actor actor, CrawlFindings findings, Predicate<SourceBlock> holds) {
        if (findings.fingerprints().isEmpty()) {
            return;
        }
        var blocks = catalog.sourceBlocks(actor, findings.projectKey());
        findings.fingerprints().forEach((zone, fingerprint) -> {
            var block = blocks.get(zone);
            if (block != null && holds.test(block)) {
                fingerprints.put(findings.projectKey(), block, fingerprint);
            }
        });
    }

    /** Publishes what waited for being accepted. */
    void accept(UUID crawl, Actor actor, UUID preview, Collection<Proposal> proposals) {
        var prepared = new ArrayList<PreparedVersion>();
        proposals.forEach(proposal -> {
            var version = proposal.version();
            if (version != null) {
                prepared.add(version);
            }
        });
        var outcomes = proposals.stream().map(Proposal::outcome).toList();
        alone(() -> {
            var back = of(outcomes, Outcome.BACK);
            var seen =
                    back.stream().map(outcome -> new BlockId(outcome.blockId())).toList();
            write(crawl, actor, prepared, seen, of(outcomes, Outcome.GONE), back);
            remember(actor, proposals);
            outcomes.forEach(outcome -> table.accepted(preview, outcome.blockId(), crawl));
            table.report(crawl, new Report(outcomes, List.of(), List.of()));
        });
    }

    private void remember(Actor actor, Collection<Proposal> accepted) {
        var blocks = new HashMap<String, Map<String, SourceBlock>>();
        for (var proposal : accepted) {
            var version = proposal.version();
            var fingerprint = proposal.fingerprint();
            if (version != null && fingerprint != null) {
                var project = version.manifest().sourceProject();
                var block = blocks.computeIfAbsent(project, key -> catalog.sourceBlocks(actor, key))
                        .get(version.zoneId());
                if (block != null) {
                    fingerprints.put(project, block, fingerprint);
                }
            }
        }
    }

    private void write(
            UUID crawl,
            Actor actor,
            List<PreparedVersion> prepared,
            List<BlockId> seen,
            List<BlockOutcome> gone,
            List<BlockOutcome> back) {
        var goneBefore = goneBefore(actor, prepared, gone, back);
        var published = publisher.release(actor, prepared, seen).stream()
                .collect(Collectors.toMap(effect -> effect.block().value(), Function.identity()));
        publisher.sourceGone(
                actor,
                gone.stream()
                        .collect(Collectors.toMap(outcome -> new BlockId(outcome.blockId()), CrawlWriting::reason)));
        published.forEach(
                (block, effect) -> table.effect(crawl, new Effect(block, effect, false, goneBefore.get(block))));
        gone.forEach(outcome -> table.effect(crawl, marked(outcome, true, goneBefore)));
        back.forEach(outcome -> table.effect(crawl, marked(outcome, false, goneBefore)));
    }

    private static Effect marked(BlockOutcome outcome, boolean gone, Map<String, String> goneBefore) {
        return new Effect(outcome.blockId(), null, gone, goneBefore.get(outcome.blockId()));
    }

    private Map<String, String> goneBefore(
            Actor actor, List<PreparedVersion> prepared, List<BlockOutcome> gone, List<BlockOutcome> back) {
        var ids = new ArrayList<BlockId>();
        prepared.forEach(version -> ids.add(version.manifest().id()));
        gone.forEach(outcome -> ids.add(new BlockId(outcome.blockId())));
        back.forEach(outcome -> ids.add(new BlockId(outcome.blockId())));
        var before = new HashMap<String, String>();
        ids.stream().filter(catalog::exists).forEach(id -> {
            var mark = catalog.block(actor, id).sourceGone();
            if (mark != null) {
                before.put(id.value(), mark.reason());
            }
        });
        return before;
    }

    /** A source that was found gone before, for the same reason, is no news. */
    private boolean isNews(Actor actor, BlockOutcome outcome) {
        if (outcome.outcome() != Outcome.GONE) {
            return true;
        }
        var mark = catalog.block(actor, new BlockId(outcome.blockId())).sourceGone();
        return mark == null || !mark.reason().equals(reason(outcome));
    }

    private List<PreparedVersion> prepared(Actor actor, Standing standing, CrawlFindings findings) {
        return findings.publications().stream()
                .map(publication -> publisher.prepare(actor, publication, standing))
                .toList();
    }

    private static List<BlockOutcome> of(List<BlockOutcome> outcomes, Outcome wanted) {
        return outcomes.stream().filter(outcome -> outcome.outcome() == wanted).toList();
    }

    private static String reason(BlockOutcome outcome) {
        var reason = outcome.reason();
        return reason == null ? "" : reason;
    }
}
