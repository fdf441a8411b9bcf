package io.blockyard.iac;

import io.blockyard.block.BlockId;
import io.blockyard.iac.Deployments.DeployedBlock;
import io.blockyard.iac.Deployments.Deployment;
import io.blockyard.iac.Deployments.DriftLook;
import io.blockyard.iac.plan.RecordedState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What was deployed where. Every method joins the caller's transaction. */
final class DeploymentTables {

    private static final TypeReference<List<DeployedBlock>> BLOCKS = new TypeReference<>() {};
    private static final TypeReference<List<Plan.Drift>> DRIFT = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final Clock clock;

    DeploymentTables(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    DeploymentRule rule(String target) {
        return DeploymentRules.of(jdbc, target);
    }

    Optional<RecordedState> state(String target, String projectKey) {
        return jdbc.sql("select state from iac_deployment where target = :target and project_key = :key")
                .param("target", target)
                .param("key", projectKey)
                .query(String.class)
                .optional()
                .map(RecordedState::read);
    }

    /**
     * What the next plan for the project starts from: what is recorded, or the history of what once was, with nothing in
     * it; {@link RecordedState#EMPTY} where nothing ever was.
     */
    RecordedState standing(String target, String projectKey) {
        return state(target, projectKey).or(() -> lineage(target, projectKey)).orElse(RecordedState.EMPTY);
    }

    private Optional<RecordedState> lineage(String target, String projectKey) {
        return jdbc.sql("select lineage, serial from iac_lineage where target = :target and project_key = :key")
                .param("target", target)
                .param("key", projectKey)
                .query((row, number) -> new RecordedState(row.getString("lineage"), row.getLong("serial"), Map.of()))
                .optional();
    }

    /** The plan that was applied last. */
    Optional<UUID> plan(String target, String projectKey) {
        return jdbc.sql("select plan_id from iac_deployment where target = :target and project_key = :key")
                .param("target", target)
                .param("key", projectKey)
                .query(UUID.class)
                .optional();
    }

    /** The plan that was applied last before this one began; empty when there was none. */
    Optional<UUID> appliedBefore(String target, String projectKey, UUID plan) {
        return jdbc.sql("""
                        select id from iac_plan
                        where target = :target and project_key = :key and state = 'APPLIED' and changed_at <=
                            (select min(started_at) from iac_operation where plan_id = :plan)
                        order by changed_at desc limit 1
                        """)
                .param("target", target)
                .param("key", projectKey)
                .param("plan", plan)
                .query(UUID.class)
                .optional();
    }

    /** Replaces what is recorded, and nothing else of the deployment. */
    void state(String target, String projectKey, RecordedState state) {
        jdbc.sql("""
                        update iac_deployment set state = :state, serial = :serial
                        where target = :target and project_key = :key
                        """)
                .param("state", state.write())
                .param("serial", state.serial())
                .param("target", target)
                .param("key", projectKey)
                .update();
    }

    /**
     * Whether another plan was deployed to the same project after this one's first operation; after its approval where it
     * came to none. An apply only begins where nothing was deployed since the plan was made.
     */
    boolean overtaken(String target, String projectKey, UUID plan) {
        return jdbc.sql("""
                        select count(*) from iac_deployment
                        where target = :target and project_key = :key and plan_id <> :plan and deployed_at >
                            (select coalesce(
                                (select min(started_at) from iac_operation where plan_id = :plan),
                                (select max(decided_at) from iac_decision where plan_id = :plan and decision = 'approve'),
                                created_at) from iac_plan where id = :plan)
                        """)
                        .param("target", target)
                        .param("key", projectKey)
                        .param("plan", plan)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    List<Deployment> all() {
        return jdbc.sql("""
                        select d.*, l.drift, l.problem, l.looked_at from iac_deployment d left join iac_drift l
                            on l.target = d.target and l.project_key = d.project_key
                        order by d.deployed_at desc, d.project_key
                        """).query((row, number) -> deployment(row)).list();
    }

    Optional<Deployment> find(String target, String projectKey) {
        return jdbc.sql("""
                        select d.*, l.drift, l.problem, l.looked_at from iac_deployment d left join iac_drift l
                            on l.target = d.target and l.project_key = d.project_key
                        where d.target = :target and d.project_key = :key
                        """)
                .param("target", target)
                .param("key", projectKey)
                .query((row, number) -> deployment(row))
                .optional();
    }

    /** Those with an instance of the block or solution. */
    List<Deployment> holding(BlockId block) {
        return jdbc.sql("""
                        select d.*, l.drift, l.problem, l.looked_at from iac_deployed_block b
                            join iac_deployment d on d.target = b.target and d.project_key = b.project_key
                            left join iac_drift l on l.target = d.target and l.project_key = d.project_key
                        where b.block_id = :block
                        order by d.deployed_at desc, d.project_key
                        """)
                .param("block", block.value())
                .query((row, number) -> deployment(row))
                .list();
    }

    private static Deployment deployment(ResultSet row) throws SQLException {
        return new Deployment(
                row.getString("project_key"),
                row.getString("name"),
                row.getString("target"),
                row.getObject("plan_id", UUID.class),
                row.getString("deployed_by"),
                PlanTables.instant(row, "deployed_at"),
                JsonMapper.shared().readValue(row.getString("blocks"), BLOCKS),
                look(row),
                List.of());
    }

    private static @Nullable DriftLook look(ResultSet row) throws SQLException {
        var drift = row.getString("drift");
        return drift == null
                ? null
                : new DriftLook(
                        PlanTables.instant(row, "looked_at"),
                        JsonMapper.shared().readValue(drift, DRIFT),
                        row.getString("problem"));
    }

    /** Writes down what was seen of the target; an earlier look is forgotten. */
    void drift(String target, String projectKey, List<Plan.Drift> drift, String problem) {
        forgetLook(target, projectKey);
        jdbc.sql("""
                        insert into iac_drift (target, project_key, drift, problem, looked_at)
                        values (:target, :key, :drift, :problem, :now)
                        """)
                .param("target", target)
                .param("key", projectKey)
                .param("drift", PlanTables.json(drift))
                .param("problem", problem)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    private void forgetLook(String target, String projectKey) {
        jdbc.sql("delete from iac_drift where target = :target and project_key = :key")
                .param("target", target)
                .param("key", projectKey)
                .update();
    }

    /** The instances as they were deployed last; none when nothing was. */
    List<DeployedBlock> blocks(String target, String projectKey) {
        return jdbc.sql("select blocks from iac_deployment where target = :target and project_key = :key")
                .param("target", target)
                .param("key", projectKey)
                .query(String.class)
                .optional()
                .map(blocks -> JsonMapper.shared().readValue(blocks, BLOCKS))
                .orElse(List.of());
    }

    /** Gives the record up, and keeps its history: plans that were made before no longer hold. */
    void forget(String target, String projectKey) {
        state(target, projectKey).ifPresent(last -> {
            remove(target, projectKey);
            jdbc.sql("""
                            insert into iac_lineage (target, project_key, lineage, serial)
                            values (:target, :key, :lineage, :serial)
                            """)
                    .param("target", target)
                    .param("key", projectKey)
                    .param("lineage", last.lineage())
                    .param("serial", last.serial() + 1)
                    .update();
        });
    }

    private void remove(String target, String projectKey) {
        forgetLook(target, projectKey);
        for (var table : List.of("iac_deployment", "iac_lineage")) {
            jdbc.sql("delete from " + table + " where target = :target and project_key = :key")
                    .param("target", target)
                    .param("key", projectKey)
                    .update();
        }
    }

    /**
     * A deployed project as it is recorded.
     *
     * @param name of the project
     * @param plan that made it so
     * @param person who had it applied, and {@code at} when
     */
    record Deployed(
            RecordedState state, String name, List<DeployedBlock> blocks, UUID plan, String person, Instant at) {}

    /** What is recorded of the project; empty when nothing is. */
    Optional<Deployed> deployed(String target, String projectKey) {
        return jdbc.sql("select * from iac_deployment where target = :target and project_key = :key")
                .param("target", target)
                .param("key", projectKey)
                .query((row, number) -> new Deployed(
                        RecordedState.read(row.getString("state")),
                        row.getString("name"),
                        JsonMapper.shared().readValue(row.getString("blocks"), BLOCKS),
                        row.getObject("plan_id", UUID.class),
                        row.getString("deployed_by"),
                        PlanTables.instant(row, "deployed_at")))
                .optional();
    }

    /** Replaces all that is recorded of the project. */
    void record(String target, String projectKey, Deployed deployed) {
        remove(target, projectKey);
        jdbc.sql("""
                        insert into iac_deployment (target, project_key, name, lineage, serial, state, blocks, plan_id,
                            deployed_by, deployed_at)
                        values (:target, :key, :name, :lineage, :serial, :state, :blocks, :plan, :person, :at)
                        """)
                .param("target", target)
                .param("key", projectKey)
                .param("name", deployed.name())
                .param("lineage", deployed.state().lineage())
                .param("serial", deployed.state().serial())
                .param("state", deployed.state().write())
                .param("blocks", PlanTables.json(deployed.blocks()))
                .param("plan", deployed.plan())
                .param("person", deployed.person())
                .param("at", deployed.at().atOffset(ZoneOffset.UTC))
                .update();
        deployed.blocks().stream()
                .map(DeployedBlock::id)
                .distinct()
                .forEach(block -> jdbc.sql("""
                        insert into iac_deployed_block (block_id, target, project_key)
                        values (:block, :target, :key)
                        """)
                        .param("block", block.value())
                        .param("target", target)
                        .param("key", projectKey)
                        .update());
    }
}
