package io.blockyard.discovery;

import io.blockyard.access.Actor;
import io.blockyard.access.Role;
import io.blockyard.block.BlockId;
import io.blockyard.catalog.Publication;
import io.blockyard.catalog.Publisher;
import io.blockyard.dataiku.ProjectFolder;
import io.blockyard.dataiku.ProjectSnapshot;
import io.blockyard.dataiku.Sources;
import io.blockyard.discovery.Crawls.Report;
import io.blockyard.discovery.Crawls.SkippedZone;
import io.blockyard.discovery.PublishingPolicies.Policy;
import io.blockyard.problem.Problem;
import io.blockyard.task.TaskHandler;
import io.blockyard.task.TaskProgress;
import io.blockyard.task.TaskRun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * One crawl from the first look at the project to the catalog. Nothing is published before everything is known, and
 * then all of it in one transaction with the report, so that a crawl that fails, is cancelled or dies changes nothing.
 */
final class CrawlTask implements TaskHandler {

    static final String KIND = "crawl";
    private static final int ATTEMPTS = 3;

    private final Sources sources;
    private final Classification classification;
    private final VersionDecision decision;
    private final Publisher publisher;
    private final CrawlTable table;
    private final Credentials credentials;
    private final PublishingPolicies policies;
    private final TransactionTemplate transaction;

    CrawlTask(
            Sources sources,
            Classification classification,
            VersionDecision decision,
            Publisher publisher,
            CrawlTable table,
            Credentials credentials,
            PublishingPolicies policies,
            TransactionTemplate transaction) {
        this.sources = sources;
        this.classification = classification;
        this.decision = decision;
        this.publisher = publisher;
        this.table = table;
        this.credentials = credentials;
        this.policies = policies;
        this.transaction = transaction;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void run(TaskRun task, TaskProgress progress) {
        if (table.find(task.id()).filter(row -> row.report() != null).isPresent()) {
            return;
        }
        var order = CrawlOrder.ofJson(task.payload());
        var actor = new Actor(task.requestedBy(), Set.of(Role.ADMIN), "task");

        progress.stage("reading", 0);
        var clean = credentials.clean(read(order));
        var project = clean.project();

        progress.stage("boundaries", 0);
        var inspection = Inspection.of(project);
        var exposed = clean.found().stream().map(Credentials::warning).toList();
        Stream.concat(exposed.stream(), inspection.problems().stream()).forEach(progress::warn);

        var candidates = candidates(project, inspection, progress);
        var problems = Stream.of(
                        exposed.stream(),
                        inspection.problems().stream(),
                        candidates.stream().flatMap(candidate -> candidate.problems().stream()))
                .flatMap(all -> all)
                .toList();

        progress.stage("publishing", 0);
        progress.checkCancelled();
        var policy = policies.of(actor, order.source());
        publish(task.id(), actor, policy, candidates, skipped(inspection), problems)
                .forEach(progress::warn);
        credentials.keep(project.key(), clean.found());
    }

    private ProjectSnapshot read(CrawlOrder order) {
        var folder = order.folder();
        return folder == null
                ? sources.open(order.source()).read(order.projectKey())
                : ProjectFolder.at(Path.of(folder), order.projectKey()).read();
    }

    private List<BlockCandidate> candidates(ProjectSnapshot project, Inspection inspection, TaskProgress progress) {
        var zones = inspection.zones().values().stream()
                .filter(ZoneBoundary::publishable)
                .toList();
        progress.stage("blocks", zones.size());
        var candidates = new ArrayList<BlockCandidate>();
        for (var zone : zones) {
            progress.checkCancelled();
            var candidate = BlockCandidate.of(project, zone, classification);
            candidate.problems().forEach(progress::warn);
            candidates.add(candidate);
            progress.advance(zone.name());
        }
        return candidates;
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

    /**
     * Another crawl may take an id between our look and our writing; then we look again.
     *
     * @return what the decisions warn of
     */
    private List<Problem> publish(
            UUID id,
            Actor actor,
            Policy policy,
            List<BlockCandidate> candidates,
            List<SkippedZone> skipped,
            List<Problem> problems) {
        for (int attempt = 1; ; attempt++) {
            var decided = decision.decide(actor, candidates);
            var warnings = decided.stream().flatMap(d -> d.warnings().stream()).toList();
            var all = Stream.concat(problems.stream(), warnings.stream()).toList();
            try {
                transaction.executeWithoutResult(status -> {
                    switch (policy) {
                        case PUBLISH -> publisher.publish(actor, publications(decided), unchanged(decided));
                        case DRAFT -> publisher.draft(actor, publications(decided), unchanged(decided));
                    }
                    table.report(id, new Report(outcomes(decided), skipped, all));
                });
                return warnings;
            } catch (DuplicateKeyException idTaken) {
                if (attempt == ATTEMPTS) {
                    throw idTaken;
                }
            }
        }
    }

    private static List<Publication> publications(List<VersionDecision.Decided> decided) {
        return decided.stream().flatMap(d -> d.publication().stream()).toList();
    }

    private static List<BlockId> unchanged(List<VersionDecision.Decided> decided) {
        return decided.stream()
                .filter(d -> d.outcome().outcome().equals("unchanged"))
                .map(d -> new BlockId(d.outcome().blockId()))
                .toList();
    }

    private static List<Crawls.BlockOutcome> outcomes(List<VersionDecision.Decided> decided) {
        return decided.stream().map(VersionDecision.Decided::outcome).toList();
    }
}
