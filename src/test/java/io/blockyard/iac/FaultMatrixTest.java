package io.blockyard.iac;

import static org.assertj.core.api.Assertions.assertThat;

import io.blockyard.catalog.BlockRegistry;
import io.blockyard.dataiku.DssClient;
import io.blockyard.iac.FaultyDss.Call;
import io.blockyard.iac.FaultyDss.Fate;
import io.blockyard.iac.Plan.ResourceChange;
import io.blockyard.iac.desired.ResourceType;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.h2.tools.Server;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every kind of operation × {before, during, after} × {killed, cut off, failed, timed out, in conflict}: after a
 * resumption the target is as planned, the journal is consistent, and nothing was made or deleted twice.
 */
class FaultMatrixTest extends PlansOnSandbox {

    @TempDir
    Path blocks;

    private MiniBlock block;
    private FaultyDss faulty;
    private Server server;
    private volatile @Nullable ApplyProcess process;
    private volatile int operation;
    private int survived;

    /** What goes wrong. */
    private enum Fault {
        /** A process of its own that is ended with signal 9 while a call is on its way, or right after the last one. */
        KILLED,
        CUT,
        ERROR,
        TIME_OUT,
        CONFLICT;

        Fate fate(boolean afterEffect) {
            return switch (this) {
                case KILLED, CUT -> afterEffect ? Fate.CUT_AFTER : Fate.CUT_BEFORE;
                case ERROR -> afterEffect ? Fate.ERROR_AFTER : Fate.ERROR_BEFORE;
                case TIME_OUT -> afterEffect ? Fate.SILENT_AFTER : Fate.SILENT_BEFORE;
                case CONFLICT -> afterEffect ? Fate.CONFLICT_AFTER : Fate.CONFLICT_BEFORE;
            };
        }
    }

    private enum Moment {
        BEFORE,
        DURING,
        AFTER
    }

    /**
     * One case.
     *
     * @param step from which configuration to which
     * @param number of the operation in the plan
     * @param write which of the operation's writing calls loses its answer, from 1; only for DURING
     */
    private record Case(Step step, int number, String kind, Moment moment, int write, Fault fault) {}

    private enum Step {
        MAKE("", MiniBlock.FIRST),
        CHANGE(MiniBlock.FIRST, MiniBlock.SECOND),
        REMOVE(MiniBlock.FIRST, MiniBlock.LAST),
        IMPORT("", MiniBlock.LEARNING),
        RETRAIN(MiniBlock.LEARNING, MiniBlock.LEARNED_ANEW),
        FORGET(MiniBlock.LEARNING, MiniBlock.LAST);

        final String from;
        final String to;

        Step(String from, String to) {
            this.from = from;
            this.to = to;
        }

        /** Every kind is disturbed where it is at home: what an import brings, and the import itself, in the last three. */
        boolean isAbout(ResourceChange change) {
            var type = ResourceType.ofWire(change.type()).orElseThrow();
            boolean imports = this == IMPORT || this == RETRAIN || this == FORGET;
            return imports == type.imported().isPresent() || (this == IMPORT && type == ResourceType.PROJECT);
        }
    }

    @BeforeEach
    void setUp() throws IOException, SQLException {
        block = new MiniBlock(blocks);
        faulty = new FaultyDss(sandbox.address());
        server = Server.createTcpServer("-tcpPort", "0").start();
    }

    @AfterEach
    void tearDown() {
        faulty.close();
        server.stop();
    }

    @Override
    BlockRegistry registry() {
        return reference -> block.resolve(reference);
    }

    @Override
    DssClient target() {
        return new DssClient(faulty.address(), "key");
    }

    @Test
    void everyFaultIsSurvived(TestReporter report) {
        var all = cases();
        var chosen = Boolean.getBoolean("tests.full") ? all : sample(all);
        chosen.forEach(this::survives);
        var kinds = all.stream().map(Case::kind).collect(Collectors.toCollection(TreeSet::new));
        var told = chosen.size() + " of " + all.size() + ", " + kinds.size() + " kinds of operation; "
                + chosen.stream().filter(one -> one.fault() == Fault.KILLED).count() + " processes killed";
        report.publishEntry("fault cases", told);
        System.out.println("fault cases: " + told);
        assertThat(kinds).containsExactlyInAnyOrderElementsOf(everyKind());
        assertThat(all).hasSizeGreaterThan(400);
    }

    /** Whatever a plan does to whatever it makes; only projects are not deleted by plans. */
    private static Set<String> everyKind() {
        var kinds = new TreeSet<String>();
        for (var type : EnumSet.complementOf(EnumSet.of(ResourceType.BLOCK))) {
            for (var action : EnumSet.of(Plan.Action.CREATE, Plan.Action.UPDATE, Plan.Action.DELETE)) {
                if (type != ResourceType.PROJECT || action != Plan.Action.DELETE) {
                    kinds.add(action.wire() + " " + type.wire());
                }
            }
        }
        return kinds;
    }

