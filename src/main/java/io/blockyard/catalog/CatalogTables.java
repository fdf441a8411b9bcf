package io.blockyard.catalog;

import io.blockyard.block.BlockFormats;
import io.blockyard.block.BlockId;
import io.blockyard.block.BlockManifest;
import io.blockyard.block.BlockVersion;
import io.blockyard.catalog.Catalog.PublishedVersion;
import io.blockyard.catalog.CatalogBlock.SourceGone;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The catalog's tables. Every method joins the caller's transaction. */
final class CatalogTables {

    private static final String BLOCKS = """
            select b.id, b.lifecycle, b.summary, b.last_crawled_at, b.change_sequence, b.source_gone_at,
                   b.source_gone_why, b.deprecated_why, b.replaced_by, b.owners, b.decided_at,
                   v.manifest, v.digest, v.published_at,
                   (select string_agg(w.version, ',') from block_version w
                       where w.block_id = b.id and (w.standing <> 'draft' or b.lifecycle = 'draft')) as versions,
                   (select max(d.version || ' ' || d.digest) from block_version d
                       where d.block_id = b.id and d.standing = 'draft' and d.yanked_why = '') as draft,
                   (select string_agg(n.title, '\n' order by n.title) from block_name n where n.block_id = b.id)
                       as titles
            from block b join block_version v on v.block_id = b.id and v.version = b.latest_version
            """;

    private final JdbcClient jdbc;

