package io.blockyard.iac;

import io.blockyard.task.Secrets;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an apply has done, written before and after each operation, so that whoever goes on after a crash knows which
 * one was under way.
 */
final class Journal {

    /** How far an operation is. */
    enum Status {
        PENDING,
        /** Started and not known to have ended: its effect on the target may or may not be there. */
        RUNNING,
        DONE,
        FAILED,
        /** Taken back by a roll-back. */
        UNDONE;

        String wire() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /**
     * One row.
     *
     * @param madeId the id that DSS gave what the operation creates; empty when there is none, or none yet
     */
    record Entry(int number, String address, Status status, String madeId) {}

    private final JdbcClient jdbc;
    private final Secrets secrets;
    private final Clock clock;

    Journal(JdbcClient jdbc, Secrets secrets, Clock clock) {
        this.jdbc = jdbc;
        this.secrets = secrets;
        this.clock = clock;
    }

    /** Writes all operations down as pending; does nothing when that was done before. */
    void open(UUID plan, List<Plan.ResourceChange> operations) {
        if (!entries(plan).isEmpty()) {
            return;
        }
        for (int i = 0; i < operations.size(); i++) {
            jdbc.sql("""
                            insert into iac_operation (plan_id, number, address, action, status, message, attempts)
                            values (:plan, :number, :address, :action, :status, '', 0)
                            """)
                    .param("plan", plan)
                    .param("number", i + 1)
                    .param("address", operations.get(i).address())
                    .param("action", operations.get(i).action().wire())
                    .param("status", Status.PENDING.wire())
                    .update();
        }
    }

    List<Entry> entries(UUID plan) {
        return jdbc.sql(
                        "select number, address, status, object_id from iac_operation where plan_id = :plan order by number")
                .param("plan", plan)
                .query((row, number) -> new Entry(
                        row.getInt("number"),
                        row.getString("address"),
                        Status.valueOf(row.getString("status").toUpperCase(java.util.Locale.ROOT)),
                        row.getString("object_id")))
                .list();
    }

    /** The operations of a plan that have taken effect, or may have, of all that it has. */
    List<Plan.ResourceChange> begun(UUID plan, List<Plan.ResourceChange> operations) {
        return entries(plan).stream()
                .filter(entry -> entry.status() != Status.PENDING && entry.status() != Status.UNDONE)
                .map(entry -> operations.get(entry.number() - 1))
                .toList();
    }

    /**
     * Writes down that an operation starts for the first time.
     *
     * @param before what undoes it: what is on the target now
     */
    void started(UUID plan, int number, ObjectNode before) {
        jdbc.sql("""
                        update iac_operation set status = :status, message = '', attempts = 1, inverse = :inverse,
                            started_at = :now, finished_at = null
                        where plan_id = :plan and number = :number
                        """)
                .param("status", Status.RUNNING.wire())
                .param("inverse", secrets.seal(JsonMapper.shared().writeValueAsString(before)))
                .param("now", now())
                .param("plan", plan)
                .param("number", number)
                .update();
    }

    /** Writes down that an operation is tried once more; what undoes it stays as the first attempt found it. */
    void startedAgain(UUID plan, int number) {
        jdbc.sql("""
                        update iac_operation set status = :status, message = '', attempts = attempts + 1,
                            finished_at = null
                        where plan_id = :plan and number = :number
                        """)
                .param("status", Status.RUNNING.wire())
                .param("plan", plan)
                .param("number", number)
                .update();
    }

    /** Writes down the id that DSS gave what an operation creates. */
    void made(UUID plan, int number, String objectId) {
        jdbc.sql("update iac_operation set object_id = :id where plan_id = :plan and number = :number")
                .param("id", objectId)
                .param("plan", plan)
                .param("number", number)
                .update();
    }

    /** What was on the target before the operation first started. */
    ObjectNode inverse(UUID plan, int number) {
        var sealed = jdbc.sql("""
                        select inverse from iac_operation
                        where plan_id = :plan and number = :number and inverse is not null
                        """)
                .param("plan", plan)
                .param("number", number)
                .query(String.class)
                .optional()
                .orElseThrow(() -> new IllegalStateException("operation " + number + " never started"));
        return (ObjectNode) JsonMapper.shared().readTree(secrets.open(sealed));
    }

    /** @param remark what is not as it was all the same; usually empty */
    void undone(UUID plan, int number, String remark) {
        end(plan, number, Status.UNDONE, remark);
    }

    void done(UUID plan, int number, String message) {
        end(plan, number, Status.DONE, message);
    }

    /** Why an operation was not started; it stays as it was. */
    void refused(UUID plan, int number, String message) {
        jdbc.sql("update iac_operation set message = :message where plan_id = :plan and number = :number")
                .param("message", message)
                .param("plan", plan)
                .param("number", number)
                .update();
    }

    void failed(UUID plan, int number, String message) {
        end(plan, number, Status.FAILED, message);
    }

    private void end(UUID plan, int number, Status status, String message) {
        jdbc.sql("""
                        update iac_operation set status = :status, message = :message, finished_at = :now
                        where plan_id = :plan and number = :number
                        """)
                .param("status", status.wire())
                .param("message", message)
                .param("now", now())
                .param("plan", plan)
                .param("number", number)
                .update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
