package io.blockyard.iac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blockyard.access.Actor;
import io.blockyard.access.Audit;
import io.blockyard.access.Role;
import io.blockyard.catalog.BlockRegistry;
import io.blockyard.catalog.ResolvedBlock;
import io.blockyard.dataiku.sandbox.Sandbox;
import io.blockyard.dataiku.sandbox.SandboxOptions;
import io.blockyard.iac.Plan.Action;
import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may approve what, for how long, and what an approval is worth once something has moved. */
class ReviewTest extends PlansOnSandbox {

    private static final Actor BOTH = new Actor("bea", Set.of(Role.COMPOSER, Role.APPROVER), "test");
    private static final Actor SECOND = new Actor("boris", Set.of(Role.APPROVER), "api");
    private static final String SMALL = """
            version: "1.0"
            project: {key: SMALL, name: Small}
            datasets:
              - {name: out, type: managed}
            """;

    private final AtomicBoolean withdrawn = new AtomicBoolean();
    private final AtomicReference<Runnable> whileBlocksAreRead = new AtomicReference<>(() -> {});

    @Override
    BlockRegistry registry() {
        return reference -> {
            whileBlocksAreRead.getAndSet(() -> {}).run();
            var block = BLOCKS.resolve(reference);
            return withdrawn.get() ? new ResolvedBlock(block.manifest(), "0".repeat(64), block.definition()) : block;
        };
    }

