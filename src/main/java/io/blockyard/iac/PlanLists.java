package io.blockyard.iac;

import io.blockyard.iac.Plans.PlanSummary;
import io.blockyard.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Plans in lists, chosen and counted by the database, without the plans' bodies being read. */
final class PlanLists {

    private final JdbcClient jdbc;

    PlanLists(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @throws ProblemException INVALID for a cursor that is none */
    PlanPage page(PlanQuery query) {
        var cursor = query.cursor();
        var after = cursor == null ? Behind.NOTHING : Behind.read(cursor);
        var found = jdbc.sql("""
                        select id, state, project_key, target, creates, updates, deletes, no_ops, created_by, created_at
                        from iac_plan
                        where (:target = '' or target = :target) and (:key = '' or project_key = :key)
                            and state in (:states) and (created_at < :at or (created_at = :at and id > :id))
                        order by created_at desc, id limit :limit
                        """)
                .param("target", query.target())
                .param("key", query.projectKey())
                .param("states", names(query.states()))
                .param("at", after.at().atOffset(ZoneOffset.UTC))
                .param("id", after.id())
                .param("limit", query.limit() + 1)
                .query((row, number) -> summary(row))
                .list();
        if (found.size() <= query.limit()) {
            return new PlanPage(found, null);
        }
        var shown = found.subList(0, query.limit());
        var last = shown.getLast();
        return new PlanPage(shown, new Behind(last.createdAt(), last.id()).write());
    }

    /** Empty when there is no such plan. */
    Optional<PlanStanding> standing(UUID id) {
        return jdbc.sql("""
                        select state, changed_at, (select count(*) from iac_decision where plan_id = :id) as decisions,
                            (select since from iac_lock where iac_lock.target = iac_plan.target
                                and iac_lock.project_key = iac_plan.project_key) as held_since
                        from iac_plan where id = :id
                        """)
                .param("id", id)
                .query((row, number) -> new PlanStanding(
                        PlanState.valueOf(row.getString("state")),
                        PlanTables.instant(row, "changed_at"),
                        row.getInt("decisions"),
                        row.getObject("held_since") == null ? null : PlanTables.instant(row, "held_since"),
                        new FollowUps(jdbc).of(id)))
                .optional();
    }

    /** How many plans stand where; a state that none is in is left out. */
    Map<PlanState, Long> counts(String target, String projectKey) {
        var counts = new EnumMap<PlanState, Long>(PlanState.class);
        jdbc.sql("""
                        select state, count(*) as plans from iac_plan
                        where (:target = '' or target = :target) and (:key = '' or project_key = :key) group by state
                        """)
                .param("target", target)
                .param("key", projectKey)
                .query((row, number) -> Map.entry(PlanState.valueOf(row.getString("state")), row.getLong("plans")))
                .list()
                .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
        return Collections.unmodifiableMap(counts);
    }

    private static List<String> names(Set<PlanState> states) {
        return (states.isEmpty() ? EnumSet.allOf(PlanState.class) : states)
                .stream().map(PlanState::name).toList();
    }

    private static PlanSummary summary(ResultSet row) throws SQLException {
        return new PlanSummary(
                row.getObject("id", UUID.class),
                PlanState.valueOf(row.getString("state")),
                row.getString("project_key"),
                row.getString("target"),
                new Plan.Summary(
                        row.getInt("creates"), row.getInt("updates"), row.getInt("deletes"), row.getInt("no_ops")),
                row.getString("created_by"),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }

    /** The plan that a page ends with; the next one begins behind it. */
    private record Behind(Instant at, UUID id) {

        /** Before any plan. */
        static final Behind NOTHING = new Behind(Instant.parse("9999-01-01T00:00:00Z"), new UUID(0, 0));

        String write() {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString((at + "/" + id).getBytes(StandardCharsets.US_ASCII));
        }

        static Behind read(String cursor) {
            try {
                var text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII);
                int slash = text.indexOf('/');
                return new Behind(
                        Instant.parse(text.substring(0, Math.max(slash, 0))),
                        UUID.fromString(text.substring(slash + 1)));
            } catch (IllegalArgumentException | DateTimeParseException none) {
                throw ProblemException.of(
                        ProblemException.Kind.INVALID,
                        "plan.cursor",
                        "This cursor leads nowhere.",
                        "Give the \u201cnext\u201d of an earlier page as it came, or leave the cursor out.");
            }
        }
    }
}