    /** A fault that is over at once needs nobody: the operation is tried again. */
    @Test
    void whatFailsOnceIsTriedAgain() {
        var faults = List.of(Fault.CUT, Fault.ERROR, Fault.TIME_OUT);
        for (var fault : Boolean.getBoolean("tests.full") ? faults : faults.subList(0, 1)) {
            var key = "RETRY_" + fault;
            var queued = queued(key, MiniBlock.FIRST);
            var met = new HashMap<Integer, Integer>();
            faulty.deal(call -> call.writes() && operation > 0 && met.merge(operation, 1, Integer::sum) == 1
                    ? fault.fate(true)
                    : Fate.PASS);
            run(queued, new ApplyTask.Pacing(1, new OperationRun.Retries(3, Duration.ZERO)), patienceWith(fault));
            assertApplied(key, queued, MiniBlock.FIRST);
        }
    }

    private void survives(Case one) {
        var key = "CASE_" + ++survived;
        if (!one.step().from.isEmpty()) {
            var before = queued(key, one.step().from);
            faulty.heal();
            run(before, STEPWISE);
        }
        var queued = queued(key, one.step().to);
        assertThat(state(queued)).as("%s", one).isEqualTo(PlanState.APPLY_QUEUED);
        faulty.deal(fates(one));
        boolean stopped = one.fault() == Fault.KILLED ? runAndKill(queued, one) : failed(queued, one);
        faulty.heal();
        // What follows the last operation cannot make an apply fail.
        boolean absorbed = one.moment() == Moment.AFTER && state(queued) == PlanState.APPLIED;
        assertThat(stopped || absorbed).as("%s met its fault", one).isTrue();
        if (stopped && one.fault() == Fault.KILLED) {
            assertThat(state(queued)).as("%s", one).isEqualTo(PlanState.APPLYING);
        } else if (stopped) {
            assertThat(state(queued)).as("%s", one).isIn(PlanState.PARTIALLY_APPLIED, PlanState.APPLY_FAILED);
            decisions.resume(COMPOSER, queued);
        }
        if (stopped) {
            run(queued, STEPWISE);
        }
        assertThat(plans.get(VIEWER, queued).problems()).as("%s", one).isEmpty();
        assertApplied(key, queued, one.step().to);
        client().project(key).delete(true);
    }

    private boolean failed(UUID queued, Case one) {
        try {
            run(queued, STEPWISE, patienceWith(one.fault()));
            return false;
        } catch (RuntimeException expected) {
            return true;
        }
    }

