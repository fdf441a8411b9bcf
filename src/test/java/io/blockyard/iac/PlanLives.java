package io.blockyard.iac;

import static io.blockyard.iac.PlansOnSandbox.ADMIN;
import static io.blockyard.iac.PlansOnSandbox.COMPOSER;
import static io.blockyard.iac.PlansOnSandbox.VIEWER;
import static io.blockyard.iac.PlansOnSandbox.request;
import static io.blockyard.iac.PlansOnSandbox.task;
import static org.assertj.core.api.Assertions.assertThat;

import io.blockyard.access.Actor;
import io.blockyard.access.Role;
import io.blockyard.iac.PlansOnSandbox.Crash;
import io.blockyard.iac.PlansOnSandbox.Quiet;
import io.blockyard.iac.StateTrail.Move;
import io.blockyard.problem.ProblemException;
import io.blockyard.task.TaskProgress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two plans at a time for one project, and all that can happen to them. */
final class PlanLives {

    private static final Actor HOLDER = new Actor("hilda", Set.of(Role.COMPOSER), "test");

    /** What disturbs an apply or a roll-back. */
    private enum Trouble {
        NONE,
        CRASH,
        DEFECT,
        DSS_AWAY,
        CANCEL,
        BY_HAND
    }

    private final PlanLifeTest on;
    private final JdbcClient jdbc;
    private final Random random;
    private final @Nullable UUID[] slots = new UUID[2];
    private final Set<UUID> all = new LinkedHashSet<>();
    private final List<String> told = new ArrayList<>();
    private final SharedProject project;
    private int counted;

    PlanLives(PlanLifeTest on, int seed) {
        this.on = on;
        this.jdbc = JdbcClient.create(on.database);
        this.random = new Random(seed);
        this.counted = seed * 1000;
        this.project = new SharedProject(on.client(), random);
    }

    Set<UUID> all() {
        return all;
    }

    /** All that has happened, for whoever wants to know why. */
    List<String> told() {
        return told;
    }

    /** Something happens to one of the two plans: the next step to one of the wanted moves, or anything. */
    void step(Set<Move> wanted) {
        for (int slot = 0; slot < slots.length; slot++) {
            var id = slots[slot];
            if (id == null || state(id).isFinal()) {
                slots[slot] = propose();
            }
        }
        boolean byChance = random.nextInt(wanted.isEmpty() ? 3 : 6) == 0;
        var ways = Stream.of(0, 1)
                .map(slot -> new Way(slot, StateTrail.towards(wanted, state(slot), PlanStateTest.TABLE)))
                .filter(way -> !way.states().isEmpty())
                .sorted(Comparator.comparing(way -> way.states().size()))
                .toList();
        int slot =
                byChance || ways.isEmpty() ? random.nextInt(2) : ways.getFirst().slot();
        var state = state(slot);
        var to = byChance || ways.isEmpty()
                ? anyAfter(state)
                : ways.getFirst().states().getFirst();
        if (byChance && state != PlanState.PLANNING) {
            tell("by chance to " + slot + ", which is " + state);
            attempt(() -> byChance(slot, plan(slot)));
        } else {
            tell("%d from %s to %s".formatted(slot, state, to));
            attempt(() -> towards(slot, plan(slot), state, to));
        }
    }

    private record Way(int slot, List<PlanState> states) {}

    private UUID plan(int slot) {
        return Objects.requireNonNull(slots[slot]);
    }

    /** As it stands in the database, without the plan being read. */
    PlanState state(UUID id) {
        return jdbc.sql("select state from iac_plan where id = :id")
                .param("id", id)
                .query((row, number) -> PlanState.valueOf(row.getString("state")))
                .single();
    }

    private PlanState state(int slot) {
        return state(plan(slot));
    }

    private PlanState anyAfter(PlanState state) {
        var next = state.next().stream().toList();
        return next.get(random.nextInt(next.size()));
    }

    private void tell(String what) {
        told.add(what);
    }

    private void attempt(Runnable event) {
        try {
            event.run();
        } catch (ProblemException | IllegalStateException | TaskProgress.TaskCancelled | Crash refused) {
            assertThat(refused.getMessage()).isNotBlank();
            tell("   refused: " + refused.getMessage());
        }
    }

    /** Sometimes what was applied last: nothing is to be done then. */
    private UUID propose() {
        var last = on.surroundings()
                .deployments()
                .plan("sandbox", SharedProject.KEY)
                .filter(plan -> random.nextInt(4) == 0);
        return propose(last.map(plan -> on.plans.get(VIEWER, plan).files().get("project.yml"))
                .orElseGet(() -> SharedProject.configuration(++counted)));
    }

