package io.blockyard.iac;

import io.blockyard.iac.Deployments.DeployedBlock;
import io.blockyard.iac.Deployments.Deployment;
import io.blockyard.iac.plan.RecordedState;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What was deployed where. Every method joins the caller's transaction. */
final class DeploymentTables {

    private static final TypeReference<List<DeployedBlock>> BLOCKS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final Clock clock;

    DeploymentTables(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Optional<RecordedState> state(String target, String projectKey) {
        return jdbc.sql("select state from iac_deployment where target = :target and project_key = :key")
                .param("target", target)
                .param("key", projectKey)
                .query(String.class)
                .optional()
                .map(RecordedState::read);
    }

    /** The plan that was applied last. */
    Optional<UUID> plan(String target, String projectKey) {
        return jdbc.sql("select plan_id from iac_deployment where target = :target and project_key = :key")
                .param("target", target)
                .param("key", projectKey)
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

    /** Whether another plan was deployed to the same project after this one's first operation. */
    boolean overtaken(String target, String projectKey, UUID plan) {
        return jdbc.sql("""
                        select count(*) from iac_deployment
                        where target = :target and project_key = :key and plan_id <> :plan and deployed_at >
                            (select min(started_at) from iac_operation where plan_id = :plan)
                        """)
                        .param("target", target)
                        .param("key", projectKey)
                        .param("plan", plan)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    List<Deployment> all() {
        return jdbc.sql("select * from iac_deployment order by deployed_at desc, project_key")
                .query((row, number) -> new Deployment(
                        row.getString("project_key"),
                        row.getString("name"),
                        row.getString("target"),
                        row.getObject("plan_id", UUID.class),
                        row.getString("deployed_by"),
                        PlanTables.instant(row, "deployed_at"),
                        JsonMapper.shared().readValue(row.getString("blocks"), BLOCKS)))
                .list();
    }

    void forget(String target, String projectKey) {
        jdbc.sql("delete from iac_deployment where target = :target and project_key = :key")
                .param("target", target)
                .param("key", projectKey)
                .update();
    }

    void record(
            String target,
            String projectKey,
            String name,
            RecordedState state,
            List<DeployedBlock> blocks,
            UUID plan,
            String person) {
        forget(target, projectKey);
        jdbc.sql("""
                        insert into iac_deployment (target, project_key, name, lineage, serial, state, blocks, plan_id,
                            deployed_by, deployed_at)
                        values (:target, :key, :name, :lineage, :serial, :state, :blocks, :plan, :person, :now)
                        """)
                .param("target", target)
                .param("key", projectKey)
                .param("name", name)
                .param("lineage", state.lineage())
                .param("serial", state.serial())
                .param("state", state.write())
                .param("blocks", PlanTables.json(blocks))
                .param("plan", plan)
                .param("person", person)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }
}
