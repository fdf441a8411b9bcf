package io.blockyard.discovery;

import io.blockyard.discovery.Crawls.Crawl;
import io.blockyard.discovery.Crawls.Report;
import io.blockyard.task.TaskRun;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** The crawls that were asked for. Every method joins the caller's transaction. */
final class CrawlTable {

    private final JdbcClient jdbc;

    CrawlTable(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    void insert(UUID id, CrawlOrder order, Instant at) {
        jdbc.sql("insert into crawl (id, source, project_key, created_at) values (:id, :source, :project, :at)")
                .param("id", id)
                .param("source", order.source())
                .param("project", order.projectKey())
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
        return jdbc.sql("select id, source, project_key, report from crawl where id = :id")
                .param("id", id)
                .query(CrawlTable::row)
                .optional();
    }

    List<Row> recent(int limit) {
        return jdbc.sql("select id, source, project_key, report from crawl order by created_at desc, id limit :limit")
                .param("limit", limit)
                .query(CrawlTable::row)
                .list();
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        var report = row.getString("report");
        return new Row(
                row.getObject("id", UUID.class),
                row.getString("source"),
                row.getString("project_key"),
                report == null ? null : JsonMapper.shared().readValue(report, Report.class));
    }

    /** A crawl without its task. */
    record Row(
            UUID id,
            String source,
            String projectKey,
            @Nullable Report report) {
        Crawl with(TaskRun task) {
            return new Crawl(id, source, projectKey, task, report);
        }
    }
}
