package io.blockyard.catalog;

import io.blockyard.access.Actor;
import io.blockyard.access.Right;
import io.blockyard.block.BlockId;
import io.blockyard.block.BlockManifest;
import io.blockyard.catalog.Catalog.PublishedVersion;
import io.blockyard.problem.ProblemException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Brings versions of blocks into the catalog. What is published once never changes. */
public class Publisher {

    private final CatalogTables tables;
    private final BundleStore bundles;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    public Publisher(
            DataSource dataSource,
            TransactionTemplate transaction,
            BundleStore bundles,
            ApplicationEventPublisher events,
            Clock clock) {
        this.tables = new CatalogTables(JdbcClient.create(dataSource));
        this.transaction = transaction;
        this.bundles = bundles;
        this.events = events;
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
        actor.require(Right.ADMINISTER);
        // Files first: one that no version refers to does no harm, a version without its file would.
        var digests = new LinkedHashMap<Publication, String>();
        for (var publication : publications) {
            var bundle = new Bundle(publication.manifest(), publication.definition());
            digests.put(publication, bundles.keep(bundle.pack()));
        }
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        transaction.executeWithoutResult(status -> {
            digests.forEach((publication, digest) -> publish(actor, publication, digest, now));
            seen.forEach(id -> tables.crawled(id, now));
        });
        return List.copyOf(digests.values());
    }

    private void publish(Actor actor, Publication publication, String digest, Instant now) {
        var manifest = publication.manifest();
        var versions = tables.versions(manifest.id());
        var same = versions.stream()
                .filter(version -> version.manifest().version().equals(manifest.version()))
                .findFirst();
        if (same.isPresent()) {
            requireSame(same.get(), digest);
            return;
        }
        requireNewest(manifest, versions);

        var sequence = tables.nextSequence();
        if (versions.isEmpty()) {
            tables.insertBlock(publication, sequence, now);
        } else {
            tables.updateBlock(publication, sequence, now);
        }
        var metadata = new BlockManifest.Metadata(now.toString(), actor.name());
        tables.insertVersion(
                new PublishedVersion(manifest.withMetadata(metadata), digest, now, actor.name(), publication.note()));
        writeArticle(actor, publication, now);
        tables.crawled(manifest.id(), now);
        afterCommit(new CatalogChanged(sequence));
    }

    private void writeArticle(Actor actor, Publication publication, Instant now) {
        var id = publication.manifest().id();
        var current = tables.article(id);
        if (current.isPresent() && current.get().markdown().equals(publication.article())) {
            return;
        }
        var revision = current.map(Article::revision).orElse(0L) + 1;
        var article = new Article(id, publication.article(), revision, actor.name(), now);
        tables.writeArticle(article, publication.article(), publication.note());
    }

    private void afterCommit(CatalogChanged changed) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                events.publishEvent(changed);
            }
        });
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
