package io.blockyard.catalog;

import io.blockyard.access.Actor;
import io.blockyard.access.Audit;
import io.blockyard.access.Right;
import io.blockyard.block.BlockId;
import io.blockyard.block.BlockManifest;
import io.blockyard.block.BlockType;
import io.blockyard.catalog.Catalog.PublishedVersion;
import io.blockyard.catalog.RegistryIndex.Entry;
import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import io.blockyard.problem.ProblemException.Kind;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The way back: a registry tree becomes blocks of a catalog. An empty catalog then projects to the very same tree; in one
 * with blocks of its own, versions that it lacks are added, and nothing that is there changes but the numbers of drafts.
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
     * @param leftOut attachments that this server's rules refuse, each as a warning
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
            arriving.forEach(block -> add(actor, block, registry.names()));
            int versions =
                    arriving.stream().mapToInt(block -> block.versions().size()).sum();
            audit.record(actor, "registry.import", "", arriving.size() + " blocks, " + versions + " versions");
            return new Imported(
                    arriving.size(),
                    versions,
                    arriving.stream()
                            .flatMap(block -> Stream.ofNullable(block.page()))
                            .flatMap(page -> page.leftOut().stream())
                            .toList());
        });
    }

    private void add(Actor actor, ArrivingBlock block, List<RegistryIndex.Name> names) {
        var id = block.id();
        requireStillMissing(block);
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var sequence = tables.nextSequence();
        var page = block.page();
        var before = tables.block(id);
        var draft = drafts.of(id);
        drafts.remove(id);
        if (page != null) {
            insert(block, page, sequence, now);
        }
        block.versions().forEach((entry, manifest) -> {
            tables.insertVersion(version(entry, manifest));
            if (manifest.type() == BlockType.SOLUTION) {
                solutions.members(manifest);
            }
        });
        if (page != null) {
            names(names, block.newest()).forEach(name -> tables.insertName(new BlockId(name.id()), id, name.name()));
            decisions(block.newest(), id);
            page.attachments().forEach(attachment -> attachments.add(id, attachment));
            // Another server's rules may differ.
            page.leftOut().forEach(why -> audit.record(actor, "registry.import-left-out", id.value(), why.sentence()));
        }
        draft.ifPresent(waiting -> makeRoom(actor, before.orElseThrow(), waiting, now));
        standings.settle(id);
        tables.changed(id, sequence, now);
        events.afterCommit(new CatalogChanged(sequence));
    }

    /** A draft that waits here goes on waiting, above what arrived; one that arrived itself is published now. */
    private void makeRoom(Actor actor, CatalogBlock before, WaitingDraft draft, Instant now) {
        var id = before.manifest().id();
        var versions = tables.versions(id);
        var current = articles.locked(id).orElseThrow();
        var waiting = draft.withText(current.generated(), before.summary());
        var arrived = versions.stream()
                .filter(version -> version.manifest().version().equals(draft.version())
                        && version.digest().equals(draft.digest()))
                .findFirst();
        if (arrived.isEmpty()) {
            numbers.above(waiting, before.manifest().version(), versions).ifPresent(other -> drafts.put(id, other));
            return;
        }
        var text = Objects.requireNonNull(waiting.text());
        texts.keep(id, draft.version(), text);
        if (arrived.get().equals(versions.getFirst()) && arrived.get().standing() == Standing.PUBLISHED) {
            tables.summary(id, text.summary());
            crawled.merge(actor, current, text.article(), draft.note(), now);
        }
    }

    private void requireStillMissing(ArrivingBlock block) {
        var here = tables.versions(block.id());
        boolean sameBlock = here.isEmpty() == (block.page() != null);
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

    private void insert(ArrivingBlock block, ArrivingBlock.Page page, long sequence, Instant now) {
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
        articles.write(
                new Article(id, page.text(), 1, entry.articleAuthor(), Instant.parse(entry.articleWrittenAt())),
                page.generated(),
                entry.note());
    }

    private void decisions(Entry entry, BlockId id) {
        var deprecation = entry.deprecation();
        if (deprecation != null) {
            standings.deprecate(id, deprecation);
        }
        standings.owners(id, new TreeSet<>(entry.owners()));
        if (!entry.decidedAt().isEmpty()) {
            standings.decided(id, Instant.parse(entry.decidedAt()));
        }
        if (!entry.sourceGoneSince().isEmpty()) {
            tables.sourceGone(id, entry.sourceGoneWhy(), Instant.parse(entry.sourceGoneSince()));
        }
    }

    /** Those of the index that nobody has here; indexes of earlier versions of this product have only the words. */
    private List<RegistryIndex.Name> names(List<RegistryIndex.Name> names, Entry entry) {
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
                        .filter(taken -> !taken.equals(id))
                        .isEmpty())
                .toList();
    }

    private BlockId alias(Entry entry, BlockId id, String title) {
        return BlockId.mint(
                entry.sourceProject(),
                title,
                taken -> !taken.equals(id) && tables.known(taken).isPresent());
    }

    private static PublishedVersion version(Entry entry, BlockManifest manifest) {
        var metadata = manifest.metadata();
        return new PublishedVersion(
                manifest,
                entry.digest(),
                Instant.parse(entry.publishedAt()),
                metadata == null ? "import" : metadata.createdBy(),
                entry.note(),
                entry.yanked() ? Standing.YANKED : Standing.PUBLISHED,
                entry.yankedWhy());
    }
}
