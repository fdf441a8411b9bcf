package io.blockyard.catalog;

import io.blockyard.access.Actor;
import io.blockyard.access.Audit;
import io.blockyard.access.Right;
import io.blockyard.block.BlockId;
import io.blockyard.block.BlockManifest;
import io.blockyard.block.BlockType;
import io.blockyard.catalog.Catalog.PublishedVersion;
import io.blockyard.catalog.article.ArticleMerge;
import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import io.blockyard.problem.ProblemException.Kind;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The way back: a registry tree becomes blocks of a catalog. An empty catalog then projects to the very same tree; in one
 * with blocks of its own, versions that it lacks are added; what people wrote and decided there stays, drafts get higher
 * numbers, and the page of a block whose newest version arrived tells of that.
 */
public class RegistryImport {

    private final CatalogTables tables;
    private final StandingTables standings;
    private final DraftTables drafts;
    private final DraftNumber numbers;
    private final ArticleTables articles;
    private final VersionTexts texts;
    private final CrawledArticles crawled;
    private final SolutionTables solutions;
    private final BundleStore bundles;
    private final Attachments attachments;
    private final TransactionTemplate transaction;
    private final CatalogEvents events;
    private final Audit audit;
    private final Clock clock;

    public RegistryImport(
            DataSource dataSource,
            BundleStore bundles,
            Attachments attachments,
            TransactionTemplate transaction,
            Audit audit,
            ApplicationEventPublisher events,
            Clock clock) {
        var jdbc = JdbcClient.create(dataSource);
        this.tables = new CatalogTables(jdbc);
        this.standings = new StandingTables(jdbc);
        this.drafts = new DraftTables(jdbc);
        this.numbers = new DraftNumber(bundles);
        this.articles = new ArticleTables(jdbc);
        this.texts = new VersionTexts(jdbc);
        this.crawled = new CrawledArticles(jdbc);
        this.solutions = new SolutionTables(jdbc);
        this.bundles = bundles;
        this.attachments = attachments;
        this.transaction = transaction;
        this.events = new CatalogEvents(events);
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * What was added.
     *
     * @param leftOut versions with what looks like a credential, and attachments that this server's rules refuse, each as a
     *     warning
     */
    public record Imported(int blocks, int versions, List<Problem> leftOut) {

        public Imported {
            leftOut = List.copyOf(leftOut);
        }
    }

    /**
     * Adds what the tree holds and the catalog lacks, all or nothing.
     *
     * @param whole called when all is read and before anything is written; throws when the files moved meanwhile
     * @throws ProblemException INVALID when the tree is no registry or not whole; CONFLICT when a version is here with
     *     other content, a block of the same id was made of another zone, or somebody else brought in the same meanwhile
     */
    public Imported read(Actor actor, RegistryFiles files, Runnable whole) {
        actor.require(Right.ADMINISTER);
        var registry = new ArrivingRegistry(files, bundles, attachments);
        var arriving = registry.missing(tables::versions);
        whole.run();
        return transaction.execute(status -> {
            // Nobody else publishes until this is done.
            tables.alone();
            var added = arriving.stream()
                    .filter(block -> !block.versions().isEmpty())
                    .toList();
            added.forEach(block -> add(actor, block, registry.names()));
            arriving.forEach(block -> block.leftOut()
                    .forEach(why -> audit.record(
                            actor, "registry.import-left-out", block.id().value(), why.sentence())));
            int versions =
                    added.stream().mapToInt(block -> block.versions().size()).sum();
            audit.record(actor, "registry.import", "", added.size() + " blocks, " + versions + " versions");
            return new Imported(
                    added.size(),
                    versions,
                    arriving.stream().flatMap(block -> block.leftOut().stream()).toList());
        });
    }

    private void add(Actor actor, ArrivingBlock block, List<RegistryIndex.Name> names) {
        var id = block.id();
        requireStillMissing(block);
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var sequence = tables.nextSequence();
        var page = block.page();
        var before = tables.block(id);
        var draft = drafts.of(id)
                .map(waiting -> waiting.withText(
                        articles.locked(id).orElseThrow().generated(),
                        before.orElseThrow().summary()));
        drafts.remove(id);
        if (before.isEmpty()) {
            insert(actor, block, Objects.requireNonNull(page), sequence, now);
        }
        block.versions().forEach((entry, manifest) -> {
            tables.insertVersion(version(entry, manifest, now));
            if (manifest.type() == BlockType.SOLUTION) {
                solutions.members(manifest);
            }
        });
        names(names, block.newest()).forEach(name -> tables.insertName(new BlockId(name.id()), id, name.name()));
        draft.ifPresent(waiting -> makeRoom(actor, before.orElseThrow(), waiting, page == null, now));
        if (page != null) {
            switch (block.here()) {
                case NOTHING -> {
                    decisions(block.newest(), id);
                    sourceGone(block.newest(), id);
                    page.attachments().forEach(attachment -> attachments.add(id, attachment, 1));
                }
                case DRAFT -> inPlaceOfTheDraft(actor, block, page, before.orElseThrow(), now);
                case PUBLISHED -> {}
            }
        }
        standings.settle(id);
        if (page != null) {
            show(actor, block, page, before, now);
        }
        tables.changed(id, sequence, now);
        events.afterCommit(new CatalogChanged(sequence));
    }

    /**
     * The page was the draft's, which keeps what its crawl wrote; what people wrote of it here is merged with what arrives. What
     * they decided here stands.
     */
    private void inPlaceOfTheDraft(
            Actor actor, ArrivingBlock block, ArrivingBlock.Page page, CatalogBlock before, Instant now) {
        var id = block.id();
        var entry = block.newest();
        var current = articles.locked(id).orElseThrow();
        var merged = ArticleMerge.merge(
                current.generated(), page.text(), current.article().markdown());
        articles.open(id, ConflictOrigin.ELSEWHERE, "the registry", merged.conflicts(), now);
        long revision = current.article().revision() + 1;
        boolean asItArrived = merged.markdown().equals(page.text());
        articles.write(
                asItArrived
                        ? arrived(actor, id, revision, entry, page, now)
                        : new Article(id, merged.markdown(), revision, actor.name(), now),
                page.generated(),
                entry.note());
        if (before.stewardship().decidedAt() == null) {
            decisions(entry, id);
        }
        page.attachments().forEach(attachment -> attachments.addUnlessNamed(id, attachment, revision));
    }

    /** Where what arrived is the newest version now, the page and the block's line tell of it. What people wrote here stays. */
    private void show(
            Actor actor, ArrivingBlock block, ArrivingBlock.Page page, Optional<CatalogBlock> before, Instant now) {
        var id = block.id();
        var entry = block.newest();
        var shown = tables.block(id).orElseThrow().manifest();
        if (!shown.version().toString().equals(entry.version())) {
            return;
        }
        texts.keep(id, shown.version(), new WaitingDraft.Text(page.generated(), entry.summary()));
        tables.summary(id, entry.summary());
        if (block.here() == ArrivingBlock.Here.PUBLISHED) {
            new FormerNames(tables).renamed(before.orElseThrow().manifest(), shown);
            crawled.merge(actor, articles.locked(id).orElseThrow(), page.generated(), entry.note(), now);
        }
    }

    /** A draft that waits here goes on waiting, above what arrived; one that arrived itself is published now. */
    private void makeRoom(Actor actor, CatalogBlock before, WaitingDraft draft, boolean withoutPage, Instant now) {
        var id = before.manifest().id();
        var versions = tables.versions(id);
        var arrived = versions.stream()
                .filter(version -> version.manifest().version().equals(draft.version())
                        && version.digest().equals(draft.digest()))
                .findFirst();
        if (arrived.isEmpty()) {
            numbers.above(draft, before.manifest().version(), versions).ifPresent(other -> drafts.put(id, other));
            return;
        }
        var text = Objects.requireNonNull(draft.text());
        texts.keep(id, draft.version(), text);
        if (withoutPage
                && arrived.get().equals(versions.getFirst())
                && arrived.get().standing() == Standing.PUBLISHED) {
            tables.summary(id, text.summary());
            crawled.merge(actor, articles.locked(id).orElseThrow(), text.article(), draft.note(), now);
        }
    }

    private void requireStillMissing(ArrivingBlock block) {
        var here = tables.versions(block.id());
        boolean sameBlock = ArrivingBlock.Here.of(here) == block.here();
        boolean sameVersions = here.stream()
                .filter(version -> version.standing() != Standing.DRAFT)
                .noneMatch(version -> block.versions().keySet().stream()
                        .anyMatch(entry -> entry.version()
                                .equals(version.manifest().version().toString())));
        if (!sameBlock || !sameVersions) {
            throw ProblemException.of(
                    Kind.CONFLICT,
                    "catalog.moved-on",
                    "Versions of " + block.id() + " were published here while the registry was read.",
                    "Import it again.");
        }
    }

    private void insert(Actor actor, ArrivingBlock block, ArrivingBlock.Page page, long sequence, Instant now) {
        var id = block.id();
        var entry = block.newest();
        var manifest = Objects.requireNonNull(block.versions().get(entry));
        var zone = entry.sourceZoneId().isEmpty() ? "imported:" + id : entry.sourceZoneId();
        var taken = tables.sourceBlocks(manifest.sourceProject()).get(zone);
        if (taken != null) {
            throw ProblemException.of(
                    Kind.CONFLICT,
                    "catalog.zone-taken",
                    "The zone that " + id + " was made of is the block " + taken.id() + " here.",
                    "Import into another catalog.");
        }
        tables.insertBlock(
                new PreparedVersion(
                        manifest, zone, entry.digest(), entry.summary(), page.text(), entry.note(), Standing.PUBLISHED),
                sequence,
                now);
        articles.write(arrived(actor, id, 1, entry, page, now), page.generated(), entry.note());
    }

    private static Article arrived(
            Actor actor, BlockId id, long revision, RegistryEntry entry, ArrivingBlock.Page page, Instant now) {
        var author = entry.articleAuthor().isEmpty() ? actor.name() : entry.articleAuthor();
        return new Article(id, page.text(), revision, author, time(entry.articleWrittenAt(), now));
    }

    /** Lists that somebody wrote by hand may not say when. */
    private static Instant time(String text, Instant otherwise) {
        return text.isEmpty() ? otherwise : Instant.parse(text);
    }

    private void decisions(RegistryEntry entry, BlockId id) {
        var deprecation = entry.deprecation();
        if (deprecation != null) {
            standings.deprecate(id, deprecation);
        }
        standings.owners(id, new TreeSet<>(entry.owners()));
        if (!entry.decidedAt().isEmpty()) {
            standings.decided(id, Instant.parse(entry.decidedAt()));
        }
    }

    private void sourceGone(RegistryEntry entry, BlockId id) {
        if (!entry.sourceGoneSince().isEmpty()) {
            tables.sourceGone(id, entry.sourceGoneWhy(), Instant.parse(entry.sourceGoneSince()));
        }
    }

    /** Those of the index that are not here and no other block's; indexes of earlier versions of this product have only the words. */
    private List<RegistryIndex.Name> names(List<RegistryIndex.Name> names, RegistryEntry entry) {
        var id = new BlockId(entry.blockId());
        var own =
                names.stream().filter(name -> name.blockId().equals(id.value())).toList();
        var all = own.isEmpty()
                ? entry.formerNames().stream()
                        .map(title -> new RegistryIndex.Name(
                                title, alias(entry, id, title).value(), id.value()))
                        .toList()
                : own;
        return all.stream()
                .filter(name -> tables.known(new BlockId(name.id()))
                        .filter(taken -> !taken.equals(id) || tables.isName(new BlockId(name.id())))
                        .isEmpty())
                .toList();
    }

    private BlockId alias(RegistryEntry entry, BlockId id, String title) {
        return BlockId.mint(
                entry.sourceProject(),
                title,
                taken -> !taken.equals(id) && tables.known(taken).isPresent());
    }

    private static PublishedVersion version(RegistryEntry entry, BlockManifest manifest, Instant now) {
        var metadata = manifest.metadata();
        return new PublishedVersion(
                manifest,
                entry.digest(),
                time(entry.publishedAt(), now),
                metadata == null ? "import" : metadata.createdBy(),
                entry.note(),
                entry.yanked() ? Standing.YANKED : Standing.PUBLISHED,
                entry.yankedWhy());
    }
}
