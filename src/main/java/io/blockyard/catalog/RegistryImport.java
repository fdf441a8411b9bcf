package io.blockyard.catalog;

import io.blockyard.access.Actor;
import io.blockyard.access.Audit;
import io.blockyard.access.Right;
import io.blockyard.block.BlockFormats;
import io.blockyard.block.BlockId;
import io.blockyard.block.BlockManifest;
import io.blockyard.block.BlockType;
import io.blockyard.catalog.Catalog.PublishedVersion;
import io.blockyard.catalog.RegistryIndex.AttachmentEntry;
import io.blockyard.catalog.RegistryIndex.Entry;
import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import io.blockyard.problem.ProblemException.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.JacksonException;

/**
 * The way back: a registry tree becomes blocks of a catalog. An empty catalog then projects to the very same tree; in one
 * with blocks of its own, versions that it lacks are added, and nothing that is there changes.
 */
public class RegistryImport {

    private final CatalogTables tables;
    private final StandingTables standings;
    private final ArticleTables articles;
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
        this.articles = new ArticleTables(jdbc);
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
     * @param files the tree by paths, as {@link RegistryTree#files} names them
     * @throws ProblemException INVALID when the tree is no registry or not whole; CONFLICT when a version is here with
     *     other content, or a block of the same id was made of another zone
     */
    public Imported read(Actor actor, Map<String, byte[]> files) {
        actor.require(Right.ADMINISTER);
        var tree = new Tree(files);
        var byBlock = new LinkedHashMap<String, List<Entry>>();
        tree.index()
                .blocks()
                .forEach(entry -> byBlock.computeIfAbsent(entry.blockId(), id -> new ArrayList<>())
                        .add(entry));
        var checked = new LinkedHashMap<Entry, BlockManifest>();
        byBlock.values().forEach(entries -> entries.forEach(entry -> checked.put(entry, checked(tree, entry))));
        return transaction.execute(status -> {
            int blocks = 0;
            int versions = 0;
            var leftOut = new ArrayList<Problem>();
            for (var entries : byBlock.values()) {
                int added = add(actor, tree, entries, checked, leftOut);
                versions += added;
                blocks += added > 0 ? 1 : 0;
            }
            audit.record(actor, "registry.import", "", blocks + " blocks, " + versions + " versions");
            return new Imported(blocks, versions, leftOut);
        });
    }

    /** The manifest of an entry whose bundle is whole and the manifest's own; the bundle is kept. */
    private BlockManifest checked(Tree tree, Entry entry) {
        var packed = tree.bytes(entry.bundleRef());
        var manifest = tree.manifest(entry.manifestPath());
        var bytes = new Bundle.Packed(packed);
        var bundle = Bundle.unpack(packed);
        if (!bytes.digest().equals(entry.digest())) {
            throw Bundle.damaged("the bytes of " + entry.bundleRef() + " are not those that the index names");
        }
        if (!manifest.withMetadata(null).equals(bundle.manifest())
                || !manifest.id().value().equals(entry.blockId())
                || !manifest.version().toString().equals(entry.version())) {
            throw Bundle.damaged(entry.manifestPath() + " is not the manifest in " + entry.bundleRef());
        }
        bundles.keep(bytes);
        return manifest;
    }

    /** @return how many versions were added */
    private int add(
            Actor actor, Tree tree, List<Entry> entries, Map<Entry, BlockManifest> manifests, List<Problem> leftOut) {
        var newest = entries.stream().filter(Entry::latest).findFirst().orElse(entries.getLast());
        var id = new BlockId(newest.blockId());
        var there = tables.versions(id);
        var missing = new ArrayList<Entry>();
        for (var entry : entries) {
            var same = there.stream()
                    .filter(version -> version.manifest().version().toString().equals(entry.version()))
                    .findFirst();
            if (same.isEmpty()) {
                missing.add(entry);
            } else if (!same.get().digest().equals(entry.digest())) {
                throw ProblemException.of(
                        Kind.CONFLICT,
                        "catalog.version-exists",
                        id + "@" + entry.version()
                                + " is here with other content, and a published version never changes.",
                        "Import into another catalog.");
            }
        }
        if (missing.isEmpty()) {
            return 0;
        }
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var sequence = tables.nextSequence();
        if (there.isEmpty()) {
            insert(tree, newest, Objects.requireNonNull(manifests.get(newest)), sequence, now);
        }
        for (var entry : missing) {
            var manifest = Objects.requireNonNull(manifests.get(entry));
            tables.insertVersion(version(entry, manifest));
            if (manifest.type() == BlockType.SOLUTION) {
                solutions.members(manifest);
            }
        }
        if (there.isEmpty()) {
            names(tree.index(), newest).forEach(name -> tables.insertName(new BlockId(name.id()), id, name.name()));
            decisions(newest, id);
            newest.attachments().forEach(attachment -> attach(actor, tree, id, attachment, leftOut));
        }
        standings.settle(id);
        tables.changed(id, sequence, now);
        events.afterCommit(new CatalogChanged(sequence));
        return missing.size();
    }

    private void insert(Tree tree, Entry entry, BlockManifest manifest, long sequence, Instant now) {
        var id = manifest.id();
        var text = tree.text(entry.wikiRef());
        var generated = tree.textOr(RegistryPaths.generated(id), text);
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
                        manifest, zone, entry.digest(), entry.summary(), text, entry.note(), Standing.PUBLISHED),
                sequence,
                now);
        articles.write(
                new Article(id, text, 1, entry.articleAuthor(), Instant.parse(entry.articleWrittenAt())),
                generated,
                entry.note());
    }

    /** What this server's rules refuse stays out and is told; another server's rules may differ. */
    private void attach(Actor actor, Tree tree, BlockId id, AttachmentEntry entry, List<Problem> leftOut) {
        var content = tree.bytes(entry.path());
        if (!Bundle.digest(content).equals(entry.digest())) {
            throw Bundle.damaged("the bytes of " + entry.path() + " are not those that the index names");
        }
        try {
            attachments.add(id, entry.name(), content);
        } catch (ProblemException refused) {
            if (refused.kind() != Kind.INVALID) {
                throw refused;
            }
            var why = refused.problems().getFirst();
            leftOut.add(Problem.warning(why.code(), why.message(), why.remedy()).at(entry.path()));
            audit.record(actor, "registry.import-without-attachment", id.value(), why.sentence());
        }
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
    private List<RegistryIndex.Name> names(RegistryIndex index, Entry entry) {
        var id = new BlockId(entry.blockId());
        var own = index.names().stream()
                .filter(name -> name.blockId().equals(id.value()))
                .toList();
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

    /** The files, read as what they have to be. */
    private record Tree(Map<String, byte[]> files) {

        RegistryIndex index() {
            try {
                return BlockFormats.json().readValue(bytes(RegistryPaths.INDEX), RegistryIndex.class);
            } catch (JacksonException malformed) {
                throw notWhole(RegistryPaths.INDEX + " cannot be read");
            }
        }

        BlockManifest manifest(String path) {
            try {
                return BlockFormats.json().readValue(bytes(path), BlockManifest.class);
            } catch (JacksonException malformed) {
                throw notWhole(path + " is no manifest");
            }
        }

        byte[] bytes(String path) {
            var bytes = files.get(path);
            if (bytes == null) {
                throw notWhole("it has no " + path);
            }
            return bytes;
        }

        String text(String path) {
            return new String(bytes(path), StandardCharsets.UTF_8);
        }

        String textOr(String path, String other) {
            return files.containsKey(path) ? text(path) : other;
        }

        private static ProblemException notWhole(String why) {
            return ProblemException.of(
                    Kind.INVALID,
                    "catalog.no-registry",
                    "This is no whole block registry: " + why + ".",
                    "Give a tree that Blockyard wrote, whole.");
        }
    }
}