    private UUID propose(String yaml) {
        var id = on.plans.submit(COMPOSER, request(yaml)).plan();
        all.add(id);
        tell("proposed " + id);
        return id;
    }

    private void towards(int slot, UUID id, PlanState from, PlanState to) {
        switch (to) {
            case PLANNED, NO_CHANGES -> make(id);
            case PLAN_FAILED -> cancelMaking(id);
            case APPROVED -> Decision.APPROVE.take(on, id);
            case REJECTED -> Decision.REJECT.take(on, id);
            case DISCARDED -> Decision.DISCARD.take(on, id);
            case EXPIRED -> {
                on.clock.advance(Duration.ofDays(8));
                on.plans.counts(VIEWER, "", "");
            }
            case STALE -> makeStale(slot, id, from);
            case APPLY_QUEUED -> {
                letGo();
                Decision.APPLY.take(on, id);
            }
            case APPLYING ->
                run(id, Trouble.CRASH, List.of("queued"::equals, "queued"::equals, "carried out 1"::equals));
            case CANCELLED -> {
                if (from == PlanState.APPLY_QUEUED) {
                    cancelQueued(id);
                } else {
                    run(id, Trouble.CANCEL, List.of("at once"::equals));
                }
            }
            case APPLIED -> run(id, Trouble.NONE, List.of());
            case APPLY_FAILED -> run(id, Trouble.DEFECT, List.of(moment -> moment.startsWith("before ")));
            case PARTIALLY_APPLIED ->
                run(
                        id,
                        Trouble.DSS_AWAY,
                        List.of(
                                moment -> moment.startsWith("carried out ") && !moment.endsWith(" 1"),
                                "read back"::equals));
            case RESUMING -> {
                letGo();
                Decision.RESUME.take(on, id);
            }
            case ROLLING_BACK -> {
                letGo();
                Decision.ROLL_BACK.take(on, id);
            }
            case ROLLED_BACK -> run(id, Trouble.NONE, List.of());
            case ROLLBACK_FAILED ->
                run(
                        id,
                        random.nextBoolean() ? Trouble.DSS_AWAY : Trouble.DEFECT,
                        List.of(moment -> moment.startsWith("undoing "), moment -> moment.startsWith("undone ")));
            case DRAFT, PLANNING, AWAITING_APPROVAL -> throw new AssertionError("nobody brings a plan to " + to);
        }
    }

    private void makeStale(int slot, UUID id, PlanState from) {
        if (from.isStopped()) {
            slots[1 - slot] = overtake();
        } else if (from == PlanState.RESUMING) {
            project.byHand();
            run(id, Trouble.NONE, List.of());
        } else if (from == PlanState.APPLY_QUEUED) {
            anotherPolicy();
            run(id, Trouble.NONE, List.of());
        } else {
            anotherPolicy();
            Decision.CHECK.take(on, id);
        }
    }

    /** Another plan for the project is made and applied, with all that others have made there. */
    private UUID overtake() {
        var id = propose(SharedProject.configuration(++counted));
        make(id);
        if (state(id) == PlanState.PLAN_FAILED) {
            id = again(id);
            make(id);
        }
        Decision.APPROVE.take(on, id);
        letGo();
        Decision.APPLY.take(on, id);
        run(id, Trouble.NONE, List.of());
        return id;
    }

    private UUID again(UUID id) {
        var adopting = on.plans.adoptable(VIEWER, id);
        var again = on.plans.resubmit(COMPOSER, id, adopting).plan();
        all.add(again);
        return again;
    }

    private void byChance(int slot, UUID id) {
        switch (random.nextInt(16)) {
            case 0, 1, 2, 3 -> {
                int at = 1 + random.nextInt(9);
                var heard = new AtomicInteger();
                var trouble = Trouble.values()[random.nextInt(Trouble.values().length)];
                runNext(trouble, moment -> heard.incrementAndGet() == at);
            }
            case 4 -> {
                if (random.nextInt(3) == 0) {
                    project.takeAway();
                }
            }
            case 5, 6 -> project.byHand();
            case 7 -> on.locks.hold(HOLDER, "sandbox", SharedProject.KEY, "by chance");
            case 8, 9 -> on.locks.release(HOLDER, "sandbox", SharedProject.KEY);
            case 10 -> on.adopt(SharedProject.KEY);
            case 11 -> slots[slot] = again(id);
            case 12 -> anotherPolicy();
            default -> Decision.values()[random.nextInt(Decision.values().length)].take(on, id);
        }
    }

    private void letGo() {
        if (!on.locks.all(HOLDER).isEmpty()) {
            on.locks.release(HOLDER, "sandbox", SharedProject.KEY);
        }
    }

