package io.blockyard.iac;

import static org.assertj.core.api.Assertions.assertThat;

import io.blockyard.problem.ProblemException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Whatever people, clocks and crashes do in whatever order: a plan never takes a way that the table of states lacks. */
class PlanLifeTest extends PlansOnSandbox {

    private static final int SEQUENCES = Boolean.getBoolean("tests.full") ? 200 : 12;
    private static final int STEPS = 14;

    private static final String SMALL = """
            version: "1.0"
            project: {key: LIFE, name: Life %d}
            datasets:
              - {name: first, type: managed}
              - {name: second, type: managed, description: "%d"}
            """;

    @Test
    void randomEventsNeverLeaveTheTable() {
        var seen = EnumSet.noneOf(PlanState.class);
        for (int seed = 0; seed < SEQUENCES; seed++) {
            var random = new Random(seed);
            if (random.nextInt(3) == 0 && client().hasProject("LIFE")) {
                client().project("LIFE").delete(true);
            }
            var id = plan(SMALL.formatted(seed, random.nextInt(3))).id();
            for (int step = 0; step < STEPS; step++) {
                var before = state(id);
                int event = random.nextBoolean() ? likely(before, random) : random.nextInt(14);
                happen(event, id, random);
                var after = state(id);
                assertThat(reachable(before))
                        .as("seed %d, step %d, event %d from %s", seed, step, event, before)
                        .contains(after);
                seen.add(after);
                journalFits(id, after);
            }
        }
        assertThat(seen)
                .contains(PlanState.APPLIED, PlanState.PARTIALLY_APPLIED, PlanState.ROLLED_BACK, PlanState.CANCELLED);
    }

    /** What people would do next, so that plans come far enough. */
    private static int likely(PlanState state, Random random) {
        return switch (state) {
            case AWAITING_APPROVAL -> random.nextInt(8) == 0 ? 10 : 0;
            case APPROVED -> 3;
            case APPLY_QUEUED -> random.nextInt(10) == 0 ? 13 : random.nextInt(4) == 0 ? 5 : 7;
            case APPLYING, RESUMING -> random.nextInt(3) == 0 ? 5 : 7;
            case PARTIALLY_APPLIED, APPLY_FAILED, ROLLING_BACK, ROLLBACK_FAILED -> random.nextInt(2) == 0 ? 8 : 9;
            case DRAFT,
                    PLANNING,
                    PLANNED,
                    NO_CHANGES,
                    PLAN_FAILED,
                    REJECTED,
                    DISCARDED,
                    EXPIRED,
                    STALE,
                    APPLIED,
                    CANCELLED,
                    ROLLED_BACK -> random.nextInt(14);
        };
    }

    private void happen(int event, UUID id, Random random) {
        var plan = plans.get(VIEWER, id).plan();
        var digest = plan == null ? "" : plan.digest();
        try {
            switch (event) {
                case 0, 1, 2 -> decisions.approve(APPROVER, id, digest, "");
                case 3, 4 -> decisions.apply(COMPOSER, id, digest);
                case 5, 6 -> apply(id);
                case 7 -> {
                    var at = 1 + random.nextInt(2);
                    apply(id, moment -> {
                        if (moment.equals("carried out " + at)) {
                            if (random.nextInt(3) == 0) {
                                throw new Crash(moment);
                            }
                            throw new IllegalStateException(moment);
                        }
                    });
                }
                case 8 -> decisions.resume(COMPOSER, id);
                case 9 -> {
                    decisions.rollBack(COMPOSER, id, "LIFE");
                    rollBack(id, moment -> {});
                }
                case 10 -> {
                    if (random.nextInt(3) == 0) {
                        decisions.reject(APPROVER, id, digest, "");
                    } else if (random.nextInt(3) == 0) {
                        plans.discard(COMPOSER, id);
                    }
                }
                case 11 -> {
                    if (random.nextInt(4) == 0) {
                        clock.advance(Duration.ofDays(8));
                    }
                }
                case 12 -> {
                    if (random.nextInt(3) == 0 && client().hasProject("LIFE")) {
                        client().project("LIFE").library().put("python/by_hand.py", "# " + random.nextInt());
                    }
                    plans.check(VIEWER, id);
                }
                case 13 -> {
                    decisions.cancel(COMPOSER, id);
                    if (state(id) == PlanState.APPLY_QUEUED) {
                        var task = Objects.requireNonNull(plans.get(VIEWER, id).applyTask());
                        new ApplyTask(surroundings())
                                .cancelledWhileQueued(tasks.find(task).orElseThrow());
                    }
                }
                default -> throw new AssertionError(event);
            }
        } catch (ProblemException | IllegalStateException | Crash refused) {
            assertThat(refused.getMessage()).isNotBlank();
        }
    }

    /** A final state leaves nothing under way, and what is applied is done. */
    private void journalFits(UUID id, PlanState state) {
        var statuses = plans.get(VIEWER, id).operations().stream()
                .map(Plans.Operation::status)
                .toList();
        if (state == PlanState.APPLIED) {
            assertThat(statuses).isNotEmpty().containsOnly("done");
        }
        if (state == PlanState.ROLLED_BACK) {
            assertThat(statuses).containsAnyOf("undone", "pending").doesNotContain("done", "running", "failed");
        }
        if (List.of(PlanState.STALE, PlanState.EXPIRED, PlanState.REJECTED, PlanState.DISCARDED)
                .contains(state)) {
            assertThat(statuses).as("nothing was done").allMatch("pending"::equals);
        }
    }

    /** One event takes one step; or two, where an apply or a roll-back begins and ends. */
    private static Set<PlanState> reachable(PlanState from) {
        var found = EnumSet.of(from);
        from.next().forEach(next -> {
            found.add(next);
            if (next == PlanState.APPLYING || next == PlanState.ROLLING_BACK) {
                found.addAll(next.next());
            }
        });
        return found;
    }
}
