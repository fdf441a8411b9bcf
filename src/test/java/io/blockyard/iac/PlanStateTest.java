package io.blockyard.iac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blockyard.TestDatabase;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A stored plan moves along the table of states and nowhere else, whatever is asked of it. */
class PlanStateTest {

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
    void randomRequestsNeverLeaveTheTable() {
        var tables = new PlanTables(JdbcClient.create(TestDatabase.fresh()), Clock.systemUTC());
        var random = new Random(20260101);
        var reached = EnumSet.noneOf(PlanState.class);
        for (int plan = 0; plan < 150; plan++) {
            var id = UUID.randomUUID();
            tables.insert(id, new Plans.PlanRequest(Map.of(), "dev", "sandbox"), null, "clara");
            var state = PlanState.DRAFT;
            for (int event = 0; event < 40 && !state.isFinal(); event++) {
                var wanted = PlanState.values()[random.nextInt(PlanState.values().length)];
                if (state.mayBecome(wanted)) {
                    tables.move(id, state, wanted);
                    state = wanted;
                } else {
                    var from = state;
                    assertThatThrownBy(() -> tables.move(id, from, wanted)).hasMessageContaining("cannot be ");
                }
                assertThat(tables.find(id).orElseThrow().state()).isEqualTo(state);
                reached.add(state);
            }
        }
        assertThat(reached).contains(PlanState.PLANNED, PlanState.NO_CHANGES, PlanState.PLAN_FAILED);
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
