package io.blockyard.catalog;

import io.blockyard.access.Actor;
import io.blockyard.access.Right;
import io.blockyard.block.BlockId;
import io.blockyard.block.BlockManifest;
import io.blockyard.catalog.Catalog.PublishedVersion;
import io.blockyard.catalog.article.ArticleMerge;
import io.blockyard.problem.ProblemException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Brings versions of blocks into the catalog. What is published once never changes. */
public class Publisher {

    private final CatalogTables tables;
    private final StandingTables standings;
    private final ArticleTables articles;
    private final SolutionTables solutions;
    private final BundleStore bundles;
    private final TransactionTemplate transaction;
    private final CatalogEvents events;
    private final Clock clock;

    public Publisher(
            DataSource dataSource,
            TransactionTemplate transaction,
            BundleStore bundles,
            ApplicationEventPublisher events,
            Clock clock) {
        this.tables = new CatalogTables(JdbcClient.create(dataSource));
        this.standings = new StandingTables(JdbcClient.create(dataSource));
        this.articles = new ArticleTables(JdbcClient.create(dataSource));
        this.solutions = new SolutionTables(JdbcClient.create(dataSource));
        this.transaction = transaction;
        this.bundles = bundles;
        this.events = new CatalogEvents(events);
        this.clock = clock;
    }

    /**
     * Publishes all or nothing. A version that exists already with the same content is left as it is, so that the
     * same call may be made again after a crash; if its bundle is lost or damaged, that is repaired.
     *
     * @param seen blocks whose source was read and found unchanged
     * @return the digests, in the order of the publications
     * @throws ProblemException CONFLICT when a version exists with other content
     */
    public List<String> publish(Actor actor, Collection<Publication> publications, Collection<BlockId> seen) {
        return publish(actor, Standing.PUBLISHED, publications, seen);
    }

    /**
     * The same as drafts, which nobody can use before they are promoted. A block has one draft at most: it takes the
     * place of the one before.
     */
    public List<String> draft(Actor actor, Collection<Publication> publications, Collection<BlockId> seen) {
        return publish(actor, Standing.DRAFT, publications, seen);
    }

    private List<String> publish(
            Actor actor, Standing standing, Collection<Publication> publications, Collection<BlockId> seen) {
        actor.require(Right.ADMINISTER);
        // Files first: one that no version refers to does no harm, a version without its file would.
        var digests = new LinkedHashMap<Publication, String>();
        for (var publication : publications) {
            var bundle = new Bundle(publication.manifest(), publication.definition());
            digests.put(publication, bundles.keep(bundle.pack()));
        }
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        transaction.executeWithoutResult(status -> {
            digests.forEach((publication, digest) -> publish(actor, standing, publication, digest, now));
            seen.forEach(id -> seen(id, now));
        });
        return List.copyOf(digests.values());
    }

    /** Publishes a solution. Whoever composes may do that: it holds nothing but what is published already. */
    void publishSolution(Actor actor, Publication publication) {
        actor.require(Right.COMPOSE);
        var digest = bundles.keep(new Bundle(publication.manifest(), publication.definition()).pack());
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        transaction.executeWithoutResult(status -> {
            publish(actor, Standing.PUBLISHED, publication, digest, now);
            solutions.members(publication.manifest());
        });
    }

    /**
     * Marks blocks whose zone is not there any more, or is no block any more. Their versions and articles stay; the
     * mark goes when a crawl sees the zone again.
     *
     * @param reasons why, by block
     */
    public void sourceGone(Actor actor, Map<BlockId, String> reasons) {
        actor.require(Right.ADMINISTER);
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        transaction.executeWithoutResult(status -> reasons.forEach((id, reason) -> {
            if (tables.sourceGone(id, reason, now)) {
                changed(id, now);
            }
        }));
    }

    private void seen(BlockId id, Instant now) {
        tables.crawled(id, now);
        if (tables.sourceBack(id)) {
            changed(id, now);
        }
    }