    private boolean runAndKill(UUID queued, Case one) {
        operation = 0;
        try {
            var started = ApplyProcess.start(
                    ApplyProcess.serve(server, database), faulty.address(), keys, blocks, block.showsSecond(), queued);
            process = started;
            return started.follow(moment -> {
                follow(moment);
                if (one.moment() == Moment.AFTER && operation == -one.number()) {
                    started.kill();
                }
            });
        } catch (IOException | SQLException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private Function<Call, Fate> fates(Case one) {
        var writes = new int[1];
        return call -> {
            boolean hit = switch (one.moment()) {
                case BEFORE -> operation == one.number() && call.writes() && writes[0]++ == 0;
                case DURING -> operation == one.number() && call.writes() && ++writes[0] == one.write();
                case AFTER -> operation == -one.number() && writes[0]++ == 0;
            };
            if (hit && one.fault() == Fault.KILLED) {
                Objects.requireNonNull(process).kill();
            }
            return hit ? one.fault().fate(one.moment() == Moment.DURING) : Fate.PASS;
        };
    }

    private void assertApplied(String key, UUID id, String yaml) {
        var applied = plans.get(VIEWER, id);
        assertThat(applied.state()).as("%s", applied.problems()).isEqualTo(PlanState.APPLIED);
        assertThat(applied.operations()).extracting(Plans.Operation::status).containsOnly("done");
        assertThat(faulty.effects())
                .filteredOn(effect -> isOnce(effect.call()) && effect.status() < 300)
                .extracting(effect -> effect.call().method()
                        + IMPORT_PROCESS.matcher(effect.call().path()).replaceFirst("/import")
                        + (effect.call().method().equals("POST") ? effect.call().body() : ""))
                .doesNotHaveDuplicates();
        var project = client().read(key);
        assertThat(project.zones()).extracting(zone -> zone.name()).doesNotHaveDuplicates();
        assertThat(project.wiki()).extracting(article -> article.name()).doesNotHaveDuplicates();
        assertThat(project.toString()).doesNotContain("[plan ");
        assertThat(planned(key, yaml).state()).isEqualTo(PlanState.NO_CHANGES);
    }

    /** Each import has an id of its own; its body says which project it makes. */
    private static final Pattern IMPORT_PROCESS = Pattern.compile("/import/[^/]+/process$");

    /** Calls that make or delete something: none of them takes effect twice. */
    private static boolean isOnce(Call call) {
        var path = call.path().replaceFirst("/+$", "");
        boolean creates = call.method().equals("POST")
                && List.of("/projects", "/datasets", "/managed", "/recipes", "/managedfolders", "/flow/zones", "/wiki")
                        .stream()
                        .anyMatch(path::endsWith);
        boolean imports = IMPORT_PROCESS.matcher(path).find();
        return creates || imports || call.method().equals("DELETE");
    }

    /** Learns from undisturbed applies which operations there are, and how many calls of each write. */
    private List<Case> cases() {
        var cases = new ArrayList<Case>();
        for (var step : Step.values()) {
            var key = "CLEAN_" + step;
            if (!step.from.isEmpty()) {
                run(queued(key, step.from), STEPWISE);
            }
            var queued = queued(key, step.to);
            var writes = new HashMap<Integer, Integer>();
            faulty.deal(call -> {
                if (call.writes() && operation > 0) {
                    writes.merge(operation, 1, Integer::sum);
                }
                return Fate.PASS;
            });
            run(queued, STEPWISE);
            assertApplied(key, queued, step.to);
            oneOfEachKind(step, body(plans.get(VIEWER, queued)).operations(), writes, cases);
        }
        return cases;
    }

    private static void oneOfEachKind(
            Step step, List<ResourceChange> operations, Map<Integer, Integer> writes, List<Case> cases) {
        var seen = new LinkedHashMap<String, Integer>();
        for (int i = 0; i < operations.size(); i++) {
            var change = operations.get(i);
            if (!step.isAbout(change)) {
                continue;
            }
            var after = change.after() == null ? change.before() : change.after();
            var sort = after == null ? "" : after.path("type").asString("");
            seen.putIfAbsent(change.action().wire() + " " + change.type() + " " + sort, i + 1);
        }
        seen.forEach((described, number) -> {
            var kind = described.substring(0, described.lastIndexOf(' '));
            for (var fault : Fault.values()) {
                if (writes.containsKey(number)) {
                    cases.add(new Case(step, number, kind, Moment.BEFORE, 0, fault));
                }
                for (int write = 1; write <= writes.getOrDefault(number, 0); write++) {
                    cases.add(new Case(step, number, kind, Moment.DURING, write, fault));
                }
                cases.add(new Case(step, number, kind, Moment.AFTER, 0, fault));
            }
        });
    }

    /** Some that have every fault among them, and a kill at every moment. */
    private static List<Case> sample(List<Case> all) {
        var chosen = new ArrayList<Case>();
        for (var moment : Moment.values()) {
            chosen.add(middle(all.stream()
                    .filter(one -> one.fault() == Fault.KILLED && one.moment() == moment)
                    .toList()));
        }
        for (var fault : EnumSet.complementOf(EnumSet.of(Fault.KILLED))) {
            chosen.add(middle(all.stream().filter(one -> one.fault() == fault).toList()));
        }
        return chosen;
    }

    private static Case middle(List<Case> cases) {
        return cases.get(cases.size() / 2);
    }

    private UUID queued(String key, String yaml) {
        var planned = planned(key, yaml);
        var digest = body(planned).digest();
        decisions.approve(APPROVER, planned.id(), digest, "");
        return decisions.apply(COMPOSER, planned.id(), digest).id();
    }

    private Plans.StoredPlan planned(String key, String yaml) {
        block.show(yaml);
        return plan(yaml.replace("MINI_K", key));
    }

    private void run(UUID id, ApplyTask.Pacing pacing) {
        run(id, pacing, LONG);
    }

    /** @param patience how long an answer is waited for */
    private void run(UUID id, ApplyTask.Pacing pacing, Duration patience) {
        var once = new DssClient.Patience(LONG, patience, 1, Duration.ZERO, Duration.ZERO);
        var surroundings = new Surroundings(
                database,
                transaction,
                registry(),
                name -> new DssClient(faulty.address(), "key", once),
                environments,
                policies,
                secrets(),
                clock);
        operation = 0;
        new ApplyTask(surroundings, pacing, this::follow).run(task(ApplyTask.KIND, id), new Quiet());
    }

    /** Which operation is under way; the negative number of one that was carried out and is not yet written down. */
    private void follow(String moment) {
        if (moment.startsWith("started ")) {
            operation = Integer.parseInt(moment.substring("started ".length()));
        } else if (moment.startsWith("carried out ")) {
            operation = -operation;
        }
    }

    private static final Duration LONG = Duration.ofSeconds(30);

    private static Duration patienceWith(Fault fault) {
        return fault == Fault.TIME_OUT ? FaultyDss.SILENCE.dividedBy(2) : LONG;
    }
}
