package io.blockyard.iac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blockyard.access.Actor;
import io.blockyard.access.Audit;
import io.blockyard.access.Role;
import io.blockyard.catalog.BlockRegistry;
import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Who may approve what, for how long, and who may hold a project. */
class ReviewTest extends PlansOnSandbox {

    private static final Actor BOTH = new Actor("bea", Set.of(Role.COMPOSER, Role.APPROVER), "test");
    private static final Actor SECOND = new Actor("boris", Set.of(Role.APPROVER), "api");
    private static final String SMALL = """
            version: "1.0"
            project: {key: SMALL, name: Small}
            datasets:
              - {name: out, type: managed}
            """;

    private final AtomicReference<Runnable> whileBlocksAreRead = new AtomicReference<>(() -> {});

    @Override
    BlockRegistry registry() {
        return reference -> {
            whileBlocksAreRead.getAndSet(() -> {}).run();
            return BLOCKS.resolve(reference);
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

        plans.standing(VIEWER, approved.id());
        assertThat(plans.progress(VIEWER, waiting.id()).state())
                .as("whoever watches a plan ends no other")
                .isEqualTo(PlanState.AWAITING_APPROVAL);
        assertThat(plans.standing(VIEWER, waiting.id()).state()).isEqualTo(PlanState.EXPIRED);
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
    void aHeldProjectWaitsForWhoeverHoldsIt() {
        var planned = plan(SMALL);
        var digest = body(planned).digest();
        decisions.approve(APPROVER, planned.id(), digest, "");
        var free = plans.standing(VIEWER, planned.id());
        locks.hold(BOTH, "sandbox", "PLANT_K", "another project");
        assertThat(plans.standing(VIEWER, planned.id())).isEqualTo(free);
        locks.hold(BOTH, "sandbox", "SMALL", "month-end closing");
        assertThat(plans.standing(VIEWER, planned.id())).isNotEqualTo(free);
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
