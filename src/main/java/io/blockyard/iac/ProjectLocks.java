package io.blockyard.iac;

import io.blockyard.access.Actor;
import io.blockyard.access.Right;
import io.blockyard.iac.config.ConfigurationReader;
import io.blockyard.problem.ProblemException;
import io.blockyard.problem.ProblemException.Kind;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Projects that somebody holds for a reason: nobody else applies to them meanwhile. */
public final class ProjectLocks {

    private static final String UNDER_WAY = "lock.under-way";

    private static final DateTimeFormatter MINUTES =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final JdbcClient jdbc;
    private final TargetKeeping keeping;

    /** A held project of a target. */
    public record Lock(String target, String projectKey, String holder, String reason, Instant since) {}

    ProjectLocks(TargetKeeping keeping) {
        this.keeping = keeping;
        this.jdbc = keeping.jdbc();
    }

    /** All of them, by target and project. */
    public List<Lock> all(Actor actor) {
        actor.require(Right.READ);
        return jdbc.sql("select * from iac_lock order by target, project_key")
                .query((row, number) -> lock(row))
                .list();
    }

    /**
     * Holds a project, there or still to be made; what others queued there stops before it begins.
     *
     * @throws ProblemException CONFLICT naming who holds it already, or while an apply is under way, which a lock would
     *     not stop; INVALID without a reason, or for what cannot be a project's key; NOT_FOUND when there is no such target
     */
    public Lock hold(Actor actor, String target, String projectKey, String reason) {
        actor.require(Right.COMPOSE);
        if (reason.isBlank()) {
            throw ProblemException.of(
                    Kind.INVALID,
                    "lock.reason",
                    "A lock needs a reason.",
                    "Say in a few words why others have to wait.");
        }
        Review.requireReadable(reason);
        keeping.requireTarget().accept(target);
        if (!ConfigurationReader.isProjectKey(projectKey)) {
            throw ProblemException.of(
                    Kind.INVALID,
                    "lock.project-key",
                    "\u201c" + projectKey + "\u201d is no project key.",
                    "A key is upper case letters, digits and underscores, such as PLANT_7.");
        }
        try {
            keeping.transaction().executeWithoutResult(status -> {
                holdPlans(target, projectKey);
                requireQuiet(target, projectKey);
                jdbc.sql("""
                                insert into iac_lock (target, project_key, holder, reason, since)
                                values (:target, :key, :holder, :reason, :now)
                                """)
                        .param("target", target)
                        .param("key", projectKey)
                        .param("holder", actor.name())
                        .param("reason", reason.strip())
                        .param("now", keeping.clock().instant().atOffset(ZoneOffset.UTC))
                        .update();
                keeping.audit().record(actor, "lock.hold", target + "/" + projectKey, reason.strip());
            });
        } catch (DuplicateKeyException held) {
            throw find(target, projectKey).map(ProjectLocks::held).orElseThrow(() -> held);
        }
        return find(target, projectKey).orElseThrow();
    }

    /** Lets a project go: one's own, or as an administrator anybody's. */
    public void release(Actor actor, String target, String projectKey) {
        actor.require(Right.COMPOSE);
        keeping.transaction().executeWithoutResult(status -> {
            var lock = find(target, projectKey)
                    .orElseThrow(() -> ProblemException.of(
                            Kind.NOT_FOUND,
                            "lock.none",
                            "Nobody holds " + projectKey + " on \u201c" + target + "\u201d.",
                            ""));
            if (!lock.holder().equals(actor.name())) {
                actor.require(Right.ADMINISTER);
            }
            jdbc.sql("delete from iac_lock where target = :target and project_key = :key")
                    .param("target", target)
                    .param("key", projectKey)
                    .update();
            keeping.audit().record(actor, "lock.release", target + "/" + projectKey, "held by " + lock.holder());
        });
    }

    /** @throws ProblemException CONFLICT when somebody else than this person holds the project */
    void requireFree(String person, String target, String projectKey) {
        find(target, projectKey).filter(lock -> !lock.holder().equals(person)).ifPresent(lock -> {
            throw held(lock);
        });
    }

    /** Whether this was thrown since an apply or roll-back of the project is under way. */
    static boolean isUnderWay(ProblemException refusal) {
        return refusal.problems().getFirst().code().equals(UNDER_WAY);
    }

    /** @throws ProblemException CONFLICT while an apply or roll-back of the project is under way */
    void requireQuiet(String target, String projectKey) {
        requireQuiet(target, projectKey, underWay(target, projectKey));
    }

    /** @throws ProblemException CONFLICT while an apply or roll-back of the project by another plan is under way */
    void requireOthersQuiet(String target, String projectKey, UUID plan) {
        var others = underWay(target, projectKey).stream()
                .filter(one -> !one.equals(plan))
                .toList();
        requireQuiet(target, projectKey, others);
    }

    private List<UUID> underWay(String target, String projectKey) {
        return jdbc.sql("""
                        select id from iac_plan where target = :target and project_key = :key
                            and state in ('APPLYING', 'RESUMING', 'ROLLING_BACK')
                        """)
                .param("target", target)
                .param("key", projectKey)
                .query(UUID.class)
                .list();
    }

    private static void requireQuiet(String target, String projectKey, List<UUID> underWay) {
        if (!underWay.isEmpty()) {
            throw ProblemException.of(
                    Kind.CONFLICT,
                    UNDER_WAY,
                    "An apply to " + projectKey + " on \u201c" + target + "\u201d is under way.",
                    "Wait until it has ended, or cancel it first.");
        }
    }

    /**
     * Makes applies and roll-backs that are about to begin wait until the caller's transaction ends, and the caller for them.
     * Joins that transaction.
     */
    void holdPlans(String target, String projectKey) {
        jdbc.sql("""
                        select id from iac_plan where target = :target and project_key = :key
                            and state in ('APPLY_QUEUED', 'PARTIALLY_APPLIED', 'APPLY_FAILED', 'ROLLBACK_FAILED')
                        order by id for update
                        """)
                .param("target", target)
                .param("key", projectKey)
                .query(UUID.class)
                .list();
    }

    private Optional<Lock> find(String target, String projectKey) {
        return jdbc.sql("select * from iac_lock where target = :target and project_key = :key")
                .param("target", target)
                .param("key", projectKey)
                .query((row, number) -> lock(row))
                .optional();
    }

    private static Lock lock(java.sql.ResultSet row) throws java.sql.SQLException {
        return new Lock(
                row.getString("target"),
                row.getString("project_key"),
                row.getString("holder"),
                row.getString("reason"),
                PlanTables.instant(row, "since"));
    }

    private static ProblemException held(Lock lock) {
        return ProblemException.of(
                Kind.CONFLICT,
                "lock.held",
                lock.holder() + " holds " + lock.projectKey() + " on \u201c" + lock.target() + "\u201d since "
                        + MINUTES.format(lock.since()) + ": \u201c" + lock.reason() + "\u201d.",
                "Wait, ask them to let it go, or have an administrator release it.");
    }
}