    private void anotherPolicy() {
        on.policies.set(ADMIN, new Policy("told", "", Policy.Severity.ADVISORY, "true", "Number " + counted++));
    }

    private void cancelMaking(UUID id) {
        Decision.CANCEL.take(on, id);
        new PlanTask(on.surroundings()).cancelledWhileQueued(task(PlanTask.KIND, id));
    }

    private void cancelQueued(UUID id) {
        Decision.CANCEL.take(on, id);
        var applying = Objects.requireNonNull(on.plans.get(VIEWER, id).applyTask());
        new ApplyTask(on.surroundings())
                .cancelledWhileQueued(on.tasks.find(applying).orElseThrow());
    }

    private void make(UUID id) {
        attempt(() -> new PlanTask(on.surroundings()).run(task(PlanTask.KIND, id), new Quiet()));
    }

    /** Lets what waits before the plan go first: tasks of one project run one after the other. */
    private void run(UUID id, Trouble trouble, List<Predicate<String>> moments) {
        while (next().filter(first -> !first.equals(id)).isPresent()) {
            runNext(Trouble.NONE, moment -> false);
        }
        Predicate<String> when = moments.isEmpty() ? moment -> false : moments.get(random.nextInt(moments.size()));
        runNext(trouble, when);
    }

    /** The plan whose task was asked for first. */
    private Optional<UUID> next() {
        return jdbc.sql("""
                        select p.id from iac_plan p join task_run t on t.id = p.apply_task
                        where p.state in ('APPLY_QUEUED', 'APPLYING', 'RESUMING', 'ROLLING_BACK')
                        order by t.created_at limit 1
                        """).query(UUID.class).optional();
    }

    private void runNext(Trouble trouble, Predicate<String> when) {
        var id = next().orElse(null);
        if (id == null) {
            return;
        }
        if (state(id) == PlanState.APPLY_QUEUED) {
            project.begins(id);
        }
        var cancelled = new AtomicBoolean();
        var happened = new AtomicBoolean();
        Consumer<String> moments = moment -> {
            if (when.test(moment) && !happened.getAndSet(true)) {
                happen(trouble, moment, cancelled);
            }
        };
        tell("   run of %s, %s".formatted(state(id), trouble));
        moments.accept("at once");
        try {
            carryOut(id, moments, new Quiet() {
                @Override
                public boolean cancelRequested() {
                    return cancelled.get();
                }
            });
        } finally {
            project.changedBy(id);
            tell("   is " + state(id));
            if (state(id) == PlanState.ROLLED_BACK) {
                project.requireTakenBack(id, told);
            }
        }
    }

    private void carryOut(UUID id, Consumer<String> moments, Quiet progress) {
        if (state(id) == PlanState.ROLLING_BACK) {
            new RollBackTask(on.surroundings(), moments).run(task(RollBackTask.KIND, id), progress);
        } else {
            new ApplyTask(on.surroundings(), PlansOnSandbox.STEPWISE, moments).run(task(ApplyTask.KIND, id), progress);
        }
    }

    private void happen(Trouble trouble, String moment, AtomicBoolean cancelled) {
        tell("   at " + moment);
        switch (trouble) {
            case NONE -> {}
            case CRASH -> throw new Crash(moment);
            case DEFECT -> throw new IllegalStateException(moment);
            case DSS_AWAY -> throw ProblemException.of(ProblemException.Kind.REMOTE, "dss.away", moment, "");
            case CANCEL -> cancelled.set(true);
            case BY_HAND -> project.byHand();
        }
    }

    /** Everybody stops meddling: what is under way ends, what stopped is taken back, and a last plan comes through. */
    void settle() {
        tell("settle");
        project.requireUntouched(told);
        letGo();
        all.stream().filter(id -> state(id) == PlanState.PLANNING).forEach(this::cancelMaking);
        for (int i = 0; i < all.size() && next().isPresent(); i++) {
            attempt(() -> runNext(Trouble.NONE, moment -> false));
        }
        for (var id : all) {
            if (state(id).isStopped()) {
                attempt(() -> {
                    Decision.ROLL_BACK.take(on, id);
                    runNext(Trouble.NONE, moment -> false);
                });
            } else if (Decision.DISCARD.possibleIn().contains(state(id))) {
                attempt(() -> Decision.DISCARD.take(on, id));
            }
        }
        var last = overtake();
        assertThat(state(last)).as("%s", told).isEqualTo(PlanState.APPLIED);
        var same = propose(
                Objects.requireNonNull(on.plans.get(VIEWER, last).files().get("project.yml")));
        make(same);
        assertThat(state(same)).isEqualTo(PlanState.NO_CHANGES);
    }
}
