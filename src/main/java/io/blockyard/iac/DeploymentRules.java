package io.blockyard.iac;

import io.blockyard.access.Actor;
import io.blockyard.problem.ProblemException;
import io.blockyard.task.CronTimes;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What follows an apply, by target, as an administrator sets it. */
public final class DeploymentRules {

    private static final TargetRules.Kind<DeploymentRule> KIND = new TargetRules.Kind<>(
            "iac_deployment_rule",
            """
            insert into iac_deployment_rule (target, snapshot, drift_cron, changed_by, changed_at)
            values (:target, :snapshot, :cron, :person, :now)
            """,
            "deployment-rule.set",
            DeploymentRule::usual,
            (row, number) -> new DeploymentRule(
                    row.getString("target"), row.getBoolean("snapshot"), row.getString("drift_cron")));

    private final TargetRules<DeploymentRule> rules;
    private final JdbcClient jdbc;
    private final Clock clock;

    DeploymentRules(TargetKeeping keeping) {
        this.rules = new TargetRules<>(KIND, keeping);
        this.jdbc = keeping.jdbc();
        this.clock = keeping.clock();
    }

    /** The rule that holds for a target. */
    public DeploymentRule get(Actor actor, String target) {
        return rules.get(actor, target);
    }

    /** The rules that were set, by target; every other target has the usual one. */
    public List<DeploymentRule> all(Actor actor) {
        return rules.all(actor);
    }

    /** @throws ProblemException INVALID when the times are not understood, NOT_FOUND when there is no such target */
    public DeploymentRule set(Actor actor, DeploymentRule rule) {
        rules.requireMayBeSet(actor, rule.target());
        var cron = rule.driftCron().strip();
        if (!cron.isEmpty()) {
            CronTimes.parse(cron, "drift_cron");
        }
        rules.set(
                actor,
                rule.target(),
                statement -> statement.param("snapshot", rule.snapshot()).param("cron", cron),
                (rule.snapshot() ? "with" : "without") + " snapshot, drift " + (cron.isEmpty() ? "on demand" : cron));
        return new DeploymentRule(rule.target(), rule.snapshot(), cron);
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
                .param("now", rules.now())
                .param("target", watch.target());
        watch.looked().ifPresent(before -> update.param("before", before));
        return update.update() == 1;
    }

    static DeploymentRule of(JdbcClient jdbc, String target) {
        return TargetRules.of(jdbc, KIND, target);
    }
}
