package io.blockyard.discovery;

import io.blockyard.access.Actor;
import io.blockyard.block.BlockReference;
import io.blockyard.catalog.Catalog;
import io.blockyard.catalog.CatalogBlock;
import io.blockyard.catalog.SourceBlock;
import io.blockyard.catalog.Standing;
import io.blockyard.dataiku.ProjectSnapshot;
import io.blockyard.discovery.Crawls.SkippedZone;
import io.blockyard.discovery.VersionDecision.Decided;
import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import io.blockyard.task.TaskProgress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;

/**
 * Reads one project and finds out what is new in it. Nothing is written before everything is known, and then all of it
 * in one transaction with the report, so that a crawl that fails, is cancelled or dies changes nothing.
 */
final class ProjectCrawl {

    private static final int ATTEMPTS = 3;
    /** Projects are held in memory while they are crawled. */
    private static final int AT_ONCE = 4;

    private final ProjectReading reading;
    private final Catalog catalog;
    private final ClassificationRules rules;
    private final VersionDecision decision;
    private final PublishingPolicies policies;
    private final FingerprintTable fingerprints;
    private final CrawlTable table;
    private final CrawlWriting writing;
    private final Semaphore room = new Semaphore(AT_ONCE, true);

    ProjectCrawl(
            ProjectReading reading,
            Catalog catalog,
            ClassificationRules rules,
            VersionDecision decision,
            PublishingPolicies policies,
            FingerprintTable fingerprints,
            CrawlTable table,
            CrawlWriting writing) {
        this.reading = reading;
        this.catalog = catalog;
        this.rules = rules;
        this.decision = decision;
        this.policies = policies;
        this.fingerprints = fingerprints;
        this.table = table;
        this.writing = writing;
    }

    void run(UUID crawl, Actor actor, CrawlOrder.Read order, TaskProgress progress) {
        if (!room.tryAcquire()) {
            progress.stage("waiting", 0);
            enter(progress);
        }
        var place = new Place();
        try {
            crawl(crawl, actor, order, place, progress);
        } finally {
            place.leave();
        }
    }

    /** A place in the room, which is free again when nobody holds the project any more: the crawl, and who reads it. */
    private final class Place {

        private final AtomicInteger holding = new AtomicInteger(1);

        void enter() {
            holding.incrementAndGet();
        }

        void leave() {
            if (holding.decrementAndGet() == 0) {
                room.release();
            }
        }
    }

