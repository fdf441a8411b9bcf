package io.blockyard.catalog;

import io.blockyard.access.Actor;
import io.blockyard.access.Right;
import io.blockyard.block.BlockId;
import io.blockyard.block.BlockManifest;
import io.blockyard.block.BlockReference;
import io.blockyard.block.BlockVersion;
import io.blockyard.dataiku.ProjectSnapshot;
import io.blockyard.problem.ProblemException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The blocks, as the database holds them. */
public class Catalog implements BlockRegistry {

    private final CatalogTables tables;
    private final ArticleTables articles;
    private final DraftTables drafts;
    private final AttachmentTables attachments;
    private final BundleStore bundles;

    public Catalog(DataSource dataSource, BundleStore bundles) {
        var jdbc = JdbcClient.create(dataSource);
        this.tables = new CatalogTables(jdbc);
        this.articles = new ArticleTables(jdbc);
        this.drafts = new DraftTables(jdbc);
        this.attachments = new AttachmentTables(jdbc);
        this.bundles = bundles;
    }

    /**
     * A block by its id, or by the id that one of its names makes or made.
     *
     * @throws io.blockyard.problem.ProblemException NOT_FOUND with similar ids
     */
    public CatalogBlock block(Actor actor, BlockId id) {
        actor.require(Right.READ);
        return tables.block(known(id)).orElseThrow();
    }

    /** A block by an id or name of it, where anything may stand. */
    public Optional<CatalogBlock> find(Actor actor, String id) {
        actor.require(Right.READ);
        return BlockId.isValid(id) ? tables.known(new BlockId(id)).flatMap(tables::block) : Optional.empty();
    }

    /** Those of these blocks that there are, in no order: for whoever reads hundreds of them at once. */
    public List<CatalogBlock> blocks(Actor actor, Collection<BlockId> ids) {
        actor.require(Right.READ);
        return ids.isEmpty() ? List.of() : tables.blocks(ids);
    }

    /** The articles of those of these blocks that there are, in no order. */
    public List<Article> articles(Actor actor, Collection<BlockId> ids) {
        actor.require(Right.READ);
        return ids.isEmpty() ? List.of() : articles.articles(ids);
    }

    /** By id, from the first after {@code after} (null or empty: from the start). */
    public List<CatalogBlock> blocks(Actor actor, @Nullable String after, int limit) {
        actor.require(Right.READ);
        return tables.blocksAfter(Objects.requireNonNullElse(after, ""), limit);
    }

    /** What is known of the blocks that were made of this project's zones, by the zones' ids. */
    public Map<String, SourceBlock> sourceBlocks(Actor actor, String projectKey) {
        actor.require(Right.READ);
        return tables.sourceBlocks(projectKey);
    }

    /** Whether the newest version's bundle can still be read. */
    public boolean isWhole(SourceBlock block) {
        return bundles.isWhole(block.digest());
    }

    /** Whether this id was ever minted, or leads to a block that was called so. */
    public boolean exists(BlockId id) {
        return tables.known(id).isPresent();
    }

    /** All names of blocks that were renamed. */
    List<RegistryIndex.Name> names(Actor actor) {
        actor.require(Right.READ);
        return tables.names();
    }

    public long count(Actor actor) {
        actor.require(Right.READ);
        return tables.count();
    }

    /** Without drafts and what was yanked. */
    public long countOffered(Actor actor) {
        actor.require(Right.READ);
        return tables.countOffered();
    }

    /** Newest first. */
    public List<PublishedVersion> versions(Actor actor, BlockId id) {
        actor.require(Right.READ);
        return tables.versions(known(id));
    }

    /** @throws io.blockyard.problem.ProblemException NOT_FOUND with the versions that exist */
    public PublishedVersion version(Actor actor, BlockId id, BlockVersion version) {
        var versions = versions(actor, id);
        return versions.stream()
                .filter(published -> published.manifest().version().equals(version))
                .findFirst()
                .orElseThrow(() -> BlockNames.noVersion(id, version, numbers(versions)));
    }

    public Article article(Actor actor, BlockId id) {
        actor.require(Right.READ);
        return articles.article(known(id)).orElseThrow();
    }

    /**
     * The article as it will be once the block's draft is promoted.
     *
     * @throws io.blockyard.problem.ProblemException NOT_FOUND when the block has no draft
     */
    public DraftArticle draftArticle(Actor actor, BlockId id) {
        return draft(actor, id)
                .orElseThrow(() -> BlockNames.noDraft(ProblemException.Kind.NOT_FOUND, block(actor, id)));
    }

    /** The same; empty without a draft. */
    Optional<DraftArticle> draft(Actor actor, BlockId asked) {
        actor.require(Right.READ);
        var id = known(asked);
        return drafts.of(id).map(draft -> {
            var current = articles.stored(id).orElseThrow();
            var text = draft.text();
            if (text == null) {
                var summary = tables.block(id).orElseThrow().summary();
                return new DraftArticle(
                        id, draft.version(), summary, current.article().markdown(), List.of());
            }
            var merged = CrawledArticles.merged(current, text.article());
            var places = merged.conflicts().stream()
                    .map(conflict -> conflict.place().toString())
                    .toList();
            return new DraftArticle(id, draft.version(), text.summary(), merged.markdown(), places);
        });
    }

