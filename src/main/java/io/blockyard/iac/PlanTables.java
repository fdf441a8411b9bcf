package io.blockyard.iac;

import io.blockyard.iac.Plans.Decision;
import io.blockyard.iac.Plans.Operation;
import io.blockyard.iac.Plans.Progress;
import io.blockyard.iac.Plans.StoredPlan;
import io.blockyard.iac.plan.PlanDigest;
import io.blockyard.iac.plan.RecordedState;
import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The tables of plans. Every method joins the caller's transaction. */
final class PlanTables {

    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};
    private static final TypeReference<Set<String>> ADDRESSES = new TypeReference<>() {};
    private static final TypeReference<List<Problem>> PROBLEMS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final Clock clock;

    PlanTables(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param replaces the plan that this one is made anew of; null for a first one */
    void insert(UUID id, Plans.PlanRequest request, @Nullable UUID replaces, String person) {
        jdbc.sql("""
                        insert into iac_plan (id, state, files, environment, target, project_key, creates, updates,
                            deletes, no_ops, problems, replaces, adopt, created_by, created_at, changed_at)
                        values (:id, :state, :files, :environment, :target, '', 0, 0, 0, 0, '[]', :replaces, :adopt,
                            :person, :now, :now)
                        """)
                .param("id", id)
                .param("state", PlanState.DRAFT.name())
                .param("files", json(request.files()))
                .param("environment", request.environment())
                .param("target", request.target())
                .param("replaces", replaces)
                .param("adopt", json(new TreeSet<>(request.adopt())))
                .param("person", person)
                .param("now", now())
                .update();
    }

    /**
     * Moves a plan on, if it still stands where the caller thinks.
     *
     * @throws ProblemException CONFLICT when somebody else moved it meanwhile
     */
    void move(UUID id, PlanState from, PlanState to) {
        if (!from.mayBecome(to)) {
            throw forbidden(from, to);
        }
        int moved = jdbc.sql("update iac_plan set state = :to, changed_at = :now where id = :id and state = :from")
                .param("to", to.name())
                .param("from", from.name())
                .param("now", now())
                .param("id", id)
                .update();
        if (moved == 0) {
            throw ProblemException.of(
                    ProblemException.Kind.CONFLICT,
                    "plan.moved",
                    "The plan is no longer " + words(from) + ": somebody else was quicker.",
                    "Look at the plan as it stands now.");
        }
    }

    /** Makes whoever else decides on the plan wait until the caller's transaction ends. */
    void hold(UUID id) {
        jdbc.sql("select id from iac_plan where id = :id for update")
                .param("id", id)
                .query(UUID.class)
                .optional();
    }

    /** Moves a plan from where it has to be; the sentence names where it is instead. */
    void move(UUID id, PlanState from, PlanState to, PlanState actual) {
        if (actual != from) {
            throw forbidden(actual, to);
        }
        move(id, from, to);
    }

    static ProblemException forbidden(PlanState actual, PlanState to) {
        return ProblemException.of(
                ProblemException.Kind.CONFLICT,
                "plan.state",
                "The plan is " + words(actual) + " and cannot be " + done(to) + ".",
                actual.isFinal() ? "Make a new plan." : "Look at the plan as it stands now.");
    }

    /** What a person wanted of a plan that was to reach this state. */
    private static String done(PlanState wanted) {
        return switch (wanted) {
            case DRAFT, PLANNING, PLANNED, NO_CHANGES, PLAN_FAILED -> "planned";
            case AWAITING_APPROVAL -> "offered for approval";
            case APPROVED -> "approved";
            case REJECTED -> "rejected";
            case DISCARDED -> "discarded";
            case EXPIRED, STALE -> "set aside";
            case APPLY_QUEUED, APPLYING, APPLIED, PARTIALLY_APPLIED, APPLY_FAILED -> "applied";
            case CANCELLED -> "cancelled";
            case RESUMING -> "resumed";
            case ROLLING_BACK, ROLLED_BACK, ROLLBACK_FAILED -> "rolled back";
        };
    }

    static String words(PlanState state) {
        return state.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }

    void planned(UUID id, Plan plan, PlanDigest.Inputs inputs) {
        jdbc.sql("""
                        update iac_plan set plan = :plan, inputs = :inputs, project_key = :key, problems = '[]',
                            creates = :creates, updates = :updates, deletes = :deletes, no_ops = :noOps,
                            changed_at = :now
                        where id = :id
                        """)
                .param("plan", json(plan))
                .param("inputs", json(inputs))
                .param("key", plan.target().projectKey())
                .param("creates", plan.summary().create())
                .param("updates", plan.summary().update())
                .param("deletes", plan.summary().delete())
                .param("noOps", plan.summary().noOp())
                .param("now", now())
                .param("id", id)
                .update();
    }

    /** Empty until it is known. */
    String projectKey(UUID id) {
        return jdbc.sql("select project_key from iac_plan where id = :id")
                .param("id", id)
                .query(String.class)
                .single();
    }

    void projectKey(UUID id, String key) {
        jdbc.sql("update iac_plan set project_key = :key where id = :id")
                .param("key", key)
                .param("id", id)
                .update();
    }

    void problems(UUID id, List<Problem> problems) {
        jdbc.sql("update iac_plan set problems = :problems, changed_at = :now where id = :id")
                .param("problems", json(problems))
                .param("now", now())
                .param("id", id)
                .update();
    }

    /** @param build whether what the project makes is built once it is applied */
    void build(UUID id, boolean build) {
        jdbc.sql("update iac_plan set build = :build where id = :id")
                .param("build", build)
                .param("id", id)
                .update();
    }

    /** @param task makes the plan */
    void planTask(UUID id, UUID task) {
        jdbc.sql("update iac_plan set plan_task = :task where id = :id")
                .param("task", task)
                .param("id", id)
                .update();
    }

    void applyTask(UUID id, UUID task) {
        jdbc.sql("update iac_plan set apply_task = :task where id = :id")
                .param("task", task)
                .param("id", id)
                .update();
    }

    /** @param subject what was decided on besides the plan itself, such as a policy's name; may be empty */
    void decide(UUID id, String person, String decision, String comment, String digest, String subject) {
        jdbc.sql("""
                        insert into iac_decision (plan_id, number, person, decision, comment, digest, subject, decided_at)
                        values (:id, (select count(*) + 1 from iac_decision where plan_id = :id), :person, :decision,
                            :comment, :digest, :subject, :now)
                        """)
                .param("id", id)
                .param("person", person)
                .param("decision", decision)
                .param("comment", comment)
                .param("digest", digest)
                .param("subject", subject)
                .param("now", now())
                .update();
    }

    Optional<StoredPlan> find(UUID id) {
        return jdbc.sql("select * from iac_plan where id = :id")
                .param("id", id)
                .query((row, number) -> stored(row))
                .optional();
    }

    /** Who made the plan, and who made those that it replaces, back to the first one. */
    Set<String> authors(UUID id) {
        var authors = new TreeSet<String>();
        var next = Optional.of(id);
        while (next.isPresent()) {
            next = jdbc.sql("select created_by, replaces from iac_plan where id = :id")
                    .param("id", next.get())
                    .query((row, number) -> {
                        authors.add(row.getString("created_by"));
                        return Optional.ofNullable(row.getObject("replaces", UUID.class));
                    })
                    .optional()
                    .flatMap(replaced -> replaced);
        }
        return authors;
    }

    /** The inputs that a plan was made from; empty before it is made. */
    Optional<PlanDigest.Inputs> inputs(UUID id) {
        return jdbc.sql("select inputs from iac_plan where id = :id and inputs is not null")
                .param("id", id)
                .query(String.class)
                .optional()
                .map(text -> JsonMapper.shared().readValue(text, PlanDigest.Inputs.class));
    }

    /** A plan that waits for somebody, since it was made, or approved for the first time. */
    record Waiting(UUID id, PlanState state, String target, Instant since) {}

    /** Plans that wait to be approved, or applied. */
    List<Waiting> waiting() {
        return waiting("", Map.of());
    }

    /** Only this plan, if it waits. */
    List<Waiting> waiting(UUID id) {
        return waiting("and id = :id", Map.of("id", id));
    }

    private List<Waiting> waiting(String which, Map<String, UUID> values) {
        return jdbc.sql("""
                        select id, state, target, case when state = 'APPROVED' then coalesce(
                            (select min(decided_at) from iac_decision where plan_id = iac_plan.id and decision = 'approve'),
                            created_at) else created_at end as since
                        from iac_plan where state in ('AWAITING_APPROVAL', 'APPROVED')
                        """ + which)
                .params(values)
                .query((row, number) -> new Waiting(
                        row.getObject("id", UUID.class),
                        PlanState.valueOf(row.getString("state")),
                        row.getString("target"),
                        instant(row, "since")))
                .list();
    }

    /** Plans for the project whose apply or roll-back stopped half-way. */
    List<UUID> stopped(String target, String projectKey) {
        return jdbc.sql("""
                        select id from iac_plan where target = :target and project_key = :key
                            and state in ('PARTIALLY_APPLIED', 'APPLY_FAILED', 'ROLLBACK_FAILED') order by id
                        """)
                .param("target", target)
                .param("key", projectKey)
                .query(UUID.class)
                .list();
    }

    /** Keeps what was deployed when the plan began to change it. */
    void deployedBefore(UUID id, DeploymentTables.Deployed before) {
        var kept = new DeployedBefore(
                before.state().write(), before.name(), before.blocks(), before.plan(), before.person(), before.at());
        jdbc.sql("update iac_plan set deployed_before = :before where id = :id")
                .param("before", json(kept))
                .param("id", id)
                .update();
    }

    /**
     * What was deployed when the plan began; empty when nothing was, or when an older version began it.
     *
     * @param person stands, with the time of now, for who deployed it where that was not kept
     */
    Optional<DeploymentTables.Deployed> deployedBefore(UUID id, String person) {
        return jdbc.sql("select deployed_before from iac_plan where id = :id and deployed_before is not null")
                .param("id", id)
                .query(String.class)
                .optional()
                .map(text -> JsonMapper.shared().readValue(text, DeployedBefore.class))
                .map(kept -> new DeploymentTables.Deployed(
                        RecordedState.read(kept.state()),
                        kept.name(),
                        kept.blocks(),
                        kept.plan(),
                        Objects.requireNonNullElse(kept.person(), person),
                        Objects.requireNonNullElse(kept.at(), clock.instant())));
    }

    /** As it is kept; {@code state} is in its file form. */
    private record DeployedBefore(
            String state,
            String name,
            List<Deployments.DeployedBlock> blocks,
            UUID plan,
            @Nullable String person,
            @Nullable Instant at) {}

    Optional<Progress> progress(UUID id) {
        return jdbc.sql("select state from iac_plan where id = :id")
                .param("id", id)
                .query(String.class)
                .optional()
                .map(state -> new Progress(PlanState.valueOf(state), operations(id), new FollowUps(jdbc).of(id)));
    }

    private StoredPlan stored(ResultSet row) throws SQLException {
        var id = row.getObject("id", UUID.class);
        return new StoredPlan(
                id,
                PlanState.valueOf(row.getString("state")),
                JsonMapper.shared().readValue(row.getString("files"), TEXTS),
                row.getString("environment"),
                row.getString("target"),
                JsonMapper.shared().readValue(row.getString("adopt"), ADDRESSES),
                plan(row.getString("plan")),
                JsonMapper.shared().readValue(row.getString("problems"), PROBLEMS),
                decisions(id),
                row.getObject("plan_task", UUID.class),
                row.getObject("apply_task", UUID.class),
                operations(id),
                new FollowUps(jdbc).of(id),
                row.getBoolean("build"),
                row.getObject("replaces", UUID.class),
                row.getString("created_by"),
                instant(row, "created_at"));
    }

    private static @Nullable Plan plan(@Nullable String json) {
        return json == null ? null : JsonMapper.shared().readValue(json, Plan.class);
    }

    private List<Decision> decisions(UUID id) {
        return jdbc.sql("select * from iac_decision where plan_id = :id order by number")
                .param("id", id)
                .query((row, number) -> new Decision(
                        row.getString("person"),
                        row.getString("decision"),
                        row.getString("comment"),
                        row.getString("digest"),
                        row.getString("subject"),
                        instant(row, "decided_at")))
                .list();
    }

    private List<Operation> operations(UUID id) {
        return jdbc.sql("select * from iac_operation where plan_id = :id order by number")
                .param("id", id)
                .query((row, number) -> new Operation(
                        row.getInt("number"),
                        row.getString("address"),
                        row.getString("action"),
                        row.getString("status"),
                        row.getString("message")))
                .list();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static String json(Object value) {
        return JsonMapper.shared().writeValueAsString(value);
    }
}
