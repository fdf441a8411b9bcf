package io.blockyard.iac;

import io.blockyard.access.Actor;
import io.blockyard.access.Audit;
import io.blockyard.access.Right;
import io.blockyard.problem.ProblemException;
import io.blockyard.task.CronTimes;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What follows an apply, by target, as an administrator sets it. */
public final class DeploymentRules {

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Audit audit;
    private final Clock clock;
    private final Consumer<String> requireTarget;

    /** @param requireTarget throws NOT_FOUND, saying which names there are, when there is no instance of this name */
    public DeploymentRules(
            DataSource dataSource,
            TransactionTemplate transaction,
            Audit audit,
            Clock clock,
            Consumer<String> requireTarget) {
        this.requireTarget = requireTarget;
        this.jdbc = JdbcClient.create(dataSource);
        this.transaction = transaction;
        this.audit = audit;
        this.clock = clock;
    }

    /** The rule that holds for a target. */
    public DeploymentRule get(Actor actor, String target) {
        actor.require(Right.READ);
        return of(jdbc, target);
    }

    /** The rules that were set, by target; every other target has the usual one. */
    public List<DeploymentRule> all(Actor actor) {
        actor.require(Right.READ);
        return jdbc.sql("select * from iac_deployment_rule order by target")
                .query(DeploymentRules::rule)
                .list();
    }

    /** @throws ProblemException INVALID when the times are not understood, NOT_FOUND when there is no such target */
    public DeploymentRule set(Actor actor, DeploymentRule rule) {
        actor.require(Right.ADMINISTER);
        requireTarget.accept(rule.target());
        var stored = new DeploymentRule(
                rule.target(), rule.snapshot(), rule.driftCron().strip());
        if (!stored.driftCron().isEmpty()) {
            CronTimes.parse(stored.driftCron(), "drift_cron");
        }
        transaction.executeWithoutResult(status -> {
            jdbc.sql("delete from iac_deployment_rule where target = :target")
                    .param("target", stored.target())
                    .update();
            jdbc.sql("""
                            insert into iac_deployment_rule (target, snapshot, drift_cron, changed_by, changed_at)
                            values (:target, :snapshot, :cron, :person, :now)
                            """)
                    .param("target", stored.target())
                    .param("snapshot", stored.snapshot())
                    .param("cron", stored.driftCron())
                    .param("person", actor.name())
                    .param("now", now())
                    .update();
            audit.record(
                    actor,
                    "deployment-rule.set",
                    stored.target(),
                    (stored.snapshot() ? "with" : "without") + " snapshot, drift "
                            + (stored.driftCron().isEmpty() ? "on demand" : stored.driftCron()));
        });
        return stored;
    }

    /** The targets whose time to be looked at has come, each for one caller only, whoever asks on whichever node. */
    List<String> takeDue() {
        var due = new ArrayList<String>();
        jdbc
                .sql(
                        "select target, drift_cron, drift_looked, changed_at from iac_deployment_rule where drift_cron <> ''")
                .query((row, number) -> new Watch(
                        row.getString("target"),
                        row.getString("drift_cron"),
                        Optional.ofNullable(row.getObject("drift_looked", OffsetDateTime.class)),
                        row.getObject("changed_at", OffsetDateTime.class)))
                .list()
                .stream()
                .filter(watch -> watch.isDue(clock.instant()))
                .filter(this::take)
                .forEach(watch -> due.add(watch.target()));
        return List.copyOf(due);
    }

    private record Watch(String target, String cron, Optional<OffsetDateTime> looked, OffsetDateTime changed) {

        boolean isDue(Instant now) {
            return CronTimes.kept(cron)
                    .flatMap(times -> times.after(looked.orElse(changed).toInstant()))
                    .filter(next -> !next.isAfter(now))
                    .isPresent();
        }
    }

    private boolean take(Watch watch) {
        var sql = "update iac_deployment_rule set drift_looked = :now where target = :target and ";
        var update = jdbc.sql(
                        watch.looked().isPresent() ? sql + "drift_looked = :before" : sql + "drift_looked is null")
                .param("now", now())
                .param("target", watch.target());
        watch.looked().ifPresent(before -> update.param("before", before));
        return update.update() == 1;
    }

    static DeploymentRule of(JdbcClient jdbc, String target) {
        return jdbc.sql("select * from iac_deployment_rule where target = :target")
                .param("target", target)
                .query(DeploymentRules::rule)
                .optional()
                .orElse(DeploymentRule.usual(target));
    }

    private static DeploymentRule rule(java.sql.ResultSet row, int number) throws java.sql.SQLException {
        return new DeploymentRule(row.getString("target"), row.getBoolean("snapshot"), row.getString("drift_cron"));
    }

    private OffsetDateTime now() {
        return clock.instant().truncatedTo(java.time.temporal.ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }
}
