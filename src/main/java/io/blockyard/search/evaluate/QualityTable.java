package io.blockyard.search.evaluate;

import io.blockyard.search.evaluate.QualityCheck.Measured;
import io.blockyard.search.evaluate.QualityCheck.Past;
import io.blockyard.search.evaluate.Report.Detail;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The last measurements, each written once. */
public final class QualityTable {

    private static final int KEPT = 20;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final JdbcClient jdbc;

    public QualityTable(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    /** A task that runs again after a crash measures again. */
    void keep(Measured measured) {
        jdbc.sql("delete from search_quality where task_id = :task or measured_at < (select min(measured_at) from"
                        + " (select measured_at from search_quality order by measured_at desc limit :kept) newest)")
                .param("task", measured.id())
                .param("kept", KEPT - 1)
                .update();
        jdbc.sql("insert into search_quality (task_id, measured_at, report, missed)"
                        + " values (:task, :at, :report, :missed)")
                .param("task", measured.id())
                .param("at", measured.at().atOffset(ZoneOffset.UTC))
                .param("report", JSON.writeValueAsString(measured.report()))
                .param("missed", JSON.writeValueAsString(measured.missed()))
                .update();
    }

    Optional<Measured> find(UUID task) {
        return jdbc.sql("select * from search_quality where task_id = :task")
                .param("task", task)
                .query(QualityTable::measured)
                .optional();
    }

    Optional<Measured> newest() {
        return jdbc.sql("select * from search_quality order by measured_at desc limit 1")
                .query(QualityTable::measured)
                .optional();
    }

    /** The newest first. */
    List<Past> all() {
        return jdbc.sql("select task_id, measured_at, report from search_quality order by measured_at desc")
                .query((row, number) -> new Past(
                        row.getObject("task_id", UUID.class),
                        row.getObject("measured_at", OffsetDateTime.class).toInstant(),
                        JSON.readValue(row.getString("report"), Report.class)))
                .list();
    }

    private static Measured measured(ResultSet row, int number) throws SQLException {
        return new Measured(
                row.getObject("task_id", UUID.class),
                row.getObject("measured_at", OffsetDateTime.class).toInstant(),
                JSON.readValue(row.getString("report"), Report.class),
                JSON.readValue(row.getString("missed"), new TypeReference<List<Detail>>() {}));
    }
}