    @Test
    void whereTheRuleSaysSoSomebodyElseApproves() {
        rules.set(ADMIN, new ReviewRule("sandbox", 1, true, 24, 24));
        var own = planned(plans.submit(BOTH, request(SMALL)).plan());
        var digest = body(own).digest();

        assertThatThrownBy(() -> decisions.approve(BOTH, own.id(), digest, ""))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.kind()).isEqualTo(ProblemException.Kind.FORBIDDEN))
                .hasMessageContaining("somebody else");
        var again = planned(plans.resubmit(COMPOSER, own.id(), Set.of()).plan());
        var digestNow = body(again).digest();
        assertThatThrownBy(() -> decisions.approve(BOTH, again.id(), digestNow, ""))
                .as("whoever plans again, the plan is still theirs as well")
                .hasMessageContaining("that this one replaces");
        assertThat(decisions.approvals(BOTH, again.id()).refusal()).isPresent();
        assertThat(decisions.approve(APPROVER, again.id(), digestNow, "").state())
                .isEqualTo(PlanState.APPROVED);
    }

    @Test
    void asManyDifferentPeopleApproveAsTheRuleAsks() {
        rules.set(ADMIN, new ReviewRule("sandbox", 2, false, 24, 24));
        var planned = plan(SMALL);
        var digest = body(planned).digest();

        assertThat(decisions.approve(APPROVER, planned.id(), digest, "one").state())
                .isEqualTo(PlanState.AWAITING_APPROVAL);
        assertThatThrownBy(() -> decisions.approve(APPROVER, planned.id(), digest, "again"))
                .hasMessageContaining("2 different people");
        assertThat(decisions.approve(SECOND, planned.id(), digest, "two").state())
                .isEqualTo(PlanState.APPROVED);
        assertThat(new Audit(database).recent(ADMIN, 10))
                .filteredOn(entry -> entry.action().equals("plan.approve"))
                .extracting(Audit.Entry::person, Audit.Entry::via)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("boris", "api"),
                        org.assertj.core.groups.Tuple.tuple("anton", "test"));
    }

    /** The second one decides before the first one's approval is there to be seen by anybody else. */
    @Test
    void whoApprovesAtTheSameMomentCountsToo() throws Exception {
        rules.set(ADMIN, new ReviewRule("sandbox", 2, false, 24, 24));
        var planned = plan(SMALL);
        var digest = body(planned).digest();
        var second = new FutureTask<>(() -> decisions.approve(SECOND, planned.id(), digest, ""));
        transaction.executeWithoutResult(status -> {
            decisions.approve(APPROVER, planned.id(), digest, "");
            Thread.ofVirtual().start(second);
            assertThatThrownBy(() -> second.get(300, TimeUnit.MILLISECONDS))
                    .as("waits for the first")
                    .isInstanceOf(TimeoutException.class);
        });
        assertThat(second.get(20, TimeUnit.SECONDS).state()).isEqualTo(PlanState.APPROVED);
    }

    @Test
    void aRuleThatGrewStricterHoldsForPlansThatAreApprovedAlready() {
        var planned = plan(SMALL);
        var digest = body(planned).digest();
        decisions.approve(APPROVER, planned.id(), digest, "");
        rules.set(ADMIN, new ReviewRule("sandbox", 2, true, 24, 24));
        assertThatThrownBy(() -> decisions.apply(COMPOSER, planned.id(), digest))
                .hasMessageContaining("2 approvals");
    }

    @Test
    void plansAndApprovalsExpire() {
        var waiting = plan(SMALL);
        var approved = plan(CHAIN);
        clock.advance(Duration.ofDays(6));
        decisions.approve(APPROVER, approved.id(), body(approved).digest(), "");
        clock.advance(Duration.ofDays(2));

        assertThat(state(waiting.id())).isEqualTo(PlanState.EXPIRED);
        assertThat(plans.get(VIEWER, waiting.id()).problems())
                .extracting(Problem::code)
                .containsExactly("plan.expired");
        assertThat(state(approved.id())).isEqualTo(PlanState.APPROVED);
        clock.advance(Duration.ofDays(2));
        assertThatThrownBy(() ->
                        decisions.apply(COMPOSER, approved.id(), body(approved).digest()))
                .hasMessageContaining("expired");
        assertThat(plans.recent(VIEWER, "", "", 5))
                .extracting(Plans.PlanSummary::state)
                .containsOnly(PlanState.EXPIRED);
    }

    /** The second one looks, or sets, before what the first one did is there to be seen. */
    @Test
    void whoLooksOrSetsARuleAtTheSameMomentIsNotRefused() throws Exception {
        var planned = plan(SMALL);
        clock.advance(Duration.ofDays(8));
        var looks = new FutureTask<>(() -> state(planned.id()));
        var sets = new FutureTask<>(() -> rules.set(ADMIN, new ReviewRule("sandbox", 2, false, 24, 24)), "set");
        transaction.executeWithoutResult(status -> {
            assertThat(state(planned.id())).isEqualTo(PlanState.EXPIRED);
            rules.set(ADMIN, new ReviewRule("sandbox", 3, false, 24, 24));
            Thread.ofVirtual().start(looks);
            Thread.ofVirtual().start(sets);
            assertThatThrownBy(() -> looks.get(300, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            assertThatThrownBy(() -> sets.get(300, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        });
        assertThat(looks.get(20, TimeUnit.SECONDS)).isEqualTo(PlanState.EXPIRED);
        assertThat(sets.get(20, TimeUnit.SECONDS)).isEqualTo("set");
        assertThat(rules.get(VIEWER, "sandbox").approvals())
                .as("the later stands")
                .isEqualTo(2);
    }

    @Test
    void anApprovalThatHasLapsedCountsNoMoreAndIsGivenAgain() {
        rules.set(ADMIN, new ReviewRule("sandbox", 2, false, 168, 72));
        var planned = plan(SMALL);
        var digest = body(planned).digest();
        decisions.approve(APPROVER, planned.id(), digest, "");
        clock.advance(Duration.ofHours(79));
        assertThat(decisions.approvals(APPROVER, planned.id()).given()).isZero();
        assertThat(decisions.approve(SECOND, planned.id(), digest, "").state())
                .as("the first one has lapsed")
                .isEqualTo(PlanState.AWAITING_APPROVAL);
        assertThat(decisions.approve(APPROVER, planned.id(), digest, "").state())
                .isEqualTo(PlanState.APPROVED);
        clock.advance(Duration.ofHours(71));
        assertThat(state(planned.id())).isEqualTo(PlanState.APPROVED);
        clock.advance(Duration.ofHours(2));
        assertThat(state(planned.id())).isEqualTo(PlanState.EXPIRED);
    }

    @Test
    void anApprovalIsUsedOnce() {
        var planned = plan(SMALL);
        approveAndApply(planned);
        assertThatThrownBy(() ->
                        decisions.apply(COMPOSER, planned.id(), body(planned).digest()))
                .hasMessageContaining("applied");
    }

    @Test
    void commentsDecideNothing() {
        var planned = plan(SMALL);
        decisions.comment(VIEWER, planned.id(), " why a managed dataset? ");
        assertThatThrownBy(() -> decisions.comment(VIEWER, planned.id(), " ")).hasMessageContaining("empty");
        var stored = plans.get(VIEWER, planned.id());
        assertThat(stored.state()).isEqualTo(PlanState.AWAITING_APPROVAL);
        assertThat(stored.decisions()).singleElement().satisfies(comment -> {
            assertThat(comment.comment()).isEqualTo("why a managed dataset?");
            assertThat(comment.person()).isEqualTo("vera");
        });

        var digest = body(stored).digest();
        var tooLong = "x".repeat(4_001);
        assertThatThrownBy(() -> decisions.comment(VIEWER, planned.id(), tooLong))
                .hasMessageContaining("longer than");
        assertThatThrownBy(() -> decisions.approve(APPROVER, planned.id(), digest, tooLong))
                .hasMessageContaining("longer than");
        assertThatThrownBy(() -> locks.hold(COMPOSER, "sandbox", "SMALL", tooLong))
                .hasMessageContaining("longer than");
        for (var comment = 1; comment < 200; comment++) {
            decisions.comment(VIEWER, planned.id(), "once more");
        }
        assertThatThrownBy(() -> decisions.comment(VIEWER, planned.id(), "one too many"))
                .hasMessageContaining("200 comments");
    }

    @Test
    void aBundleThatIsNoLongerTheSameMakesThePlanStale() {
        var planned = plan(CHAIN);
        assertThat(plans.check(VIEWER, planned.id())).isEmpty();
        withdrawn.set(true);
        assertThat(plans.check(VIEWER, planned.id()))
                .hasSize(2)
                .allSatisfy(moved -> assertThat(moved.message()).contains("bundle"));
        assertThat(state(planned.id())).isEqualTo(PlanState.STALE);
    }

    /** The project of the same key there is somebody else's: no plan changes it, nothing of it is told as drift. */
    @Test
    void aProjectOnAnotherInstanceIsNotTakenForTheOneThatWasDeployed(@TempDir Path elsewhere) {
        apply(approvedAndQueued(SMALL).id());
        assertThat(deployments.drift(VIEWER, "sandbox", "SMALL")).isEmpty();
        sandbox.close();
        sandbox = Sandbox.start(SandboxOptions.local(elsewhere, "key"));
        client().createProject("SMALL", "Of others", "");

        assertThat(plan(SMALL).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("led to another instance"));
        assertThatThrownBy(() -> adopt("SMALL")).hasMessageContaining("led to another instance");
    }

    @Test
    void settingsThatWereChangedMeanwhileMakeAPlanStale() {
        apply(approvedAndQueued(SMALL).id());
        var planned = plan(SMALL.replace("name: Small", "name: Smaller"));
        client().project("SMALL").changeSettings(settings -> settings.put("theirs", "c"));
        assertThat(plans.check(VIEWER, planned.id()))
                .singleElement()
                .satisfies(moved -> assertThat(moved.message()).contains("The target has moved"));
    }

    @Test
    void whatWasDeletedAndMadeAnewIsAnotherThing() {
        apply(approvedAndQueued(SMALL).id());
        var project = client().project("SMALL");
        var first = project.dataset("out").orElseThrow();
        var planned = plan(SMALL.replace("name: Small", "name: Smaller"));
        project.deleteDataset("out", false);
        project.createDataset("out", first);
        for (int version = project.dataset("out")
                        .orElseThrow()
                        .at("/versionTag/versionNumber")
                        .asInt();
                version < first.at("/versionTag/versionNumber").asInt();
                version++) {
            project.putDataset("out", project.dataset("out").orElseThrow().put("shortDesc", "edit " + version));
        }
        assertThat(project.dataset("out").orElseThrow().at("/versionTag/versionNumber"))
                .isEqualTo(first.at("/versionTag/versionNumber"));
        assertThat(plans.check(VIEWER, planned.id()))
                .singleElement()
                .satisfies(moved -> assertThat(moved.message()).contains("The target has moved"));
    }

    @Test
    void plansAreListedByWhereTheyStandPageByPage() {
        var waiting = plan(SMALL).id();
        var discarded = new ArrayList<UUID>();
        for (int number = 1; number <= 4; number++) {
            discarded.addFirst(plan(SMALL.replace("SMALL", "OTHER_" + number)).id());
            plans.discard(COMPOSER, discarded.getFirst());
        }
        var open = new PlanQuery("", "", Set.of(PlanState.AWAITING_APPROVAL), null, 1);
        assertThat(plans.page(VIEWER, open).items())
                .extracting(Plans.PlanSummary::id)
                .containsExactly(waiting);
        assertThat(plans.page(VIEWER, open).next()).isNull();
        assertThat(plans.counts(VIEWER, "sandbox", ""))
                .containsExactlyInAnyOrderEntriesOf(Map.of(PlanState.AWAITING_APPROVAL, 1L, PlanState.DISCARDED, 4L));
        assertThat(plans.counts(VIEWER, "", "OTHER_2")).containsOnlyKeys(PlanState.DISCARDED);

        var seen = new ArrayList<UUID>();
        String cursor = null;
        do {
            var page = plans.page(VIEWER, new PlanQuery("sandbox", "", Set.of(), cursor, 2));
            page.items().forEach(plan -> seen.add(plan.id()));
            cursor = page.next();
        } while (cursor != null);
        assertThat(seen).startsWith(discarded.toArray(UUID[]::new)).hasSize(5).endsWith(waiting);
        assertThatThrownBy(() -> plans.page(VIEWER, new PlanQuery("", "", Set.of(), "bm8", 2)))
                .hasMessageContaining("leads nowhere");
    }

    @Test
    void aNameThatLeadsToAnotherInstanceByNowIsNotAppliedTo() {
        var planned = plan(SMALL);
        var digest = body(planned).digest();
        decisions.approve(APPROVER, planned.id(), digest, "");
        var queued = approvedAndQueued(SMALL.replace("SMALL", "QUEUED"));
        var stopped = approvedAndQueued(SMALL.replace("SMALL", "STOPPED"));
        assertThatThrownBy(() -> apply(stopped.id(), moment -> {
                    if (moment.equals("carried out 1")) {
                        throw new IllegalStateException(moment);
                    }
                }))
                .isInstanceOf(IllegalStateException.class);
        sandbox.close();
        sandbox = Sandbox.start(SandboxOptions.local(projects, "key"));
        assertThatThrownBy(() -> decisions.apply(COMPOSER, planned.id(), digest))
                .hasMessageContaining("another instance");
        assertThat(plans.check(VIEWER, planned.id()))
                .singleElement()
                .satisfies(moved -> assertThat(moved.message()).contains("another instance"));
        assertThat(state(planned.id())).isEqualTo(PlanState.STALE);

        assertThatThrownBy(() -> apply(queued.id())).hasMessageContaining("another instance");
        assertThat(state(queued.id())).isEqualTo(PlanState.STALE);
        assertThat(client().hasProject("QUEUED")).isFalse();
        assertThat(new Audit(database).recent(ADMIN, 1)).singleElement().satisfies(told -> {
            assertThat(told.action() + " by " + told.person()).isEqualTo("plan.stale by clara");
            assertThat(told.detail()).contains("another instance");
        });

        assertThatThrownBy(() -> decisions.resume(COMPOSER, stopped.id())).hasMessageContaining("another instance");
        assertThatThrownBy(() -> decisions.rollBack(COMPOSER, stopped.id(), "STOPPED"))
                .hasMessageContaining("another instance");
        assertThat(state(stopped.id())).isEqualTo(PlanState.APPLY_FAILED);
    }

    @Test
    void aStalePlanIsMadeAnewAndShowsWhatMoved() {
        approveAndApply(plan(SMALL));
        var changed = SMALL.replace("name: Small", "name: Smaller") + "  - {name: more, type: managed}\n";
        var stale = plan(changed);
        client().project("SMALL").deleteDataset("out", true);
        assertThat(plans.check(VIEWER, stale.id()))
                .singleElement()
                .satisfies(moved -> assertThat(moved.message()).contains("target has moved"));

        var again = planned(plans.resubmit(COMPOSER, stale.id(), Set.of()).plan());
        assertThat(again.replaces()).isEqualTo(stale.id());
        assertThat(plans.moved(VIEWER, again.id()))
                .containsExactly(new Plan.Moved("dataset.SMALL.out", Action.NO_OP, Action.CREATE, java.util.List.of()));
        assertThat(plans.moved(VIEWER, stale.id())).isEmpty();
        approveAndApply(again);
        assertThat(client().read("SMALL").dataset("out")).isPresent();
    }

    @Test
    void aPlanThatIsMadeAnewWhileOpenIsDiscarded() {
        var open = plan(SMALL);
        planned(plans.resubmit(COMPOSER, open.id(), Set.of()).plan());
        assertThat(state(open.id())).isEqualTo(PlanState.DISCARDED);
    }

    @Test
    void aHeldProjectWaitsForWhoeverHoldsIt() {
        var planned = plan(SMALL);
        var digest = body(planned).digest();
        decisions.approve(APPROVER, planned.id(), digest, "");
        locks.hold(BOTH, "sandbox", "SMALL", "month-end closing");
        assertThatThrownBy(() -> locks.hold(BOTH, "sandbx", "SMALL", "closing")).hasMessageContaining("sandbx");
        assertThatThrownBy(() -> locks.hold(BOTH, "sandbox", "small", "closing"))
                .hasMessageContaining("no project key");

        assertThatThrownBy(() -> decisions.apply(COMPOSER, planned.id(), digest))
                .hasMessageContaining("bea holds SMALL")
                .hasMessageContaining("month-end closing");
        assertThatThrownBy(() -> locks.hold(COMPOSER, "sandbox", "SMALL", "mine"))
                .hasMessageContaining("bea holds");
        assertThatThrownBy(() -> locks.release(COMPOSER, "sandbox", "SMALL")).hasMessageContaining("ADMIN");
        locks.release(ADMIN, "sandbox", "SMALL");
        assertThat(decisions.apply(COMPOSER, planned.id(), digest).state()).isEqualTo(PlanState.APPLY_QUEUED);
        locks.hold(BOTH, "sandbox", "SMALL", "after all");
        assertThatThrownBy(() -> apply(planned.id()))
                .as("what was queued before is held as well")
                .hasMessageContaining("bea holds SMALL");
        assertThat(state(planned.id())).isEqualTo(PlanState.APPLY_FAILED);
        assertThat(client().hasProject("SMALL")).isFalse();

        locks.release(ADMIN, "sandbox", "SMALL");
        decisions.resume(COMPOSER, planned.id());
        assertThatThrownBy(() -> locks.hold(BOTH, "sandbox", "SMALL", "too late"))
                .hasMessageContaining("under way");
        apply(planned.id());
        assertThat(state(planned.id())).isEqualTo(PlanState.APPLIED);
    }

    @Test
    void aProjectThatIsHeldWhileTheTargetIsReadIsNotAppliedTo() {
        var queued = approvedAndQueued(CHAIN);
        whileBlocksAreRead.set(() -> locks.hold(BOTH, "sandbox", "PLANT_K", "month-end closing"));
        assertThatThrownBy(() -> apply(queued.id())).hasMessageContaining("bea holds PLANT_K");
        assertThat(state(queued.id())).isEqualTo(PlanState.APPLY_FAILED);
        assertThat(client().hasProject("PLANT_K")).isFalse();
    }

    @Test
    void rulesAreSensibleAndSetByAdministrators() {
        assertThat(rules.get(VIEWER, "sandbox").approvals()).isEqualTo(1);
        assertThatThrownBy(() -> rules.set(ADMIN, new ReviewRule("sandbox", 0, true, 0, 24)))
                .hasMessageContaining("approvals")
                .hasMessageContaining("plan_hours");
        assertThatThrownBy(() -> rules.set(ADMIN, new ReviewRule("sandbx", 2, true, 24, 24)))
                .hasMessageContaining("sandbx");
        assertThatThrownBy(() -> rules.set(APPROVER, new ReviewRule("sandbox", 1, true, 24, 24)))
                .hasMessageContaining("ADMIN");
    }
}
