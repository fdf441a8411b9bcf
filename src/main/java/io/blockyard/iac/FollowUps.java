package io.blockyard.iac;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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

    /** Where one after another stops before DSS is asked, what the oldest of them began is no longer asked for. */
    private static final int MOST_PLANS_BACK = 10;

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
     * What earlier plans for the project have left to be asked for, as far back as the last one after which DSS was asked: an apply that
     * stopped half-way asks for nothing, and DSS may have failed to tell.
     *
     * @param except is not one of them
     */
    ColumnsToCome columnsToCome(String target, String projectKey, UUID except) {
        var open = new ArrayList<UUID>();
        for (var plan : changing(target, projectKey, except)) {
            if (plan.asked()) {
                return new ColumnsToCome(List.copyOf(open), plan.unanswered());
            }
            open.add(plan.id());
        }
        return new ColumnsToCome(List.copyOf(open), Set.of());
    }

    /**
     * @param plans have changed something, and nobody has asked what follows; newest first
     * @param unanswered recipes of which DSS failed to tell the columns when it was last asked, before all of these plans
     */
    record ColumnsToCome(List<UUID> plans, Set<String> unanswered) {}

    /** Those that have begun to change something, newest first. */
    private List<Changing> changing(String target, String projectKey, UUID except) {
        return jdbc.sql("""
                        select p.id, p.state, f.status, f.unanswered,
                            (select min(o.started_at) from iac_operation o
                                where o.plan_id = p.id and o.status in ('done', 'running', 'failed')) as began
                        from iac_plan p left join iac_follow_up f on f.plan_id = p.id and f.step = :step
                        where p.target = :target and p.project_key = :key and p.id <> :except and exists (
                            select 1 from iac_operation o
                                where o.plan_id = p.id and o.status in ('done', 'running', 'failed'))
                        order by began desc limit :most
                        """)
                .param("step", Step.SCHEMAS.wire())
                .param("target", target)
                .param("key", projectKey)
                .param("except", except)
                .param("most", MOST_PLANS_BACK)
                .query((row, number) -> {
                    var status = row.getString("status");
                    var unanswered = names(row.getString("unanswered"));
                    boolean asked = status == null
                            ? PlanState.APPLIED.name().equals(row.getString("state"))
                            : status.equals(DONE) || !unanswered.isEmpty();
                    return new Changing(row.getObject("id", UUID.class), asked, unanswered);
                })
                .list();
    }

    /**
     * @param asked whether DSS was asked for all columns that follow, from earlier plans as well; an older version wrote nothing down
     * @param unanswered recipes of which it failed to tell them
     */
    private record Changing(UUID id, boolean asked, Set<String> unanswered) {}

    private static Set<String> names(@Nullable String lines) {
        return lines == null ? Set.of() : lines.lines().collect(Collectors.toUnmodifiableSet());
    }

    /** Applied plans whose build DSS is still at, as far as is known. */
    List<UUID> building() {
        return jdbc.sql("select plan_id from iac_follow_up where step = :step and status = :status and job <> ''")
                .param("step", Step.BUILD.wire())
                .param("status", RUNNING)
                .query(UUID.class)
                .list();
    }

    /** Writes down which job builds. */
    void job(UUID plan, String job) {
        jdbc.sql("update iac_follow_up set job = :job where plan_id = :plan and step = :step")
                .param("job", job)
                .param("plan", plan)
                .param("step", Step.BUILD.wire())
                .update();
    }

    /** Writes down how the job that builds has ended, unless that is known already. */
    void ended(UUID plan, String job, String status, String message) {
        jdbc.sql("""
                        update iac_follow_up set status = :status, message = :message
                        where plan_id = :plan and step = :step and job = :job and status = :running
                        """)
                .param("status", status)
                .param("message", message)
                .param("plan", plan)
                .param("step", Step.BUILD.wire())
                .param("job", job)
                .param("running", RUNNING)
                .update();
    }

    void write(UUID plan, Step step, String status, String message) {
        write(plan, step, status, message, Set.of());
    }

    /** @param unanswered recipes of which DSS failed to tell the columns */
    void write(UUID plan, Step step, String status, String message, Set<String> unanswered) {
        int known = jdbc.sql("""
                        update iac_follow_up set status = :status, message = :message, unanswered = :unanswered
                        where plan_id = :plan and step = :step
                        """)
                .param("status", status)
                .param("message", message)
                .param("unanswered", String.join("\n", unanswered))
                .param("plan", plan)
                .param("step", step.wire())
                .update();
        if (known == 0) {
            jdbc.sql("""
                            insert into iac_follow_up (plan_id, step, status, message, unanswered)
                            values (:plan, :step, :status, :message, :unanswered)
                            """)
                    .param("plan", plan)
                    .param("step", step.wire())
                    .param("status", status)
                    .param("message", message)
                    .param("unanswered", String.join("\n", unanswered))
                    .update();
        }
    }
}
