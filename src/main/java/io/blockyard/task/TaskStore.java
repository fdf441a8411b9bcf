package io.blockyard.task;

import io.blockyard.problem.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The tables of the room: runs, their events, and who holds which exclusive key. */
final class TaskStore {

    private static final TypeReference<List<Problem>> PROBLEMS = new TypeReference<>() {};
    private static final int LONGEST_STAGE = 400;

    private final JdbcClient jdbc;
    private final TransactionTemplate joining;
    private final TransactionTemplate alone;
    private final JsonMapper json = JsonMapper.shared();

    TaskStore(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
        var manager = new JdbcTransactionManager(dataSource);
        this.joining = new TransactionTemplate(manager);
        this.alone = new TransactionTemplate(manager);
        this.alone.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    void inTransaction(Runnable work) {
        joining.executeWithoutResult(status -> work.run());
    }

    void insert(TaskRun run, String exclusive) {
        jdbc.sql("""
                insert into task_run (id, kind, subject, exclusive_key, payload, requested_by, status, stage, done,
                  total, cancel_requested, problems, created_at)
                values (:id, :kind, :subject, :exclusive, :payload, :requestedBy, :status, '', 0, 0, false, '[]', :createdAt)
                """)
                .param("id", run.id())
                .param("kind", run.kind())
                .param("subject", run.subject())
                .param("exclusive", exclusive)
                .param("payload", run.payload())
                .param("requestedBy", run.requestedBy())
                .param("status", run.status().name())
                .param("createdAt", at(run.createdAt()))
                .update();
        insertStatusEvent(run.id(), run.status());
    }

    Optional<TaskRun> find(UUID id) {
        return jdbc.sql("select * from task_run where id = :id")
                .param("id", id)
                .query(this::run)
                .optional();
    }

    List<TaskRun> recent(String kind, int limit) {
        return jdbc.sql("""
                select * from task_run where :kind = '' or kind = :kind
                order by created_at desc, id limit :limit
                """)
                .param("kind", kind)
                .param("limit", limit)
                .query(this::run)
                .list();
    }

    List<TaskEvent> events(UUID id, long after, int limit) {
        return jdbc.sql("""
                select * from task_event where task_id = :id and sequence > :after order by sequence limit :limit
                """)
                .param("id", id)
                .param("after", after)
                .param("limit", limit)
                .query((row, number) -> new TaskEvent(
                        row.getObject("task_id", UUID.class),
                        row.getLong("sequence"),
                        instant(row, "at"),
                        row.getString("type"),
                        row.getString("message"),
                        row.getLong("done"),
                        row.getLong("total")))
                .list();
    }

    boolean cancelRequested(UUID id) {
        return jdbc.sql("select cancel_requested from task_run where id = :id")
                .param("id", id)
                .query(Boolean.class)
                .single();
    }

    /** Notes the wish; a run that is still queued is cancelled by it, which is what the answer says. */
    boolean cancelQueued(UUID id) {
        return Boolean.TRUE.equals(joining.execute(status -> {
            jdbc.sql("update task_run set cancel_requested = true where id = :id and finished_at is null")
                    .param("id", id)
                    .update();
            var cancelled = jdbc.sql("""
                    update task_run set status = 'CANCELLED', finished_at = :now where id = :id and status = 'QUEUED'
                    """)
                            .param("id", id)
                            .param("now", at(Instant.now()))
                            .update()
                    == 1;
            if (cancelled) {
                insertStatusEvent(id, TaskStatus.CANCELLED);
                release(id);
            }
            return cancelled;
        }));
    }

    /**
     * Takes the run's exclusive key for it. False while another run holds the key or was asked for earlier. A
     * run that held the key when its node died holds it still.
     */
    boolean claim(UUID id) {
        var key = exclusiveKey(id);
        if (key.isEmpty()) {
            return true;
        }
        var earlier = jdbc.sql("""
                select count(*) from task_run other join task_run mine on mine.id = :id
                where other.exclusive_key = :key and other.status in ('QUEUED', 'RUNNING') and other.id <> mine.id
                  and (other.created_at < mine.created_at
                       or (other.created_at = mine.created_at and other.id < mine.id))
                """)
                .param("id", id)
                .param("key", key)
                .query(Long.class)
                .single();
        if (earlier > 0) {
            return false;
        }
        jdbc.sql("insert into task_claim (exclusive_key, task_id) values (:key, :id) on conflict do nothing")
                .param("key", key)
                .param("id", id)
                .update();
        return jdbc.sql("select task_id from task_claim where exclusive_key = :key")
                .param("key", key)
                .query(UUID.class)
                .optional()
                .filter(id::equals)
                .isPresent();
    }

    /** Marks the run as running. False when it is over already, such as cancelled while it waited. */
    boolean begin(UUID id) {
        return Boolean.TRUE.equals(alone.execute(status -> {
            var begun = jdbc.sql("""
                    update task_run set status = 'RUNNING', started_at = coalesce(started_at, :now)
                    where id = :id and status in ('QUEUED', 'RUNNING')
                    """)
                            .param("id", id)
                            .param("now", at(Instant.now()))
                            .update()
                    == 1;
            if (begun) {
                insertStatusEvent(id, TaskStatus.RUNNING);
            } else {
                release(id);
            }
            return begun;
        }));
    }

    /** Writes an event and where the run stands; in a transaction of its own, so that it is seen at once. */
    void tell(UUID id, String type, String message, String stage, long done, long total) {
        alone.executeWithoutResult(status -> {
            jdbc.sql("update task_run set stage = :stage, done = :done, total = :total where id = :id")
                    .param("stage", shortened(stage))
                    .param("done", done)
                    .param("total", total)
                    .param("id", id)
                    .update();
            insertEvent(id, type, message, done, total);
        });
    }

    /** Puts a run back that could not end because its node is going away. */
    void requeue(UUID id) {
        alone.executeWithoutResult(status -> {
            jdbc.sql("update task_run set status = 'QUEUED' where id = :id and status = 'RUNNING'")
                    .param("id", id)
                    .update();
            insertStatusEvent(id, TaskStatus.QUEUED);
        });
    }

    void finish(UUID id, TaskStatus end, List<Problem> problems) {
        alone.executeWithoutResult(status -> {
            jdbc.sql("""
                    update task_run set status = :status, problems = :problems, finished_at = :now where id = :id
                    """)
                    .param("status", end.name())
                    .param("problems", json.writeValueAsString(problems))
                    .param("now", at(Instant.now()))
                    .param("id", id)
                    .update();
            insertStatusEvent(id, end);
            release(id);
        });
    }

    String exclusiveKey(UUID id) {
        return jdbc.sql("select exclusive_key from task_run where id = :id")
                .param("id", id)
                .query(String.class)
                .single();
    }

    Optional<UUID> oldestQueued(String exclusive) {
        return jdbc.sql("""
                select id from task_run where exclusive_key = :key and status = 'QUEUED'
                order by created_at, id limit 1
                """).param("key", exclusive).query(UUID.class).optional();
    }

    /**
     * Deletes what was told by runs that were over before then; the runs, and when each began and ended, stay.
     *
     * @return how many events there were
     */
    int forgetEvents(Instant overBefore) {
        return jdbc.sql("""
                delete from task_event
                where type <> :status and task_id in (select id from task_run where finished_at < :before)
                """)
                .param("status", TaskEvent.STATUS)
                .param("before", at(overBefore))
                .update();
    }

    /** Frees what a process held that is known to be gone, so that its tasks are due now. */
    int freeAllExecutions() {
        return jdbc.sql("""
                update scheduled_tasks set picked = false, picked_by = null, last_heartbeat = null,
                  version = version + 1, execution_time = :now
                where task_name = :name and picked = true
                """)
                .param("name", Tasks.SCHEDULED_NAME)
                .param("now", at(Instant.now()))
                .update();
    }

    private void release(UUID id) {
        jdbc.sql("delete from task_claim where task_id = :id").param("id", id).update();
    }

    private void insertStatusEvent(UUID id, TaskStatus status) {
        insertEvent(id, TaskEvent.STATUS, status.name(), 0, 0);
    }

    private void insertEvent(UUID id, String type, String message, long done, long total) {
        jdbc.sql("""
                insert into task_event (task_id, sequence, at, type, message, done, total)
                select :id, coalesce(max(sequence), 0) + 1, :at, :type, :message, :done, :total
                from task_event where task_id = :id
                """)
                .param("id", id)
                .param("at", at(Instant.now()))
                .param("type", type)
                .param("message", message)
                .param("done", done)
                .param("total", total)
                .update();
    }

    private TaskRun run(ResultSet row, int number) throws SQLException {
        return new TaskRun(
                row.getObject("id", UUID.class),
                row.getString("kind"),
                row.getString("subject"),
                row.getString("payload"),
                row.getString("requested_by"),
                TaskStatus.valueOf(row.getString("status")),
                row.getString("stage"),
                row.getLong("done"),
                row.getLong("total"),
                row.getBoolean("cancel_requested"),
                json.readValue(row.getString("problems"), PROBLEMS),
                instant(row, "created_at"),
                instantOrNull(row, "started_at"),
                instantOrNull(row, "finished_at"));
    }

    private static String shortened(String stage) {
        return stage.length() <= LONGEST_STAGE ? stage : stage.substring(0, LONGEST_STAGE - 1) + "…";
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
        var value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }
}
