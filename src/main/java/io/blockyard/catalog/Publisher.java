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
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Brings versions of blocks into the catalog. What is published once never changes. */
public class Publisher {

    private final CatalogTables tables;
    private final FormerNames names;
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
        this.names = new FormerNames(tables);
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
        var prepared = publications.stream()
                .map(publication -> prepare(actor, publication, Standing.PUBLISHED))
                .toList();
        release(actor, prepared, seen);
        return prepared.stream().map(PreparedVersion::digest).toList();
    }

    /**
     * Keeps the bundle of a version that may be published later. Files come first: one that no version refers to does
     * no harm, a version without its file would.
     *
     * @param standing published, or a draft, which nobody can use before it is promoted
     */
    public PreparedVersion prepare(Actor actor, Publication publication, Standing standing) {
        actor.require(Right.ADMINISTER);
        return kept(publication, standing);
    }

    private PreparedVersion kept(Publication publication, Standing standing) {
        var bundle = new Bundle(publication.manifest(), publication.definition());
        return new PreparedVersion(
                publication.manifest(),
                publication.zoneId(),
                bundles.keep(bundle.pack()),
                publication.summary(),
                publication.article(),
                publication.note(),
                standing);
    }

    /**
     * Publishes what was prepared, all or nothing, as {@link #publish}. A block has one draft at most: it takes the
     * place of the one before.
     *
     * @return what each version changed, those that existed already left out
     */
    public List<PublishEffect> release(Actor actor, Collection<PreparedVersion> prepared, Collection<BlockId> seen) {
        actor.require(Right.ADMINISTER);
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var effects = new ArrayList<PublishEffect>();
        transaction.executeWithoutResult(status -> {
            prepared.forEach(version -> publish(actor, version, now).ifPresent(effects::add));
            tables.crawled(seen, now);
            tables.gone(seen).forEach(id -> back(id, now));
        });
        return List.copyOf(effects);
    }

    /** The places of a block's article that would wait for a person if this text were merged into it now. */
    public List<String> conflicts(Actor actor, BlockId id, String article) {
        actor.require(Right.READ);
        return articles.stored(id)
                .map(stored ->
                        ArticleMerge.merge(
                                        stored.generated(),
                                        article,
                                        stored.article().markdown())
                                .conflicts()
                                .stream()
                                .map(conflict -> conflict.place().toString())
                                .toList())
                .orElse(List.of());
    }

    /** Publishes a solution. Whoever composes may do that: it holds nothing but what is published already. */
    void publishSolution(Actor actor, Publication publication) {
        actor.require(Right.COMPOSE);
        var prepared = kept(publication, Standing.PUBLISHED);
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        transaction.executeWithoutResult(status -> {
            publish(actor, prepared, now);
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

    /** Takes the mark of {@link #sourceGone} away. */
    public void sourceBack(Actor actor, Collection<BlockId> blocks) {
        actor.require(Right.ADMINISTER);
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        transaction.executeWithoutResult(status -> tables.gone(blocks).forEach(id -> back(id, now)));
    }

    private void back(BlockId id, Instant now) {
        if (tables.sourceBack(id)) {
            changed(id, now);
        }
    }

    private void changed(BlockId id, Instant now) {
        var sequence = tables.nextSequence();
        tables.changed(id, sequence, now);
        events.afterCommit(new CatalogChanged(sequence));
    }

    private Optional<PublishEffect> publish(Actor actor, PreparedVersion prepared, Instant now) {
        var manifest = prepared.manifest();
        var known = tables.versions(manifest.id());
        var versions = known.stream()
                .filter(version -> version.standing() != Standing.DRAFT)
                .toList();
        var same = versions.stream()
                .filter(version -> version.manifest().version().equals(manifest.version()))
                .findFirst();
        if (same.isPresent()) {
            requireSame(same.get(), prepared.digest());
            back(manifest.id(), now);
            return Optional.empty();
        }
        requireNewest(manifest, versions);

        var sequence = tables.nextSequence();
        var before = tables.block(manifest.id());
        if (known.isEmpty()) {
            tables.insertBlock(prepared, sequence, now);
        } else {
            tables.updateBlock(prepared, sequence, now);
        }
        if (prepared.standing() == Standing.PUBLISHED && !versions.isEmpty()) {
            names.renamed(versions.getFirst().manifest(), manifest);
        }
        var metadata = new BlockManifest.Metadata(now.toString(), actor.name());
        standings.withoutDraft(manifest.id());
        tables.insertVersion(new PublishedVersion(
                manifest.withMetadata(metadata),
                prepared.digest(),
                now,
                actor.name(),
                prepared.note(),
                prepared.standing(),
                ""));
        standings.settle(manifest.id());
        var effect = writeArticle(actor, prepared, before, now);
        tables.crawled(List.of(manifest.id()), now);
        tables.sourceBack(manifest.id());
        events.afterCommit(new CatalogChanged(sequence));
        return Optional.of(effect);
    }

    /** What people wrote meanwhile stays; what cannot be merged with it waits for them. */
    private PublishEffect writeArticle(
            Actor actor, PreparedVersion prepared, Optional<CatalogBlock> before, Instant now) {
        var id = prepared.manifest().id();
        var version = prepared.manifest().version();
        var crawled = prepared.article();
        var current = articles.locked(id);
        if (before.isEmpty() || current.isEmpty()) {
            articles.write(new Article(id, crawled, 1, actor.name(), now), crawled, prepared.note());
            return new PublishEffect(id, version, null, "", 1, 0, "", List.of());
        }
        var article = current.get().article();
        var generated = current.get().generated();
        var waiting = articles.conflicts(id);
        var merged = ArticleMerge.merge(generated, crawled, article.markdown());
        merged.conflicts().forEach(conflict -> articles.open(id, conflict, now));
        var revision = article.revision();
        if (merged.markdown().equals(article.markdown())) {
            articles.rebase(id, crawled);
        } else {
            revision++;
            articles.write(new Article(id, merged.markdown(), revision, actor.name(), now), crawled, prepared.note());
        }
        return new PublishEffect(
                id,
                version,
                before.get().manifest().version(),
                before.get().summary(),
                revision,
                article.revision(),
                generated,
                waiting);
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