    private void changed(BlockId id, Instant now) {
        var sequence = tables.nextSequence();
        tables.changed(id, sequence, now);
        events.afterCommit(new CatalogChanged(sequence));
    }

    private void publish(Actor actor, Standing standing, Publication publication, String digest, Instant now) {
        var manifest = publication.manifest();
        var known = tables.versions(manifest.id());
        var versions = known.stream()
                .filter(version -> version.standing() != Standing.DRAFT)
                .toList();
        var same = versions.stream()
                .filter(version -> version.manifest().version().equals(manifest.version()))
                .findFirst();
        if (same.isPresent()) {
            requireSame(same.get(), digest);
            if (tables.sourceBack(manifest.id())) {
                changed(manifest.id(), now);
            }
            return;
        }
        requireNewest(manifest, versions);

        var sequence = tables.nextSequence();
        if (known.isEmpty()) {
            tables.insertBlock(publication, sequence, now);
        } else {
            tables.updateBlock(publication, sequence, now);
            keepNames(manifest, known.getFirst().manifest());
        }
        var metadata = new BlockManifest.Metadata(now.toString(), actor.name());
        standings.withoutDraft(manifest.id());
        tables.insertVersion(new PublishedVersion(
                manifest.withMetadata(metadata), digest, now, actor.name(), publication.note(), standing, ""));
        standings.settle(manifest.id());
        writeArticle(actor, publication, now);
        tables.crawled(manifest.id(), now);
        tables.sourceBack(manifest.id());
        events.afterCommit(new CatalogChanged(sequence));
    }

    /** A zone that was renamed is found under all its names. */
    private void keepNames(BlockManifest manifest, BlockManifest before) {
        if (manifest.name().equals(before.name())) {
            return;
        }
        var known = tables.titles(manifest.id());
        Stream.of(before.name(), manifest.name())
                .filter(title -> !known.contains(title))
                .forEach(title -> {
                    var id = manifest.id();
                    var alias = BlockId.mint(
                            manifest.sourceProject(),
                            title,
                            taken -> !taken.equals(id) && tables.known(taken).isPresent());
                    tables.insertName(alias, id, title);
                });
    }

    /** What people wrote meanwhile stays; what cannot be merged with it waits for them. */
    private void writeArticle(Actor actor, Publication publication, Instant now) {
        var id = publication.manifest().id();
        var crawled = publication.article();
        var current = articles.locked(id);
        if (current.isEmpty()) {
            articles.write(new Article(id, crawled, 1, actor.name(), now), crawled, publication.note());
            return;
        }
        var article = current.get().article();
        var merged = ArticleMerge.merge(current.get().generated(), crawled, article.markdown());
        merged.conflicts().forEach(conflict -> articles.open(id, conflict, now));
        if (merged.markdown().equals(article.markdown())) {
            articles.rebase(id, crawled);
        } else {
            var next = new Article(id, merged.markdown(), article.revision() + 1, actor.name(), now);
            articles.write(next, crawled, publication.note());
        }
    }

    private static void requireSame(PublishedVersion published, String digest) {
        if (!published.digest().equals(digest)) {
            throw ProblemException.of(
                    ProblemException.Kind.CONFLICT,
                    "catalog.version-exists",
                    published.manifest().reference()
                            + " is published with other content, and a published version never changes.",
                    "Publish the new content as a higher version.");
        }
    }

    private static void requireNewest(BlockManifest manifest, List<PublishedVersion> versions) {
        for (var published : versions) {
            if (published.manifest().version().compareTo(manifest.version()) > 0) {
                throw ProblemException.of(
                        ProblemException.Kind.CONFLICT,
                        "catalog.version-not-newest",
                        "Block " + manifest.id() + " is at "
                                + published.manifest().version() + " already; " + manifest.version()
                                + " would be a step back.",
                        "Publish it as a higher version.");
            }
        }
    }
}
