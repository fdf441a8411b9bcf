package io.blockyard.iac;

import static io.blockyard.iac.PlanState.APPLIED;
import static io.blockyard.iac.PlanState.APPLYING;
import static io.blockyard.iac.PlanState.APPLY_FAILED;
import static io.blockyard.iac.PlanState.APPLY_QUEUED;
import static io.blockyard.iac.PlanState.APPROVED;
import static io.blockyard.iac.PlanState.AWAITING_APPROVAL;
import static io.blockyard.iac.PlanState.CANCELLED;
import static io.blockyard.iac.PlanState.DISCARDED;
import static io.blockyard.iac.PlanState.DRAFT;
import static io.blockyard.iac.PlanState.EXPIRED;
import static io.blockyard.iac.PlanState.NO_CHANGES;
import static io.blockyard.iac.PlanState.PARTIALLY_APPLIED;
import static io.blockyard.iac.PlanState.PLANNED;
import static io.blockyard.iac.PlanState.PLANNING;
import static io.blockyard.iac.PlanState.PLAN_FAILED;
import static io.blockyard.iac.PlanState.REJECTED;
import static io.blockyard.iac.PlanState.RESUMING;
import static io.blockyard.iac.PlanState.ROLLBACK_FAILED;
import static io.blockyard.iac.PlanState.ROLLED_BACK;
import static io.blockyard.iac.PlanState.ROLLING_BACK;
import static io.blockyard.iac.PlanState.STALE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blockyard.TestDatabase;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A stored plan moves along the table of states and nowhere else, whatever is asked of it. */
class PlanStateTest {

    /** As the documentation of the plan's format has it; what is not named is final. */
    static final Map<PlanState, Set<PlanState>> TABLE = Map.ofEntries(
            Map.entry(DRAFT, Set.of(PLANNING)),
            Map.entry(PLANNING, Set.of(PLANNED, NO_CHANGES, PLAN_FAILED)),
            Map.entry(PLANNED, Set.of(AWAITING_APPROVAL, STALE, EXPIRED, DISCARDED)),
            Map.entry(AWAITING_APPROVAL, Set.of(APPROVED, REJECTED, DISCARDED, EXPIRED, STALE)),
            Map.entry(APPROVED, Set.of(APPLY_QUEUED, STALE, EXPIRED, DISCARDED)),
            Map.entry(APPLY_QUEUED, Set.of(APPLYING, STALE, CANCELLED)),
            Map.entry(APPLYING, Set.of(APPLIED, PARTIALLY_APPLIED, APPLY_FAILED, CANCELLED)),
            Map.entry(PARTIALLY_APPLIED, Set.of(RESUMING, ROLLING_BACK, STALE)),
            Map.entry(APPLY_FAILED, Set.of(RESUMING, ROLLING_BACK, STALE)),
            Map.entry(RESUMING, Set.of(APPLIED, PARTIALLY_APPLIED, APPLY_FAILED, STALE)),
            Map.entry(ROLLING_BACK, Set.of(ROLLED_BACK, ROLLBACK_FAILED)),
            Map.entry(ROLLBACK_FAILED, Set.of(ROLLING_BACK, STALE)));

    /** Every state and every move from it, one by one, on a stored plan. */
    @Test
    void everyMoveOfTheTableIsTakenAndNoOther() {
        var jdbc = JdbcClient.create(TestDatabase.fresh());
        var tables = new PlanTables(jdbc, Clock.systemUTC());
        var id = UUID.randomUUID();
        tables.insert(id, new Plans.PlanRequest(Map.of(), "dev", "sandbox"), null, "clara");
        for (var from : PlanState.values()) {
            for (var to : PlanState.values()) {
                jdbc.sql("update iac_plan set state = :state where id = :id")
                        .param("state", from.name())
                        .param("id", id)
                        .update();
                boolean allowed = TABLE.getOrDefault(from, Set.of()).contains(to);
                if (allowed) {
                    tables.move(id, from, to);
                } else {
                    assertThatThrownBy(() -> tables.move(id, from, to))
                            .as("%s to %s", from, to)
                            .hasMessageContaining("cannot be ");
                }
                assertThat(tables.find(id).orElseThrow().state()).isEqualTo(allowed ? to : from);
            }
        }
    }

    @Test
    void theFinalStatesAreThoseOfTheTable() {
        assertThat(EnumSet.allOf(PlanState.class).stream().filter(PlanState::isFinal))
                .containsExactlyInAnyOrder(
                        PlanState.NO_CHANGES,
                        PlanState.PLAN_FAILED,
                        PlanState.REJECTED,
                        PlanState.DISCARDED,
                        PlanState.EXPIRED,
                        PlanState.STALE,
                        PlanState.CANCELLED,
                        PlanState.APPLIED,
                        PlanState.ROLLED_BACK);
    }

    @Test
    void ofTwoWhoMoveAPlanOneWins() {
        var tables = new PlanTables(JdbcClient.create(TestDatabase.fresh()), Clock.systemUTC());
        var id = UUID.randomUUID();
        tables.insert(id, new Plans.PlanRequest(Map.of(), "dev", "sandbox"), null, "clara");
        tables.move(id, PlanState.DRAFT, PlanState.PLANNING);
        assertThatThrownBy(() -> tables.move(id, PlanState.DRAFT, PlanState.PLANNING))
                .hasMessageContaining("somebody else was quicker");
    }
}
