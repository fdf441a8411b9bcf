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
    private final DraftTables drafts;
    private final ArticleTables articles;
    private final VersionTexts texts;
    private final CrawledArticles crawled;
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
        var jdbc = JdbcClient.create(dataSource);
        this.tables = new CatalogTables(jdbc);
        this.names = new FormerNames(tables);
        this.standings = new StandingTables(jdbc);
        this.drafts = new DraftTables(jdbc);
        this.articles = new ArticleTables(jdbc);
        this.texts = new VersionTexts(jdbc);
        this.crawled = new CrawledArticles(jdbc);
        this.solutions = new SolutionTables(jdbc);
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
        alone(() -> {
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
                .map(stored -> CrawledArticles.merged(stored, article).conflicts().stream()
                        .map(conflict -> conflict.place().toString())
                        .toList())
                .orElse(List.of());
    }

    /** Publishes a solution. Whoever composes may do that: it holds nothing but what is published already. */
    void publishSolution(Actor actor, Publication publication) {
        actor.require(Right.COMPOSE);
        var prepared = kept(publication, Standing.PUBLISHED);
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        alone(() -> {
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
        alone(() -> reasons.forEach((id, reason) -> {
            if (tables.sourceGone(id, reason, now)) {
                changed(id, now);
            }
        }));
    }

    /** Takes the mark of {@link #sourceGone} away. */
    public void sourceBack(Actor actor, Collection<BlockId> blocks) {
        actor.require(Right.ADMINISTER);
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        alone(() -> tables.gone(blocks).forEach(id -> back(id, now)));
    }

    /** In one transaction that holds the feed's lock before it touches a block. */
    private void alone(Runnable changes) {
        transaction.executeWithoutResult(status -> {
            tables.alone();
            changes.run();
        });
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
        boolean waits = prepared.standing() == Standing.DRAFT && !versions.isEmpty();
        if (known.isEmpty()) {
            tables.insertBlock(prepared, sequence, now);
        } else if (waits) {
            tables.changed(manifest.id(), sequence, now);
        } else {
            tables.updateBlock(prepared, sequence, now);
        }
        if (prepared.standing() == Standing.PUBLISHED && !versions.isEmpty()) {
            names.renamed(versions.getFirst().manifest(), manifest);
        }
        var replaced = drafts.of(manifest.id());
        keepVersion(actor, prepared, waits, now);
        standings.settle(manifest.id());
        var effect = waits
                ? untouched(
                        prepared,
                        before.orElseThrow(),
                        articles.stored(manifest.id()).orElseThrow())
                : writeArticle(actor, prepared, before, now);
        tables.crawled(List.of(manifest.id()), now);
        tables.sourceBack(manifest.id());
        events.afterCommit(new CatalogChanged(sequence));
        var told = prepared.standing() == Standing.DRAFT
                ? effect.draft(new PublishEffect.Draft(prepared.digest(), waits, now))
                : effect;
        return Optional.of(replaced.map(told::replacing).orElse(told));
    }

    /** In the place of the draft, if there is one. */
    private void keepVersion(Actor actor, PreparedVersion prepared, boolean waits, Instant now) {
        var id = prepared.manifest().id();
        switch (prepared.standing()) {
            case DRAFT -> drafts.put(id, WaitingDraft.of(prepared, waits, now, actor.name()));
            case PUBLISHED, YANKED -> {
                drafts.remove(id);
                var metadata = new BlockManifest.Metadata(now.toString(), actor.name());
                tables.insertVersion(new PublishedVersion(
                        prepared.manifest().withMetadata(metadata),
                        prepared.digest(),
                        now,
                        actor.name(),
                        prepared.note(),
                        prepared.standing(),
                        ""));
                texts.keep(
                        id,
                        prepared.manifest().version(),
                        new WaitingDraft.Text(prepared.article(), prepared.summary()));
            }
        }
    }

    /** The article stays as it is, whether people read of what is published or write of it, until the promotion. */
    private PublishEffect untouched(PreparedVersion prepared, CatalogBlock before, ArticleTables.Stored article) {
        var id = prepared.manifest().id();
        var revision = article.article().revision();
        return new PublishEffect(
                id,
                prepared.manifest().version(),
                before.manifest().version(),
                before.summary(),
                revision,
                revision,
                article.generated(),
                asked(id));
    }

    private List<PublishEffect.Asked> asked(BlockId id) {
        return articles.conflicts(id).stream()
                .filter(ArticleTables::mayBeOfSource)
                .map(open -> new PublishEffect.Asked(open.number(), open.crawled()))
                .toList();
    }

    private PublishEffect writeArticle(
            Actor actor, PreparedVersion prepared, Optional<CatalogBlock> before, Instant now) {
        var id = prepared.manifest().id();
        var version = prepared.manifest().version();
        var current = articles.locked(id);
        if (before.isEmpty() || current.isEmpty()) {
            var first = crawled.first(actor, id, prepared.article(), prepared.note(), now);
            return new PublishEffect(id, version, null, "", first, 0, "", List.of());
        }
        var waiting = asked(id);
        var revision = crawled.merge(actor, current.get(), prepared.article(), prepared.note(), now);
        return new PublishEffect(
                id,
                version,
                before.get().manifest().version(),
                before.get().summary(),
                revision,
                current.get().article().revision(),
                current.get().generated(),
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
