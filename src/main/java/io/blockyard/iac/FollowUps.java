package io.blockyard.iac;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What has followed the last operation of an apply. */
final class FollowUps {

    /** The steps, in order. */
    enum Step {
        /** Columns of outputs that the plan left open. */
        SCHEMAS,
        /** A bundle of the project. */
        SNAPSHOT,
        /** A job that builds what the project makes. */
        BUILD;

        String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static final String RUNNING = "running";
    static final String DONE = "done";
    static final String FAILED = "failed";

    private final JdbcClient jdbc;

    FollowUps(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Plans.FollowUp> of(UUID plan) {
        return jdbc.sql("select step, status, message, job from iac_follow_up where plan_id = :plan order by "
                        + "case step when 'schemas' then 1 when 'snapshot' then 2 else 3 end")
                .param("plan", plan)
                .query((row, number) -> new Plans.FollowUp(
                        row.getString("step"), row.getString("status"), row.getString("message"), row.getString("job")))
                .list();
    }

    /**
     * Plans for the project that have begun to change something, newest first, since the last one after which DSS told all columns that
     * follow: an apply that stopped half-way asks for none, and DSS may have failed to tell.
     *
     * @param except is not one of them
     */
    List<UUID> withColumnsToCome(String target, String projectKey, UUID except) {
        return jdbc
                .sql("""
                        select p.id, p.state, f.status as told, min(o.started_at) as began from iac_plan p
                            join iac_operation o on o.plan_id = p.id and o.status in ('done', 'running', 'failed')
                            left join iac_follow_up f on f.plan_id = p.id and f.step = :step
                        where p.target = :target and p.project_key = :key and p.id <> :except
                        group by p.id, p.state, f.status order by began desc
                        """)
                .param("step", Step.SCHEMAS.wire())
                .param("target", target)
                .param("key", projectKey)
                .param("except", except)
                .query((row, number) -> new Columns(
                        row.getObject("id", UUID.class),
                        DONE.equals(row.getString("told"))
                                || (row.getString("told") == null
                                        && PlanState.APPLIED.name().equals(row.getString("state")))))
                .list()
                .stream()
                .takeWhile(plan -> !plan.told())
                .map(Columns::plan)
                .toList();
    }

    /** @param told whether DSS has told the columns that follow from the plan; an older version wrote nothing down */
    private record Columns(UUID plan, boolean told) {}

    /** Applied plans whose build DSS is still at, as far as is known. */
    List<UUID> building() {
        return jdbc.sql("select plan_id from iac_follow_up where step = :step and status = :status and job <> ''")
                .param("step", Step.BUILD.wire())
                .param("status", RUNNING)
                .query(UUID.class)
                .list();
    }

    /** When what follows an applied plan began: its last operation had ended. */
    Instant began(UUID plan) {
        return jdbc.sql("select max(finished_at) as ended from iac_operation where plan_id = :plan")
                .param("plan", plan)
                .query((row, number) -> PlanTables.instant(row, "ended"))
                .single();
    }

    /** Writes down which job builds. */
    void job(UUID plan, String job) {
        jdbc.sql("update iac_follow_up set job = :job where plan_id = :plan and step = :step")
                .param("job", job)
                .param("plan", plan)
                .param("step", Step.BUILD.wire())
                .update();
    }

    void write(UUID plan, Step step, String status, String message) {
        int known = jdbc.sql(
                        "update iac_follow_up set status = :status, message = :message where plan_id = :plan and step = :step")
                .param("status", status)
                .param("message", message)
                .param("plan", plan)
                .param("step", step.wire())
                .update();
        if (known == 0) {
            jdbc.sql(
                            "insert into iac_follow_up (plan_id, step, status, message) values (:plan, :step, :status, :message)")
                    .param("plan", plan)
                    .param("step", step.wire())
                    .param("status", status)
                    .param("message", message)
                    .update();
        }
    }
}
