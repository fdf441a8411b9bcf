package io.blockyard.iac;

import io.blockyard.access.Actor;
import io.blockyard.access.Right;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** The rules of one kind that administrators set, one for a target; every other target has the usual one. */
final class TargetRules<R> {

    private final Kind<R> kind;
    private final TargetKeeping keeping;
    private final JdbcClient jdbc;

    /**
     * A kind of rule.
     *
     * @param table with the columns {@code target}, {@code changed_by} and {@code changed_at} beside those of the rule
     * @param insert takes {@code :target}, {@code :person} and {@code :now} beside the values of the rule
     * @param action what the audit trail calls its setting
     * @param usual the rule of a target for which none is set
     */
    record Kind<R>(String table, String insert, String action, Function<String, R> usual, RowMapper<R> read) {}

    TargetRules(Kind<R> kind, TargetKeeping keeping) {
        this.kind = kind;
        this.keeping = keeping;
        this.jdbc = keeping.jdbc();
    }

    R get(Actor actor, String target) {
        actor.require(Right.READ);
        return of(jdbc, kind, target);
    }

    List<R> all(Actor actor) {
        actor.require(Right.READ);
        return jdbc.sql("select * from " + kind.table() + " order by target")
                .query(kind.read())
                .list();
    }

    static <R> R of(JdbcClient jdbc, Kind<R> kind, String target) {
        return jdbc.sql("select * from " + kind.table() + " where target = :target")
                .param("target", target)
                .query(kind.read())
                .optional()
                .orElseGet(() -> kind.usual().apply(target));
    }

    R of(String target) {
        return of(jdbc, kind, target);
    }

    void requireMayBeSet(Actor actor, String target) {
        actor.require(Right.ADMINISTER);
        keeping.requireTarget().accept(target);
    }

    /**
     * Puts a rule in the place of the one before it; of two that are set at once, the later stands.
     *
     * @param values gives the statement those of the rule
     * @param told what it says, for the audit trail
     */
    void set(Actor actor, String target, UnaryOperator<StatementSpec> values, String told) {
        requireMayBeSet(actor, target);
        try {
            replace(actor, target, values, told);
        } catch (DuplicateKeyException firstOfTwo) {
            // Where there was none, nothing made the second one wait; now there is one.
            replace(actor, target, values, told);
        }
    }

    private void replace(Actor actor, String target, UnaryOperator<StatementSpec> values, String told) {
        keeping.transaction().executeWithoutResult(status -> {
            hold(target);
            jdbc.sql("delete from " + kind.table() + " where target = :target")
                    .param("target", target)
                    .update();
            values.apply(jdbc.sql(kind.insert())
                            .param("target", target)
                            .param("person", actor.name())
                            .param("now", now()))
                    .update();
            keeping.audit().record(actor, kind.action(), target, told);
        });
    }

    /** Makes whoever else sets the target's rule wait until the caller's transaction ends. */
    private void hold(String target) {
        jdbc.sql("select target from " + kind.table() + " where target = :target for update")
                .param("target", target)
                .query(String.class)
                .list();
    }

    /** As exact as every database keeps it. */
    OffsetDateTime now() {
        return keeping.clock().instant().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }
}