    CatalogTables(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<CatalogBlock> block(BlockId id) {
        return jdbc.sql(BLOCKS + "where b.id = :id")
                .param("id", id.value())
                .query(CatalogTables::catalogBlock)
                .optional();
    }

    /** Those of these blocks that there are, in no order. */
    List<CatalogBlock> blocks(Collection<BlockId> ids) {
        return jdbc.sql(BLOCKS + "where b.id in (:ids)")
                .param("ids", ids.stream().map(BlockId::value).toList())
                .query(CatalogTables::catalogBlock)
                .list();
    }

    List<CatalogBlock> blocksAfter(String id, int limit) {
        return jdbc.sql(BLOCKS + "where b.id > :id order by b.id limit :limit")
                .param("id", id)
                .param("limit", limit)
                .query(CatalogTables::catalogBlock)
                .list();
    }

    List<CatalogBlock> withDrafts() {
        return jdbc.sql(BLOCKS + """
                        where exists (select 1 from block_version d
                            where d.block_id = b.id and d.standing = 'draft' and d.yanked_why = '')
                        order by b.id
                        """).query(CatalogTables::catalogBlock).list();
    }

    List<CatalogBlock> changesAfter(long sequence, int limit) {
        return jdbc.sql(BLOCKS + "where b.change_sequence > :sequence order by b.change_sequence limit :limit")
                .param("sequence", sequence)
                .param("limit", limit)
                .query(CatalogTables::catalogBlock)
                .list();
    }

    /** The id of the zone that the block was made of. */
    String zone(BlockId id) {
        return jdbc.sql("select source_zone from block where id = :id")
                .param("id", id.value())
                .query(String.class)
                .single();
    }

    List<String> ids() {
        return jdbc.sql("select id from block order by id").query(String.class).list();
    }

    /** The block with this id, or the one that had a name which makes this id. */
    Optional<BlockId> known(BlockId id) {
        return jdbc.sql("""
                        select id from block where id = :id
                        union all
                        select block_id from block_name where alias = :id
                        """).param("id", id.value()).query(String.class).list().stream()
                .findFirst()
                .map(BlockId::new);
    }

    /** Keeps a name of a block, so that it leads to the block for ever. */
    void insertName(BlockId alias, BlockId id, String title) {
        jdbc.sql("insert into block_name (alias, block_id, title) values (:alias, :id, :title)")
                .param("alias", alias.value())
                .param("id", id.value())
                .param("title", title)
                .update();
    }

    /** Whether a block was kept under this id beside its own. */
    boolean isName(BlockId alias) {
        return jdbc.sql("select count(*) from block_name where alias = :alias")
                        .param("alias", alias.value())
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** All names of blocks that were renamed, by the ids that they make. */
    List<RegistryIndex.Name> names() {
        return jdbc.sql("select title, alias, block_id from block_name order by alias")
                .query((row, number) -> new RegistryIndex.Name(
                        row.getString("title"), row.getString("alias"), row.getString("block_id")))
                .list();
    }

    /** Every name that the block had before its present one, and that one if it came after another. */
    List<String> titles(BlockId id) {
        return jdbc.sql("select title from block_name where block_id = :id")
                .param("id", id.value())
                .query(String.class)
                .list();
    }

    long count() {
        return jdbc.sql("select count(*) from block").query(Long.class).single();
    }

    long countOffered() {
        return jdbc.sql("select count(*) from block where lifecycle in (:offered)")
                .param(
                        "offered",
                        Arrays.stream(Lifecycle.values())
                                .filter(Lifecycle::isOffered)
                                .map(Lifecycle::wire)
                                .toList())
                .query(Long.class)
                .single();
    }

    /** Newest first. */
    List<PublishedVersion> versions(BlockId id) {
        return jdbc
                .sql(
                        "select manifest, digest, published_at, published_by, note, standing, yanked_why from block_version where block_id = :id")
                .param("id", id.value())
                .query(CatalogTables::publishedVersion)
                .list()
                .stream()
                .sorted(Comparator.comparing(
                                (PublishedVersion version) -> version.manifest().version())
                        .reversed())
                .toList();
    }

    /** The next place in the change feed; whoever takes it holds the feed's lock until the transaction ends. */
    long nextSequence() {
        jdbc.sql("update catalog_sequence set last_number = last_number + 1 where id = 1")
                .update();
        return sequence();
    }

    /**
     * Waits until whoever holds the feed's lock is done, and holds it until the transaction ends. Everybody takes it
     * before the rows of single blocks and articles, so that no two wait for each other.
     */
    void alone() {
        jdbc.sql("select last_number from catalog_sequence where id = 1 for update")
                .query(Long.class)
                .single();
    }

    long sequence() {
        return jdbc.sql("select last_number from catalog_sequence where id = 1")
                .query(Long.class)
                .single();
    }

    void insertBlock(PreparedVersion publication, long sequence, Instant now) {
        jdbc.sql("""
                        insert into block (id, source_project, source_zone, latest_version, lifecycle, summary,
                            last_crawled_at, change_sequence, changed_at)
                        values (:id, :project, :zone, :version, 'published', :summary, :now, :sequence, :now)
                        """)
                .param("id", publication.manifest().id().value())
                .param("project", publication.manifest().sourceProject())
                .param("zone", publication.zoneId())
                .param("version", publication.manifest().version().toString())
                .param("summary", publication.summary())
                .param("now", offset(now))
                .param("sequence", sequence)
                .update();
    }

    void updateBlock(PreparedVersion publication, long sequence, Instant now) {
        jdbc.sql("""
                        update block set latest_version = :version, summary = :summary, change_sequence = :sequence,
                            changed_at = :now
                        where id = :id
                        """)
                .param("id", publication.manifest().id().value())
                .param("version", publication.manifest().version().toString())
                .param("summary", publication.summary())
                .param("now", offset(now))
                .param("sequence", sequence)
                .update();
    }

    void insertVersion(PublishedVersion version) {
        jdbc.sql("""
                        insert into block_version (block_id, version, manifest, digest, note, published_at, published_by,
                            standing, yanked_why)
                        values (:id, :version, :manifest, :digest, :note, :at, :by, :standing, :why)
                        """)
                .param("id", version.manifest().id().value())
                .param("version", version.manifest().version().toString())
                .param("manifest", BlockFormats.json().writeValueAsString(version.manifest()))
                .param("digest", version.digest())
                .param("note", version.note())
                .param("at", offset(version.publishedAt()))
                .param("by", version.publishedBy())
                .param("standing", version.standing().wire())
                .param("why", version.yankedWhy())
                .update();
    }

    void summary(BlockId id, String summary) {
        jdbc.sql("update block set summary = :summary where id = :id")
                .param("id", id.value())
                .param("summary", summary)
                .update();
    }

    /** Something beside its versions changed, such as its article. */
    void changed(BlockId id, long sequence, Instant at) {
        jdbc.sql("update block set change_sequence = :sequence, changed_at = :at where id = :id")
                .param("id", id.value())
                .param("sequence", sequence)
                .param("at", offset(at))
                .update();
    }

    void crawled(Collection<BlockId> ids, Instant at) {
        if (!ids.isEmpty()) {
            jdbc.sql("update block set last_crawled_at = :at where id in (:ids)")
                    .param("ids", ids.stream().map(BlockId::value).toList())
                    .param("at", offset(at))
                    .update();
        }
    }

    /** What is known of the blocks that were made of a project's zones, by zone. */
    Map<String, SourceBlock> sourceBlocks(String projectKey) {
        var blocks = new HashMap<String, SourceBlock>();
        jdbc.sql("""
                        select b.id, b.source_zone, b.latest_version, b.source_gone_at, b.lifecycle, v.version,
                               v.digest
                        from block b join block_version v on v.block_id = b.id
                        where b.source_project = :project
                        """)
                .param("project", projectKey)
                .query((row, number) -> new SourceBlock(
                        new BlockId(row.getString("id")),
                        row.getString("source_zone"),
                        BlockVersion.parse(row.getString("latest_version")),
                        BlockVersion.parse(row.getString("version")),
                        row.getString("digest"),
                        row.getObject("source_gone_at", OffsetDateTime.class) != null,
                        !row.getString("lifecycle").equals(Lifecycle.YANKED.wire())))
                .list()
                .forEach(block -> blocks.merge(block.zoneId(), block, SourceBlock::newer));
        return blocks;
    }

    /** Whether that is news. */
    boolean sourceGone(BlockId id, String reason, Instant at) {
        return jdbc.sql("""
                        update block set source_gone_at = coalesce(source_gone_at, :at), source_gone_why = :reason
                        where id = :id and (source_gone_at is null or source_gone_why <> :reason)
                        """)
                        .param("id", id.value())
                        .param("reason", reason)
                        .param("at", offset(at))
                        .update()
                > 0;
    }

    /** Those of them whose source is marked as gone. */
    List<BlockId> gone(Collection<BlockId> ids) {
        return ids.isEmpty()
                ? List.of()
                : jdbc
                        .sql("select id from block where id in (:ids) and source_gone_at is not null")
                        .param("ids", ids.stream().map(BlockId::value).toList())
                        .query(String.class)
                        .list()
                        .stream()
                        .map(BlockId::new)
                        .toList();
    }

    /** Whether that is news. */
    boolean sourceBack(BlockId id) {
        return jdbc.sql("""
                        update block set source_gone_at = null, source_gone_why = ''
                        where id = :id and source_gone_at is not null
                        """).param("id", id.value()).update() > 0;
    }

    private static CatalogBlock catalogBlock(ResultSet row, int number) throws SQLException {
        var versions = row.getString("versions").split(",");
        var manifest = manifest(row);
        var gone = row.getObject("source_gone_at", OffsetDateTime.class);
        return new CatalogBlock(
                manifest,
                row.getString("digest"),
                java.util.Arrays.stream(versions)
                        .map(BlockVersion::parse)
                        .sorted(Comparator.reverseOrder())
                        .toList(),
                Lifecycle.ofWire(row.getString("lifecycle")),
                row.getString("summary"),
                instant(row, "published_at"),
                instant(row, "last_crawled_at"),
                row.getLong("change_sequence"),
                formerNames(row.getString("titles"), manifest.name()),
                gone == null ? null : new SourceGone(gone.toInstant(), row.getString("source_gone_why")),
                stewardship(row));
    }

    private static List<String> formerNames(@Nullable String titles, String present) {
        return titles == null
                ? List.of()
                : titles.lines()
                        .filter(title -> !title.equals(present))
                        .distinct()
                        .toList();
    }

    private static PublishedVersion publishedVersion(ResultSet row, int number) throws SQLException {
        return new PublishedVersion(
                manifest(row),
                row.getString("digest"),
                instant(row, "published_at"),
                row.getString("published_by"),
                row.getString("note"),
                Standing.ofWire(row.getString("standing")),
                row.getString("yanked_why"));
    }

    private static Stewardship stewardship(ResultSet row) throws SQLException {
        var why = row.getString("deprecated_why");
        var waiting = row.getString("draft");
        var draft = waiting == null ? null : waiting.split(" ", 2);
        var decided = row.getObject("decided_at", OffsetDateTime.class);
        return new Stewardship(
                row.getString("owners").lines().toList(),
                why.isEmpty() ? null : new Deprecation(why, row.getString("replaced_by")),
                draft == null ? null : BlockVersion.parse(draft[0]),
                draft == null ? null : draft[1],
                decided == null ? null : decided.toInstant());
    }

    private static BlockManifest manifest(ResultSet row) throws SQLException {
        return BlockFormats.json().readValue(row.getString("manifest"), BlockManifest.class);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static OffsetDateTime offset(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