    /** What belongs to the newest revision of a block's article, by name. */
    List<Attachment> attachments(Actor actor, BlockId id) {
        actor.require(Right.READ);
        return attachments.newest(id);
    }

    /** The bytes of an attachment, verified. */
    byte[] content(Actor actor, Attachment attachment) {
        actor.require(Right.READ);
        return bundles.read(attachment);
    }

    /** What the last crawl wrote of a block, before people changed it. */
    String generated(Actor actor, BlockId id) {
        actor.require(Right.READ);
        return articles.stored(id).orElseThrow().generated();
    }

    /** The id of the zone that the block was made of, in its project. */
    String zone(Actor actor, BlockId id) {
        actor.require(Right.READ);
        return tables.zone(id);
    }

    /** What the version's bundle holds of the source project, to draw the flow and show recipes. */
    public ProjectSnapshot definition(Actor actor, BlockId id, BlockVersion version) {
        return Bundle.unpack(bundle(actor, id, version)).definition();
    }

    /** Whether the version's bundle can still be read: its file may have been lost or damaged. */
    public boolean isWhole(PublishedVersion version) {
        return bundles.isWhole(version.digest());
    }

    /** The bundle's bytes, a zip. */
    public byte[] bundle(Actor actor, BlockId id, BlockVersion version) {
        return read(version(actor, id, version));
    }

    @Override
    public ResolvedBlock resolve(BlockReference reference) {
        var id = known(reference.id());
        var versions = tables.versions(id);
        var stewardship = tables.block(id).orElseThrow().stewardship();
        var chosen = choice(id, versions, stewardship).of(reference);
        var published = versions.stream()
                .filter(version -> version.manifest().version().equals(chosen.version()))
                .findFirst()
                .orElseThrow();
        return new ResolvedBlock(
                published.manifest(),
                published.digest(),
                Bundle.unpack(read(published)).definition(),
                stewardship.owners().isEmpty() ? ResolvedBlock.ofVersion(published.manifest()) : stewardship.owners(),
                chosen.warnings());
    }

    /**
     * The version that a reference means, without its content.
     *
     * @throws io.blockyard.problem.ProblemException NOT_FOUND with similar ids, or with the versions that are offered
     */
    public BlockReference exact(Actor actor, BlockReference reference) {
        actor.require(Right.READ);
        var id = known(reference.id());
        var stewardship = tables.block(id).orElseThrow().stewardship();
        return BlockReference.exact(
                id, choice(id, tables.versions(id), stewardship).of(reference).version());
    }

    /** Blocks with a version that waits for promotion, by id. */
    public List<CatalogBlock> drafts(Actor actor) {
        actor.require(Right.READ);
        return tables.withDrafts();
    }

    private static VersionChoice choice(BlockId id, List<PublishedVersion> versions, Stewardship stewardship) {
        var candidates = versions.stream()
                .map(version -> new VersionChoice.Candidate(
                        version.manifest().version(), version.standing(), version.yankedWhy()))
                .toList();
        return new VersionChoice(id, candidates, stewardship.deprecation());
    }

    /** Blocks that changed after {@code sequence}, oldest change first: what an index follows. */
    public List<CatalogBlock> changesAfter(long sequence, int limit) {
        return tables.changesAfter(sequence, limit);
    }

    /** The place in the change feed that was given last, which one row tells. */
    public long lastChange() {
        return tables.sequence();
    }

    private BlockId known(BlockId id) {
        return tables.known(id).orElseThrow(() -> BlockNames.noBlock(id, tables.ids()));
    }

    private byte[] read(PublishedVersion version) {
        return bundles.read(
                version.digest(), () -> version.manifest().reference().toString());
    }

    private static List<BlockVersion> numbers(List<PublishedVersion> versions) {
        return versions.stream().map(version -> version.manifest().version()).toList();
    }

    /**
     * One version, published, yanked or still a draft.
     *
     * @param publishedAt of a draft, when it was made
     * @param note why it exists: first publication, or what changed against the version before
     * @param yankedWhy empty unless it is yanked, or a draft that was taken back and waits for nobody any more
     */
    public record PublishedVersion(
            BlockManifest manifest,
            String digest,
            Instant publishedAt,
            String publishedBy,
            String note,
            Standing standing,
            String yankedWhy) {

        /** Whether it is a draft that waits for its promotion. */
        public boolean waits() {
            return standing == Standing.DRAFT && yankedWhy.isEmpty();
        }

        /** Whether it is a draft that waited, and does not any more. */
        public boolean takenBack() {
            return standing == Standing.DRAFT && !yankedWhy.isEmpty();
        }
    }
}
