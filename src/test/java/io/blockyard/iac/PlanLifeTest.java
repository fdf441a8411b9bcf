package io.blockyard.iac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blockyard.iac.StateTrail.Move;
import io.blockyard.problem.ProblemException;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Whatever people, clocks, crashes and other plans do in whatever order: plans take every way of the table of states and
 * no other, what is there and what is written down fit where they stand, and each of them comes to an end.
 */
class PlanLifeTest extends PlansOnSandbox {

    /** The first goes on until every way was taken; each further one comes upon other orders of events. */
    private static final int LIVES = Boolean.getBoolean("tests.full") ? 40 : 1;

    private static final int FIRST_SEED = 20;
    private static final int STEPS = 60;
    private static final int MOST_STEPS = 400;

    /** A plan that was made is offered for approval in the same breath: nobody comes in between. */
    private static final Set<Move> NEVER = Set.of(
            new Move(PlanState.PLANNED, PlanState.STALE),
            new Move(PlanState.PLANNED, PlanState.EXPIRED),
            new Move(PlanState.PLANNED, PlanState.DISCARDED));

    private final Set<PlanState> visited = EnumSet.noneOf(PlanState.class);

    @BeforeEach
    void prepare() {
        StateTrail.lay(database);
        new DeploymentRules(keeping).set(ADMIN, new DeploymentRule("sandbox", false, ""));
    }

    @Test
    void plansTakeEveryWayOfTheTableAndNoOther() {
        var untaken = new HashSet<>(StateTrail.all(PlanStateTest.TABLE));
        untaken.removeAll(NEVER);
        var possible = Set.copyOf(untaken);
        var trail = new StateTrail.Reader(database);
        for (int seed = FIRST_SEED; seed < FIRST_SEED + LIVES; seed++) {
            var lives = new PlanLives(this, seed);
            for (int step = 0; step < STEPS || (step < MOST_STEPS && !untaken.isEmpty()); step++) {
                lives.step(untaken);
                var moves = trail.read();
                assertThat(moves)
                        .as("seed %d, step %d: %s", seed, step, lives.told())
                        .extracting(StateTrail.Read::move)
                        .isSubsetOf(possible);
                moves.forEach(read -> untaken.remove(read.move()));
                moves.stream().map(StateTrail.Read::plan).distinct().forEach(this::requireFits);
            }
            lives.settle();
            assertThat(trail.read()).extracting(StateTrail.Read::move).isSubsetOf(possible);
            assertThat(lives.all())
                    .as("seed %d: nothing is stuck", seed)
                    .allMatch(id -> lives.state(id).isFinal());
        }
        assertThat(untaken).as("ways that no plan has taken").isEmpty();
        assertThat(visited)
                .as("all that anybody can see")
                .containsExactlyInAnyOrderElementsOf(
                        EnumSet.complementOf(EnumSet.of(PlanState.DRAFT, PlanState.PLANNED)));
    }

    /** The journal says what the state says; and where a plan stands for the first time, all that it does not allow is tried. */
    private void requireFits(UUID id) {
        var progress = plans.progress(VIEWER, id);
        var state = progress.state();
        var statuses =
                progress.operations().stream().map(Plans.Operation::status).toList();
        assertThat(fits(state, statuses)).as("%s with %s", state, statuses).isTrue();
        if (visited.add(state)) {
            var stored = plans.get(VIEWER, id);
            for (var decision : Decision.values()) {
                if (!decision.possibleIn().contains(state)) {
                    assertThatThrownBy(() -> decision.take(this, id))
                            .as("%s of a plan that is %s", decision, state)
                            .isInstanceOf(ProblemException.class);
                }
            }
            assertThat(plans.get(VIEWER, id)).isEqualTo(stored);
        }
    }

    private static boolean fits(PlanState state, List<String> statuses) {
        return switch (state) {
            case DRAFT,
                    PLANNING,
                    PLANNED,
                    NO_CHANGES,
                    PLAN_FAILED,
                    AWAITING_APPROVAL,
                    APPROVED,
                    REJECTED,
                    DISCARDED,
                    EXPIRED,
                    APPLY_QUEUED -> statuses.isEmpty();
            case APPLYING, RESUMING -> !statuses.isEmpty() && !statuses.contains("undone");
            case APPLIED -> !statuses.isEmpty() && statuses.stream().allMatch("done"::equals);
            case PARTIALLY_APPLIED -> statuses.contains("done") && !statuses.contains("undone");
            case APPLY_FAILED -> !statuses.isEmpty() && (!statuses.contains("done") || allDone(statuses));
            case CANCELLED -> statuses.stream().allMatch("pending"::equals);
            case ROLLING_BACK, ROLLBACK_FAILED -> !statuses.isEmpty();
            case ROLLED_BACK -> statuses.stream().allMatch(Set.of("undone", "pending")::contains);
            case STALE -> true;
        };
    }

    private static boolean allDone(List<String> statuses) {
        return statuses.stream().allMatch("done"::equals);
    }
}
