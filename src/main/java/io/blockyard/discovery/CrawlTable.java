package io.blockyard.discovery;

import io.blockyard.discovery.Crawls.Crawl;
import io.blockyard.discovery.Crawls.Report;
import io.blockyard.task.TaskRun;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * The crawls that were asked for, what previews found, and what publishing changed. Every method joins the caller's
 * transaction.
 */
final class CrawlTable {

    private static final String CRAWLS = """
            select c.id, c.source, c.project_key, c.kind, c.of_crawl, c.report,
                   (select count(*) from crawl_proposal p where p.crawl_id = c.id and p.accepted_in is null) as waiting,
                   (select count(*) from crawl_effect e where e.crawl_id = c.id and e.undone_in is null) as undoable
            from crawl c
            """;

    private final JdbcClient jdbc;

    CrawlTable(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    void insert(UUID id, CrawlOrder order, Instant at) {
        jdbc.sql("""
                        insert into crawl (id, source, project_key, kind, of_crawl, created_at)
                        values (:id, :source, :project, :kind, :of, :at)
                        """)
                .param("id", id)
                .param("source", order.source())
                .param("project", order.projectKey())
                .param("kind", order.kind().wire())
                .param("of", order.of())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    void report(UUID id, Report report) {
        jdbc.sql("update crawl set report = :report where id = :id")
                .param("id", id)
                .param("report", JsonMapper.shared().writeValueAsString(report))
                .update();
    }

    Optional<Row> find(UUID id) {
        return jdbc.sql(CRAWLS + "where c.id = :id")
                .param("id", id)
                .query(CrawlTable::row)
                .optional();
    }

    List<Row> recent(int limit) {
        return jdbc.sql(CRAWLS + "order by c.created_at desc, c.id limit :limit")
                .param("limit", limit)
                .query(CrawlTable::row)
                .list();
    }

    /** Keys of the projects that were crawled from a source. */
    List<String> projectsOf(String source) {
        return jdbc.sql("""
                        select distinct project_key from crawl
                        where source = :source and kind in ('crawl', 'acceptance') and report is not null
                        """).param("source", source).query(String.class).list();
    }

    /** The source that last wrote what stands in the catalog of a project; a folder's path for one that has no name. */
    Optional<String> lastSource(String project) {
        return jdbc.sql("""
                        select source from crawl
                        where project_key = :project and kind in ('crawl', 'acceptance') and report is not null
                        order by created_at desc limit 1
                        """).param("project", project).query(String.class).optional();
    }

    void propose(UUID preview, Proposal proposal) {
        jdbc.sql("insert into crawl_proposal (crawl_id, block_id, proposal) values (:crawl, :block, :proposal)")
                .param("crawl", preview)
                .param("block", proposal.outcome().blockId())
                .param("proposal", proposal.toJson())
                .update();
    }

    /** What nobody has accepted yet, by block. */
    List<Proposal> waiting(UUID preview) {
        return jdbc.sql("""
                        select proposal from crawl_proposal where crawl_id = :crawl and accepted_in is null
                        order by block_id
                        """)
                .param("crawl", preview)
                .query((row, number) -> Proposal.ofJson(row.getString("proposal")))
                .list();
    }

    /** The newest preview that waits with a change of this block, unless its project was read again since. */
    Optional<SourceChange> waitingFor(String block) {
        return jdbc.sql("""
                        select c.id, c.created_at, p.proposal from crawl_proposal p join crawl c on c.id = p.crawl_id
                        where p.block_id = :block and p.accepted_in is null
                            and not exists (
                                select 1 from crawl later
                                where later.source = c.source and later.project_key = c.project_key
                                    and later.kind in ('crawl', 'preview') and later.report is not null
                                    and later.created_at > c.created_at)
                        order by c.created_at desc limit 1
                        """)
                .param("block", block)
                .query((row, number) -> {
                    var outcome = Proposal.ofJson(row.getString("proposal")).outcome();
                    return new SourceChange(
                            row.getObject("id", UUID.class),
                            row.getObject("created_at", OffsetDateTime.class).toInstant(),
                            outcome.version(),
                            outcome.outcome().wire());
                })
                .optional();
    }

    /** Whether its project was crawled after this preview was asked for, or a later preview of it accepted. */
    boolean crawledSince(UUID preview) {
        return jdbc.sql("""
                        select count(*) from crawl later join crawl c on later.project_key = c.project_key
                        where c.id = :preview and later.report is not null and later.created_at > c.created_at
                            and (later.kind = 'crawl'
                                or later.kind = 'acceptance' and exists (
                                    select 1 from crawl preview
                                    where preview.id = later.of_crawl and preview.created_at > c.created_at))
                        """).param("preview", preview).query(Long.class).single() > 0;
    }

    void accepted(UUID preview, String block, UUID by) {
        jdbc.sql("update crawl_proposal set accepted_in = :by where crawl_id = :crawl and block_id = :block")
                .param("by", by)
                .param("crawl", preview)
                .param("block", block)
                .update();
    }

    void effect(UUID crawl, Effect effect) {
        jdbc.sql("insert into crawl_effect (crawl_id, block_id, effect) values (:crawl, :block, :effect)")
                .param("crawl", crawl)
                .param("block", effect.block())
                .param("effect", effect.toJson())
                .update();
    }

    /** What was not undone yet, by block. */
    List<Effect> effects(UUID crawl) {
        return jdbc.sql("""
                        select effect from crawl_effect where crawl_id = :crawl and undone_in is null
                        order by block_id
                        """)
                .param("crawl", crawl)
                .query((row, number) -> Effect.ofJson(row.getString("effect")))
                .list();
    }

    void undone(UUID crawl, UUID by) {
        jdbc.sql("update crawl_effect set undone_in = :by where crawl_id = :crawl and undone_in is null")
                .param("by", by)
                .param("crawl", crawl)
                .update();
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        var report = row.getString("report");
        return new Row(
                row.getObject("id", UUID.class),
                row.getString("source"),
                row.getString("project_key"),
                CrawlKind.of(row.getString("kind")),
                row.getObject("of_crawl", UUID.class),
                row.getInt("waiting"),
                row.getInt("undoable"),
                report == null ? null : JsonMapper.shared().readValue(report, Report.class));
    }

    /** A crawl without its task. */
    record Row(
            UUID id,
            String source,
            String projectKey,
            CrawlKind kind,
            @Nullable UUID of,
            int waiting,
            int undoable,
            @Nullable Report report) {
        Crawl with(TaskRun task) {
            return new Crawl(id, source, projectKey, kind, of, waiting, undoable, task, report);
        }
    }
}