    /** Waits until there is room, and hears meanwhile when it should stop. */
    private void enter(TaskProgress progress) {
        try {
            while (!room.tryAcquire(1, TimeUnit.SECONDS)) {
                progress.checkCancelled();
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            progress.checkCancelled();
            throw new IllegalStateException("interrupted while other crawls were running", stopping);
        }
    }

    private void crawl(UUID crawl, Actor actor, CrawlOrder.Read order, Place place, TaskProgress progress) {
        progress.stage("reading", 0);
        ReadProject read;
        try {
            read = read(order, place, progress);
        } catch (ProblemException missing) {
            vanished(crawl, actor, order, missing).forEach(progress::warn);
            return;
        }
        var project = read.clean().project();

        progress.stage("boundaries", 0);
        var known = catalog.sourceBlocks(actor, project.key());
        var inspection = Inspection.of(project, zones(order, known));
        var odd = Stream.concat(read.warnings(), inspection.problems().stream()).toList();
        // Everybody may follow a task.
        odd.stream().filter(problem -> !Credentials.tells(problem)).forEach(progress::warn);
        var looked = look(withKnownPlugins(actor, read, known), inspection, known, odd, progress);

        progress.stage(order.how().preview() ? "comparing" : "publishing", 0);
        progress.checkCancelled();
        var findings = write(crawl, actor, order, looked, () -> reading.keep(read.clean()));
        findings.warnings().forEach(progress::warn);
        findings.problems().stream()
                .filter(problem -> !looked.problems().contains(problem))
                .forEach(progress::warn);
    }

    /** A slow instance is read for minutes; who cancels meanwhile does not wait for it, and what it still says is lost. */
    private ReadProject read(CrawlOrder.Read order, Place place, TaskProgress progress) {
        var found = new FutureTask<>(() -> reading.read(order));
        place.enter();
        // Nothing interrupts it: it may be looking into the database, whose files an interruption closes. It parses and
        // computes for long, which a virtual thread would do in the place of requests.
        Thread.ofPlatform().daemon().name("crawl-reading").start(() -> {
            try {
                found.run();
            } finally {
                place.leave();
            }
        });
        try {
            while (true) {
                try {
                    return found.get(1, TimeUnit.SECONDS);
                } catch (TimeoutException notYet) {
                    progress.checkCancelled();
                }
            }
        } catch (ExecutionException failed) {
            throw switch (failed.getCause()) {
                case RuntimeException cause -> cause;
                case Error cause -> throw cause;
                case null, default -> new IllegalStateException(failed);
            };
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the project was read", stopping);
        }
    }

    private ReadProject withKnownPlugins(Actor actor, ReadProject read, Map<String, SourceBlock> known) {
        return read.around().unanswered().isEmpty()
                ? read
                : read.withPluginsOf(known.values().stream()
                        .map(block ->
                                catalog.block(actor, block.id()).manifest().dependencies())
                        .toList());
    }

    /** A project that was crawled and is not there any more takes the source of all its blocks with it. */
    private List<Problem> vanished(UUID crawl, Actor actor, CrawlOrder.Read order, ProblemException missing) {
        var problem = missing.problems().getFirst();
        var known = catalog.sourceBlocks(actor, order.projectKey());
        if (!Crawls.isMissing(missing) || known.isEmpty()) {
            throw missing;
        }
        var warning = Problem.warning(problem.code(), problem.message(), problem.remedy());
        var gone = known.values().stream()
                .map(block ->
                        BlockOutcome.gone(catalog.block(actor, block.id()).manifest(), "project deleted or hidden"))
                .toList();
        var findings = new CrawlFindings(
                order.projectKey(), List.of(), List.of(), gone, List.of(), List.of(warning), Map.of());
        if (order.how().preview()) {
            writing.propose(crawl, actor, Standing.PUBLISHED, findings, () -> {});
        } else {
            writing.publish(crawl, actor, Standing.PUBLISHED, findings, () -> {});
        }
        return List.of(warning);
    }

    /** Once the default zone is a block, it stays one. */
    private static ZoneChoice zones(CrawlOrder.Read order, Map<String, SourceBlock> known) {
        return known.containsKey(ZoneChoice.DEFAULT_ZONE)
                ? ZoneChoice.WITH_DEFAULT
                : order.how().zones();
    }

    /** What was found in the project, before it is compared with the catalog. */
    private record Looked(
            ProjectSnapshot project,
            Inspection inspection,
            List<BlockOutcome> unchanged,
            List<BlockCandidate> candidates,
            Map<String, String> fingerprints,
            List<Problem> problems) {}

    /** A zone that looks as it did when it was last compared is not looked into. */
    private Looked look(
            ReadProject read,
            Inspection inspection,
            Map<String, SourceBlock> known,
            List<Problem> odd,
            TaskProgress progress) {
        var project = read.clean().project();
        var zones = inspection.zones().values().stream()
                .filter(ZoneBoundary::publishable)
                .toList();
        progress.stage("blocks", zones.size());
        var classification = rules.current();
        var prints = new ZoneFingerprints(read, classification);
        var kept = fingerprints.of(project.key());
        var unchanged = new ArrayList<BlockOutcome>();
        var candidates = new ArrayList<BlockCandidate>();
        var compared = new TreeMap<String, String>();
        var problems = new ArrayList<>(odd);
        for (var zone : zones) {
            progress.checkCancelled();
            var print = prints.of(zone);
            var block = known.get(zone.id());
            List<Problem> partial;
            if (block != null && isAsKept(block, kept.get(zone.id()), print)) {
                unchanged.add(BlockOutcome.seen(block, zone));
                partial = BlockCandidate.partialContracts(project, zone);
            } else {
                var candidate = BlockCandidate.of(project, zone, classification, read.around());
                candidates.add(candidate);
                compared.put(zone.id(), print);
                partial = candidate.problems();
            }
            partial.forEach(progress::warn);
            problems.addAll(partial);
            progress.advance(zone.name());
        }
        return new Looked(project, inspection, unchanged, candidates, compared, List.copyOf(problems));
    }

    /** One that people decided about, or whose bundle is not whole, is looked at all the same. */
    private boolean isAsKept(SourceBlock block, FingerprintTable.@Nullable Kept kept, String print) {
        return kept != null
                && kept.says(block, print)
                && block.offered()
                && block.shown().equals(block.newest())
                && catalog.isWhole(block);
    }

    /** Another crawl may take an id between our look and our writing; then we look again. */
    private CrawlFindings write(UUID crawl, Actor actor, CrawlOrder.Read order, Looked looked, Runnable credentials) {
        var standing = switch (policies.of(actor, order.source())) {
            case PUBLISH -> Standing.PUBLISHED;
            case DRAFT -> Standing.DRAFT;
        };
        for (int attempt = 1; ; attempt++) {
            var known = catalog.sourceBlocks(actor, looked.project().key());
            var decided = decision.decide(actor, looked.candidates(), known, uses(actor, looked, known));
            var gone = gone(actor, looked.inspection(), known);
            var findings = new CrawlFindings(
                    looked.project().key(),
                    looked.unchanged(),
                    decided,
                    gone,
                    skipped(looked.inspection()),
                    Stream.concat(
                                    looked.problems().stream(),
                                    elsewhere(order, outcomes(decided, looked), areNewlyGone(gone, known)).stream())
                            .toList(),
                    looked.fingerprints());
            try {
                if (order.how().preview()) {
                    writing.propose(crawl, actor, standing, findings, credentials);
                } else {
                    writing.publish(crawl, actor, standing, findings, credentials);
                }
                return findings;
            } catch (DuplicateKeyException idTaken) {
                if (attempt == ATTEMPTS) {
                    throw idTaken;
                }
            }
        }
    }

    /** Projects are known by their keys, so that two of one key take turns in making versions. */
    private Optional<Problem> elsewhere(CrawlOrder.Read order, List<BlockOutcome> outcomes, boolean lacksSome) {
        boolean differs = lacksSome
                || outcomes.stream().anyMatch(one -> switch (one.outcome()) {
                    case CHANGED, RENAMED, NEW, BACK -> true;
                    case UNCHANGED, WITHHELD, GONE, UNDONE -> false;
                });
        return differs && order.folder() == null
                ? table.lastSource(order.projectKey())
                        .filter(source -> !source.equals(order.source()))
                        .map(source -> Problem.warning(
                                "discovery.other-source",
                                order.projectKey() + " was crawled from \u201c" + source
                                        + "\u201d before, and from \u201c"
                                        + order.source()
                                        + "\u201d now. Both are taken for one project: each time the other is"
                                        + " crawled, what differs between them becomes a version, and the source of"
                                        + " a block that one of them lacks counts as gone.",
                                "Crawl it from one of them only, or give one of the projects another key."))
                : Optional.empty();
    }

    private static List<BlockOutcome> outcomes(List<Decided> decided, Looked looked) {
        return Stream.concat(decided.stream().map(Decided::outcome), looked.unchanged().stream())
                .toList();
    }

    private static boolean areNewlyGone(List<BlockOutcome> gone, Map<String, SourceBlock> known) {
        return known.values().stream()
                .filter(block -> !block.gone())
                .anyMatch(block -> gone.stream()
                        .anyMatch(outcome -> outcome.blockId().equals(block.id().value())));
    }

    /** Blocks of the project as they are known before this crawl. */
    private BlockUses uses(Actor actor, Looked looked, Map<String, SourceBlock> known) {
        var uses = new BlockUses(catalog, actor);
        for (var zone : looked.inspection().zones().values()) {
            var block = known.get(zone.id());
            if (block != null && zone.publishable()) {
                uses.makes(zone, BlockReference.exact(block.id(), block.shown()));
            }
        }
        return uses;
    }

    private List<BlockOutcome> gone(Actor actor, Inspection inspection, Map<String, SourceBlock> known) {
        var gone = new ArrayList<BlockOutcome>();
        known.forEach((zoneId, source) -> {
            var boundary = inspection.zones().values().stream()
                    .filter(zone -> zone.id().equals(zoneId))
                    .findFirst();
            if (boundary.isEmpty() || !boundary.get().publishable()) {
                CatalogBlock block = catalog.block(actor, source.id());
                var reason = boundary.map(ZoneBoundary::reason).orElse("zone deleted");
                gone.add(BlockOutcome.gone(block.manifest(), Objects.requireNonNullElse(reason, "")));
            }
        });
        return List.copyOf(gone);
    }

    private static List<SkippedZone> skipped(Inspection inspection) {
        var skipped = new ArrayList<SkippedZone>();
        inspection.zones().forEach((name, zone) -> {
            var reason = zone.reason();
            if (reason != null) {
                skipped.add(new SkippedZone(name, reason));
            }
        });
        return List.copyOf(skipped);
    }
}
